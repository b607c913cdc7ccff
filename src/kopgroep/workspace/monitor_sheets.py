"""The tables of the monitor as rows of text, for a file. Figures without marks between thousands, so that sums work."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from kopgroep.base.dates import written_in
from kopgroep.base.money import amount
from kopgroep.programme import Dimension, Indicator, current
from kopgroep.programme.money import CENTS
from kopgroep.reporting.figures import needs_figures
from kopgroep.reporting.lineage import address
from kopgroep.reporting.monitor import monitor_rows
from kopgroep.reporting.reach import reach_of, without_small_cells
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.tallies import counts
from kopgroep.reporting.view import View
from kopgroep.workspace.cut_words import dimension_word
from kopgroep.workspace.indicator_rows import split_rows
from kopgroep.workspace.monitor_rows import needs, shares, target
from kopgroep.workspace.theme_figures import grouped_figures


@dataclass(frozen=True)
class Sheet:
    """One table: the words above its columns, and its rows."""

    head: list[str]
    rows: list[list[str]]


def sheet(table: str, view: View, *, public: bool) -> Sheet | None:
    """A table of the monitor by its word in the address; None for another word. ``public``: without small cells."""
    match table:
        case "doelen":
            return _shares(view) if view.cut else _targets(view)
        case "behoeften":
            return _needs(view, public=public)
        case "bereik":
            return _reach(view, public=public)
        case "geld":
            return _money(view)
        case "cijfers":
            return _figures(view, public=public)
        case "financier":
            return _targets(view.whole, funder=view.cut.funder)
    return None


def _texts(values: Iterable[object]) -> list[str]:
    return ["" if value is None else str(value) for value in values]


def _targets(view: View, funder: str = "") -> Sheet:
    """The targets of the whole programme, or those on the lines of one funder."""
    lines_of = {line.code for line in current().lines if line.funder == funder}
    chosen = [one for one in current().indicators if one.line in lines_of] if funder else None
    language = get_language() or "nl"
    head = [_("Target"), _("Now"), _("To be reached"), _("Expected by this day"), _("Verdict")]
    head += [_("Where it will end"), _("Lowest end"), _("Highest end"), _("Address of the lines")]
    rows = []
    for row in monitor_rows(view, chosen):
        ahead, name = row.forecast, row.indicator.name.in_(language)
        ends = (ahead.middle, ahead.low, ahead.high) if ahead else (None, None, None)
        lines = address(row.indicator.code, until=view.on)
        rows.append(_texts((name, row.value, row.indicator.value, row.expected, target(row).word, *ends, lines)))
    return Sheet(head, rows)


def _shares(view: View) -> Sheet:
    language = get_language() or "nl"
    rows = [
        _texts(
            (
                one.indicator.name.in_(language),
                one.here,
                one.whole,
                address(one.indicator.code, until=view.on, cut=view.cut),
            )
        )
        for one in shares(view)
    ]
    return Sheet([_("Target"), _("In this part"), _("Whole programme"), _("Address of the lines")], rows)


def _needs(view: View, *, public: bool) -> Sheet | None:
    figure, language = next(iter(needs_figures()), None), get_language() or "nl"
    if figure is None:
        return None
    rows = []
    for need in needs(figure, counts(view).needs(figure), public=public):
        share, ends = need.reading.value, need.reading.interval or (None, None)
        shown = [amount(100 * float(part), language, decimals=1) if part is not None else "" for part in (share, *ends)]
        lines = address(figure.code, until=view.on, cell=need.code, cut=view.cut)
        rows.append([need.name, *_texts((need.reading.part, need.reading.whole)), *shown, lines])
    head = [_("Need"), _("Companies"), _("Of"), _("Percentage"), _("Percentage, lowest"), _("Percentage, highest")]
    return Sheet([*head, _("Address of the lines")], rows)


def _figures(view: View, *, public: bool) -> Sheet:
    """Every figure without a target, those of results at each stage on a row of their own."""
    language, rows = get_language() or "nl", []
    for group in grouped_figures(view, public=public):
        staged = [row for result in group.results for row in result.stages if row]
        for row in (*group.rows, *staged):
            one, name = row.reading, row.figure.name.in_(language)
            lines = address(row.figure.code, until=view.on, cut=view.cut)
            if one is None:
                rows.append([group.name, name, _("hidden"), "", "", "", "", lines])
                continue
            ends = one.interval or (None, None)
            shown, low, high = (_plain(value, one.measure, language) for value in (one.value, *ends))
            rows.append([group.name, name, shown, _unit(one.measure), low, high, str(one.n), lines])
    head = [_("About"), _("Figure"), _("Value"), _("Unit"), _("Lowest"), _("Highest"), "n", _("Address of the lines")]
    return Sheet(head, rows)


def _plain(value: Fraction | float | None, measure: Measure, language: str) -> str:
    """A value to reckon with: no marks between thousands, at most four decimals, euros and no cents."""
    if value is None:
        return ""
    digits = f"{float(value) / (CENTS if measure is Measure.CENTS else 1):.4f}".rstrip("0").rstrip(".")
    return digits if written_in(language) == "en" else digits.replace(".", ",")


def _unit(measure: Measure) -> str:
    """In which unit a value stands in the file."""
    words = {
        Measure.COUNT: pgettext("unit", "number"),
        Measure.SHARE: _("share, 0 to 1"),
        Measure.MEAN: _("mark, mean"),
        Measure.DAYS: _("working days, median"),
        Measure.MINUTES: _("minutes"),
        Measure.CENTS: _("euros"),
    }
    return words[measure]


def parts_sheet(indicator: Indicator, view: View, dimension: Dimension, *, public: bool) -> Sheet:
    """The parts of one target, each with the address of its lines."""
    rows = []
    for part in split_rows(indicator, view, dimension, public=public):
        lines = address(indicator.code, until=view.on, cut=view.cut.but(dimension, part.code)) if part.code else ""
        rows.append([part.code, part.name, _("hidden") if part.value is None else str(part.value), lines])
    return Sheet([_("Code"), dimension_word(dimension), _("Number"), _("Address of the lines")], rows)


def _reach(view: View, *, public: bool) -> Sheet:
    language = get_language() or "nl"
    places, _whole = reach_of(counts(view).spoken())
    rows = []
    for place in without_small_cells(places) if public else places:
        companies = _("hidden") if place.companies is None else place.companies
        rate = None if place.per_thousand is None else amount(place.per_thousand, language, decimals=1)
        rows.append(_texts((place.code, place.name, companies, place.establishments, rate)))
    return Sheet([_("Code"), _("Municipality"), _("Companies"), _("Establishments"), _("Per 1,000")], rows)


def _money(view: View) -> Sheet:
    money, language = counts(view).money(), get_language() or "nl"
    rows = [
        [
            source.name.in_(language),
            source.funder,
            *(_in_euros(cents) for cents in (p.budget, p.spent, p.committed, p.left)),
        ]
        for source in current().money
        for p in [money.of(source.code)]
    ]
    return Sheet([_("Source"), _("Funder"), _("Budget"), _("Spent"), _("Committed"), _("Left")], rows)


def _in_euros(cents: int) -> str:
    euros, rest = divmod(abs(cents), CENTS)
    return f"{'-' if cents < 0 else ''}{euros},{rest:02}"
