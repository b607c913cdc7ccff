"""Lineage: the address of what lies behind a number, and what an address asks for.

Every number that leaves the programme, on a page, in a PDF or in a workbook, carries the address of its lines. An
address says which figure, up to which day or as frozen in which quarter, of which part, and which cell of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_ends
from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import Dimension, Experience, Indicator, KeyFigure, UnknownCodeError, current
from kopgroep.programme.key_figures import NeedsAsked, ShareAsked
from kopgroep.reporting.figures import PART, WHOLE
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reported import Reported, reported
from kopgroep.reporting.reported.number import DOT
from kopgroep.reporting.view import Cut, View

WORDS: dict[Dimension, str] = {
    Dimension.MUNICIPALITY: "gemeente",
    Dimension.SECTOR: "sector",
    Dimension.SIZE: "grootte",
    Dimension.THEME: "thema",
    Dimension.LINE: "lijn",
    Dimension.FUNDER: "financier",
    Dimension.PARTNER: "partner",
    Dimension.EXPERIENCE: "ervaring",
}
"""The name of each dimension in an address."""
UNTIL, CELL, QUARTER = "tot", "cel", "kwartaal"


Item = Indicator | KeyFigure | Reported


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    item: Item
    view: View
    cell: str = ""
    """One part of a figure that is a list by nature, such as a need; or one number of those that reports show."""
    closing: Closing | None = None
    """The frozen quarter that is asked for; None for what is known now."""


def address(code: str, *, until: date, cell: str = "", cut: Cut | None = None, quarter: str = "") -> str:
    """The whole address of the lines behind a number. With ``quarter`` as they were known when it was closed.

    With a day before the end of that quarter: up to that day, as known when the quarter was closed.
    """
    return settings.BASE_URL.rstrip("/") + path_of(code, until=until, cell=cell, cut=cut, quarter=quarter)


def path_of(code: str, *, until: date | None, cell: str = "", cut: Cut | None = None, quarter: str = "") -> str:
    """The same address within this site, as pages use it. Without a day it follows today."""
    words = query_of(cut or Cut())
    when = {QUARTER: quarter} if quarter else {}
    if until and not (quarter and until == quarter_ends(quarter)):
        when[UNTIL] = until.isoformat()
    query = urlencode({**when, **({CELL: cell} if cell else {}), **words})
    return reverse("workspace:behind", args=[code]) + (f"?{query}" if query else "")


def query_of(cut: Cut) -> dict[str, str]:
    """A part of the ledger in the words of an address."""
    return {WORDS[dimension]: code for dimension, code in cut.by_dimension.items()}


def asked(code: str, query: Mapping[str, str]) -> Asked:
    """What an address asks for. Raises UnknownCodeError for a figure that the programme does not have.

    Raises Refused, with a sentence for the reader, for a day, a quarter or a part that does not exist.
    """
    item, cut = item_of(code), cut_of(query)
    cell = cell_of(item, query.get(CELL, ""))
    if quarter := query.get(QUARTER, ""):
        closing = closing_of(quarter)
        until = day_of(query[UNTIL]) if query.get(UNTIL) else closing.until
        if until > closing.until:
            days = {"day": date_format(until), "quarter": quarter}
            raise Refused(_("%(day)s lies after %(quarter)s: nothing was known of it then.") % days)
        return Asked(item, View(until, cut, closing.last_line, doubles_of(closing)), cell, closing)
    return Asked(item, View(day_of(query.get(UNTIL, "")), cut), cell)


def item_of(code: str) -> Item:
    """The target, the figure or the number of reports with this code. Raises UnknownCodeError."""
    if DOT in code:
        return reported(code)
    programme = current()
    try:
        return programme.indicator(code)
    except UnknownCodeError:
        return programme.figure(code)


def cell_of(item: Item, word: str) -> str:
    """One cell of a figure that has them: a need, or one side of a share. Raises Refused for another one."""
    if isinstance(item, Reported):
        if item.families(word) is None:
            raise Refused(_("This figure has no part “%(cell)s”.") % {"cell": word})
        return word
    if not word:
        return ""
    cells: list[str] = []
    if isinstance(item, KeyFigure) and isinstance(item.ask, NeedsAsked):
        cells = [need.code for need in current().needs]
    elif isinstance(item, KeyFigure) and isinstance(item.ask, ShareAsked):
        cells = [PART, WHOLE]
    if word not in cells:
        raise Refused(_("This figure has no part “%(cell)s”.") % {"cell": word})
    return word


def day_of(word: str) -> date:
    """The last day that counts; today without a word. Raises Refused for a day that the programme does not know."""
    if not word:
        return today()
    period = current().period
    try:
        day = date.fromisoformat(word)
    except ValueError as unreadable:
        raise Refused(_("“%(word)s” is no date. Write it as 2023-06-30.") % {"word": word}) from unreadable
    if not period.starts_on <= day <= max(today(), period.ends_on):
        days = {"first": date_format(period.starts_on), "last": date_format(max(today(), period.ends_on))}
        raise Refused(_("There are no figures of that day. Choose one from %(first)s to %(last)s.") % days)
    return day


def cut_of(query: Mapping[str, str]) -> Cut:
    """The part of the ledger that an address asks for. Raises Refused for a code that stands for nothing."""
    codes = {dimension: query.get(word, "") for dimension, word in WORDS.items()}
    for dimension, code in codes.items():
        if code and code not in known(dimension):
            sentence = _("“%(code)s” is no %(word)s that we know. Choose another one.")
            raise Refused(sentence % {"code": code, "word": WORDS[dimension]})
    return Cut(**{item.name: codes[Dimension(item.name)] for item in fields(Cut)})


def known(dimension: Dimension) -> list[str]:
    """The codes by which a dimension can be cut, in the order of the programme."""
    programme = current()
    coded: dict[Dimension, Any] = {
        Dimension.MUNICIPALITY: programme.area,
        Dimension.SIZE: programme.sizes,
        Dimension.THEME: programme.themes,
        Dimension.LINE: programme.lines,
        Dimension.PARTNER: programme.partners,
    }
    if dimension in coded:
        return [item.code for item in coded[dimension]]
    if dimension is Dimension.SECTOR:
        return list(sector_titles())
    if dimension is Dimension.FUNDER:
        return list(dict.fromkeys(line.funder for line in programme.lines))
    return [experience.value for experience in Experience]


def closing_of(quarter: str) -> Closing:
    """The closed quarter with this name. Raises Refused when it is not closed, or is no quarter."""
    try:
        quarter_ends(quarter)
    except ValueError as unreadable:
        raise Refused(_("“%(word)s” is no quarter. Write it as 2023Q1.") % {"word": quarter}) from unreadable
    closing = Closing.objects.closed().filter(quarter=quarter).first()
    if closing is None:
        raise Refused(_("%(quarter)s is not closed yet: its figures may still change.") % {"quarter": quarter})
    return closing


def doubles_of(closing: Closing) -> dict[int, int]:
    """The doubles as they were known when a quarter was closed."""
    return {int(double): int(company) for double, company in closing.doubles.items()}
