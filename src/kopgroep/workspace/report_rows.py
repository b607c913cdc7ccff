"""The reports of a quarter: which there are, for whom, and whether they can still change."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from kopgroep.base.periods import quarter_ends, quarter_name, quarter_of
from kopgroep.programme import current
from kopgroep.programme.reports import Report, ReportFor, ReportSpan
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reports.building import made_for_each
from kopgroep.reporting.reports.writing import Form

FILES = (Form.PDF, Form.DOCX, Form.XLSX, Form.HTML)
"""The forms in the order in which people take them."""


@dataclass(frozen=True)
class ReportRow:
    """One report that can be read and taken along."""

    report: Report
    who: str
    """The funder or plus it is made for, in words; empty for everybody."""
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
    return [
        _row(quarter, report, who)
        for report in current().reports
        if report.is_active(on) and (whole or report.span is ReportSpan.QUARTER)
        for who in made_for_each(report)
    ]


def _row(quarter: str, report: Report, who: str) -> ReportRow:
    address = reverse("workspace:report", args=[quarter, report.code]) + _query(who)
    return ReportRow(report, name_of(report, who), address, files_of(quarter, report.code, who))


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
