"""The reports of a quarter: which there are, for whom, and whether they can still change."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import nice_date
from kopgroep.base.periods import quarter_ends, quarter_name, quarter_of
from kopgroep.programme import current
from kopgroep.programme.reports import Report, ReportFor, ReportSpan
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reports.building import made_for_each
from kopgroep.reporting.reports.writing import Form
from kopgroep.workspace.templatetags.benchmark import quarter as quarter_words

FILES = (Form.PDF, Form.DOCX, Form.XLSX, Form.HTML)
"""The forms in the order in which people take them."""


@dataclass(frozen=True)
class ReportRow:
    """One report that can be read and taken along."""

    report: Report
    who: str
    """The funder or plus it is made for, in words; empty for everybody."""
    title: str
    """Its name with whom or what it is about, so that no two of a quarter are called the same."""
    period: str
    """Which time it is about, in words."""
    address: str
    files: tuple[tuple[str, str], ...]
    """Name of each form, with its address."""


def quarters_until(on: date) -> list[str]:
    """The quarters of the programme that have begun on a day, the latest first."""
    period, found = current().period, []
    day = min(on, period.ends_on)
    while day >= period.starts_on:
        found.append(quarter_name(day))
        first = quarter_of(day)[0]
        day = date.fromordinal(first.toordinal() - 1)
    return found


def last_day(quarter: str, on: date) -> date:
    """The last day of a quarter that counts: its end, or today while it runs. Raises ValueError for another word."""
    if quarter not in quarters_until(on):
        raise ValueError(f"{quarter} is no quarter of the programme that has begun")
    return min(quarter_ends(quarter), on)


def closed_quarters() -> set[str]:
    """The quarters of which the figures are frozen."""
    return set(Closing.objects.closed().values_list("quarter", flat=True))


def report_rows(quarter: str, on: date) -> list[ReportRow]:
    """The reports of a quarter. Those of a year or of the programme are there when the year ends, and today."""
    whole = quarter.endswith("Q4") or quarter == quarters_until(on)[0]
    found = [
        _row(quarter, report, who, on)
        for report in current().reports
        if report.is_active(on) and (whole or report.span is ReportSpan.QUARTER)
        for who in made_for_each(report)
    ]
    # What is about the quarter itself first, of the whole programme before those of some.
    return sorted(found, key=lambda row: (list(ReportSpan).index(row.report.span), bool(row.who)))


def _row(quarter: str, report: Report, who: str, on: date) -> ReportRow:
    address = reverse("workspace:report", args=[quarter, report.code]) + _query(who)
    words = {"name": report.name.in_(get_language() or "nl"), "who": name_of(report, who)}
    title = _("%(name)s: %(who)s") % words if who else _("%(name)s: the whole programme") % words
    period = period_of(report.span, quarter, on)
    return ReportRow(report, words["who"], title, period, address, files_of(quarter, report.code, who))


def period_of(span: ReportSpan, quarter: str, on: date) -> str:
    """The time that a report of a quarter is about, in words."""
    last = last_day(quarter, on)
    if span is ReportSpan.QUARTER:
        return quarter_words(quarter)
    if span is ReportSpan.YEAR:
        return str(last.year)
    language = get_language() or "nl"
    days = {"first": nice_date(current().period.starts_on, language), "last": nice_date(last, language)}
    return _("%(first)s to %(last)s") % days


def files_of(quarter: str, kind: str, who: str) -> tuple[tuple[str, str], ...]:
    """A report as files: the name of each form, with its address."""
    return tuple(
        (form.upper(), reverse("workspace:report-file", args=[quarter, kind, form]) + _query(who)) for form in FILES
    )


def _query(who: str) -> str:
    return f"?{urlencode({'voor': who})}" if who else ""


def name_of(report: Report, who: str) -> str:
    """For whom a report is, in words."""
    return current().line(who).name.in_(get_language() or "nl") if report.made_for is ReportFor.PLUS else who
