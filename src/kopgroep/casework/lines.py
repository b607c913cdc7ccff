"""Which line may pay for what: a plus is for some companies, some themes and some days, and for nothing else."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import nice_date
from kopgroep.base.errors import Refused
from kopgroep.companies.models import Company, Establishment
from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Line, LineKind, UnknownCodeError, current


def misfits(line: Line, company: Company, on: date, *themes: str) -> list[str]:
    """Why a line cannot pay for this company, on this day, on these themes: a sentence each; none when it can.

    The company is asked by the establishment that leads, as its lines in the ledger are. What is not known of it is a
    reason against a plus that asks for it: a funder should find no company in the figures that may lie elsewhere.
    """
    return [*misfits_of_company(line, company), *misfits_of_themes(line, *themes), *misfits_of_day(line, on)]


def misfits_of_company(line: Line, company: Company) -> list[str]:
    """Why a line is not for a company."""
    seat = company.seat if line.area or line.sectors else None
    reasons = []
    if line.area and not (seat and seat.municipality_code):
        reasons.append(
            _(
                "%(line)s is for some municipalities, and that of this company is not known. "
                "Ask the programme manager to have its establishment read in from the register."
            )
        )
    elif seat and line.area and seat.municipality_code not in line.area:
        reasons.append(_("%(line)s is only for companies in %(places)s."))
    sector = _sector(seat)
    if line.sectors and not sector:
        reasons.append(
            _(
                "%(line)s is for some sectors, and that of this company is not known. "
                "Ask the programme manager to have its establishment read in from the register."
            )
        )
    elif line.sectors and sector not in line.sectors:
        reasons.append(_("%(line)s is only for the sectors %(sectors)s."))
    return [reason % _words(line) for reason in reasons]


def misfits_of_themes(line: Line, *themes: str) -> list[str]:
    """Why a line is not for these themes. Every one of them counts: the line pays for the whole talk."""
    if not line.themes or (themes and all(theme in line.themes for theme in themes)):
        return []
    return [_("%(line)s is only for the theme %(themes)s.") % _words(line)]


def misfits_of_day(line: Line, on: date) -> list[str]:
    """Why a line does not pay on a day. The base has no such days of its own: it is the programme."""
    if line.kind is LineKind.BASE or on in line.period:
        return []
    return [_("%(line)s pays from %(first)s up to and including %(last)s.") % _words(line)]


def check_line(code: str, company: Company, on: date | None, *themes: str) -> None:
    """Raises Refused for an unknown line, and for one that is not for this company, these themes or this day.

    Without a day only the company and the themes are asked: what came of the help may come after the line has ended.
    """
    try:
        line = current().line(code)
    except UnknownCodeError as unknown:
        raise Refused(_("Choose the programme line that pays."), field="line") from unknown
    reasons = [*misfits_of_company(line, company), *misfits_of_themes(line, *themes)]
    if on is not None:
        reasons += misfits_of_day(line, on)
    if reasons:
        raise Refused(" ".join([*reasons, _("Choose another line.")]), field="line")


def check_day_of_line(code: str, on: date) -> None:
    """Raises Refused when the line of a trajectory does not pay on a day on which hours are written."""
    reasons = [reason for line in current().lines if line.code == code for reason in misfits_of_day(line, on)]
    if reasons:
        remedy = _("Close this trajectory and open one on a line that does.")
        raise Refused(" ".join([*reasons, remedy]), field="held_on")


def whom_for(line: Line) -> list[str]:
    """For whom and for what a line is, in a few words each; none when it is for everybody and everything."""
    words, found = _words(line), []
    if line.area:
        found.append(_("companies in %(places)s") % words)
    if line.sectors:
        found.append(_("the sectors %(sectors)s") % words)
    if line.themes:
        found.append(_("the theme %(themes)s") % words)
    return found


def themes_of(line: Line) -> str:
    """The names of the themes that a line is for; empty when it is for all."""
    return _words(line)["themes"]


def _sector(seat: Establishment | None) -> str:
    """Scheme and section as the ledger writes them; empty when they are not known."""
    return f"{seat.sbi_scheme}-{seat.sbi_section}" if seat and seat.sbi_section else ""


def _words(line: Line) -> dict[str, str]:
    """The names of everything that a line is for."""
    programme, language = current(), get_language() or "nl"
    return {
        "line": line.name.in_(language),
        "places": _listed([programme.municipality(code).name for code in line.area]),
        "sectors": _listed([sector_titles().get(code, code) for code in line.sectors]),
        "themes": _listed([programme.theme(code).name.in_(language) for code in line.themes]),
        "first": nice_date(line.starts_on, language),
        "last": nice_date(line.ends_on, language),
    }


def _listed(names: list[str]) -> str:
    """``A``, ``A or B``, ``A, B or C``."""
    *most, last = names or [""]
    return _("%(most)s or %(last)s") % {"most": ", ".join(most), "last": last} if most else last
