"""Building a report: a definition of the programme and the figures of a quarter in, a document out.

The same definition, lines, definitions of figures and software always give the same document. No clock is read.
"""

from datetime import date

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from kopgroep.base.dates import nice_date
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_name
from kopgroep.programme import Line, LineKind, current
from kopgroep.programme.reports import Report, ReportFor, ReportSpan
from kopgroep.programme.reports import Section as Definition
from kopgroep.reporting.fingerprints import code_version
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reports.blocks import BLOCKS
from kopgroep.reporting.reports.document import Document, Section
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.parts import said
from kopgroep.reporting.reports.texts import paragraphs
from kopgroep.reporting.reports.words import span_begins, span_words


def build(report: Report, until: date, *, language: str, made_for: str = "") -> Document:
    """The report of the quarter, year or programme up to and including a day: the last one of a quarter, or today.

    It rests on the frozen values when that quarter is closed; else it carries the mark "Provisional". ``made_for`` is
    the name of a funder, or the code of a plus, for a report that is made for each. Raises Refused when it is not one
    of those, and for a day before the programme.
    """
    with override(language):
        ground = _ground(report, until, language, made_for)
        sections = tuple(section for each in report.sections if (section := _section(ground, each)))
        return Document(
            code=file_name(report, until, made_for),
            title=title(ground),
            subtitle=subtitle(ground),
            language=language,
            dated=until,
            facts=tuple(facts(ground)),
            sections=sections,
            mark="" if ground.closing else _("Provisional"),
        )


def made_for_each(report: Report) -> tuple[str, ...]:
    """For whom a report is made: one empty name for the programme, the names of funders, or the codes of pluses."""
    programme = current()
    match report.made_for:
        case ReportFor.FUNDER:
            return tuple(dict.fromkeys(source.funder for source in programme.money))
        case ReportFor.PLUS:
            return tuple(line.code for line in programme.lines if line.kind is LineKind.PLUS)
    return ("",)


def _ground(report: Report, until: date, language: str, made_for: str) -> Ground:
    if made_for not in made_for_each(report):
        names = ", ".join(name for name in made_for_each(report) if name)
        if not names:
            raise Refused(_("This report is made for everybody; leave out for whom."))
        raise Refused(_("This report is made for each of these: %(names)s. Say for which.") % {"names": names})
    if until < current().period.starts_on:
        raise Refused(_("There are no figures of that day: the programme had not begun."))
    closing = Closing.objects.closed().filter(until=until).first()
    plus: Line | None = None
    if report.made_for is ReportFor.PLUS:
        plus = current().line(made_for)
    funder = made_for if report.made_for is ReportFor.FUNDER else ""
    return Ground(report, until, language, closing, funder, plus)


def file_name(report: Report, until: date, made_for: str = "") -> str:
    """The name of the files of a report, such as ``kwartaal-2023Q2``."""
    when = str(until.year) if report.span is ReportSpan.YEAR and until.month == 12 else quarter_name(until)
    return "-".join(part for part in (report.code, slugify(made_for), when) if part)


def title(ground: Ground) -> str:
    """The name of the report with the time that it is about."""
    name = ground.say(ground.report.name)
    who = ground.say(ground.plus.name) if ground.plus else ground.funder
    return f"{name}, {span_words(ground)}" + (f": {who}" if who else "")


def subtitle(ground: Ground) -> str:
    """The programme and the days."""
    return _("%(programme)s. From %(first)s up to and including %(last)s.") % {
        "programme": ground.say(ground.programme.name),
        "first": nice_date(span_begins(ground), ground.language),
        "last": nice_date(ground.until, ground.language),
    }


def facts(ground: Ground) -> list[tuple[str, str]]:
    """On what the report rests, for who wants to build it again."""
    programme, closing = ground.programme, ground.closing
    rows = [(_("Quarter"), quarter_name(ground.until))]
    if closing is None:
        rows.append((_("Figures"), _("provisional: the quarter is not closed, and figures may still change")))
    else:
        rows += [
            (_("Figures"), _("frozen: closed by two people, of %(lines)s lines") % {"lines": closing.lines}),
            (_("Fingerprint of the figures"), closing.hash),
            (_("Fingerprint of the lines"), closing.lines_hash),
            (_("Software that counted"), closing.code_version),
        ]
    rows.append((_("Fingerprint of the programme"), programme.hash))
    if closing is not None and closing.programme_hash != programme.hash:
        rows.append((_("Programme when it was closed"), closing.programme_hash))
    if programme.fictional:
        rows.append((pgettext("report", "Note"), _("This programme is invented.")))
    return rows


def _section(ground: Ground, definition: Definition) -> Section | None:
    """One section; None when there is nothing to show, such as a survey that was never held.

    A text that leads in what is not there yet is followed by a sentence that says so.
    """
    texts = ground.programme.texts
    words = paragraphs(ground.say(texts[definition.text]), ground) if definition.text else []
    parts = [part for block in definition.shows for part in BLOCKS[block](ground, definition)]
    if definition.shows and not parts:
        if not words:
            return None
        words.append(said(_("There is nothing to show of this yet.")))
    return Section(ground.say(definition.heading), (*words, *parts), definition.page)


def rests_on(quarter: str) -> tuple[str, ...]:
    """Everything that a report of a closed quarter is made of, as fingerprints; nothing while figures may change."""
    closing = Closing.objects.closed().filter(quarter=quarter).first()
    if closing is None:
        return ()
    return closing.hash, closing.lines_hash, current().hash, code_version()
