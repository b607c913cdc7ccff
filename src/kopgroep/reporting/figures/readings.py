"""From the lines behind a figure to its value: for all of them at once, or for each cell of a split."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery, Sum, TextField, Value

from kopgroep.base.working_days import working_days_between
from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import Dimension, Indicator, KeyFigure, Rule, current
from kopgroep.programme.key_figures import (
    CountAsked,
    CoverageAsked,
    DaysAsked,
    FirstTimeAsked,
    HoursAsked,
    NeedsAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)
from kopgroep.programme.kinds import Unit
from kopgroep.reporting.dimensions import cell_of
from kopgroep.reporting.figures.lines import Asking, asking, behind, of_companies, part_of, whole_of
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.view import View, as_view

Things = dict[str, set[Any]]
"""Different companies, or other things, per cell."""
HUNDREDTHS = 100
"""Results are written in hundredths of their unit."""


def read(item: Indicator | KeyFigure, on: date | View) -> Reading:
    """The value of a target or a figure. Of needs: how many companies named any."""
    return _readings(item, as_view(on), None).get("", _nothing(item, as_view(on)))


def split(item: Indicator | KeyFigure, on: date | View, dimension: Dimension) -> dict[str, Reading]:
    """The value per code of a dimension, for the codes that occur, in order; ``""`` holds lines that have none.

    Each is what ``read`` says of that part alone. A company that moved, or was helped on two themes, stands in two
    cells: of companies the cells add up to the whole or more, of lines to exactly the whole.
    """
    return dict(sorted(_readings(item, as_view(on), dimension).items()))


def cells(figure: KeyFigure, on: date | View) -> dict[str, Reading]:
    """The parts of a figure that is a list by nature: per need the share that named it, highest first.

    All needs of the programme are there; ``ask.top`` says how many to show. Other figures have no such parts.
    """
    if not isinstance(figure.ask, NeedsAsked):
        return {}
    return shares_of(naming(figure, as_view(on)))


def naming(figure: KeyFigure, view: View) -> Counter[str]:
    """How many companies named each need, and under ``""`` how many named any. A company counts once for each."""
    named: Things = defaultdict(set)
    for company, needs in behind(figure, view).order_by().values_list("company", "detail__needs"):
        for need in needs:
            named[need].add(view.kept(company))
    anybody = set[int]().union(*named.values())
    return Counter({need: len(found) for need, found in named.items()} | {"": len(anybody)})


def shares_of(named: Counter[str]) -> dict[str, Reading]:
    """The share that named each need, highest first; needs of the programme that nobody named are there too."""
    order = [need.code for need in current().needs]
    order += sorted(named.keys() - {"", *order})
    return {
        need: Reading(Measure.SHARE, named[need], named[""], named[""])
        for need in sorted(order, key=lambda code: -named[code])
    }


def _readings(item: Indicator | KeyFigure, view: View, by: Dimension | None) -> dict[str, Reading]:
    """The value per cell of a dimension, or of everything, under ``""``."""
    if isinstance(item, Indicator):
        return _counted(item.rule, behind(item, view), view, by)
    lines = behind(item, view)
    match item.ask:
        case CountAsked(rule=rule):
            return _counted(rule, lines, view, by)
        case FirstTimeAsked() | NeedsAsked():
            return _numbers(_companies(lines, view, by))
        case ShareAsked():
            return _shares(item.ask, asking(item, view), by)
        case CoverageAsked():
            return _coverage(_companies(lines, view, by), view, by)
        case DaysAsked():
            return _days(item.ask, lines, view, by)
        case ScoreAsked():
            return {c: Reading(Measure.MEAN, total, n, n) for c, total, n in _sums(lines, by)}
        case ResultAsked():
            return _results(item.ask, lines, view, by)
        case HoursAsked():
            whose = _companies(lines, view, by)
            return {c: Reading(Measure.MINUTES, total, None, len(whose[c])) for c, total, _ in _sums(lines, by)}


def _nothing(item: Indicator | KeyFigure, view: View) -> Reading:
    """The value when there are no lines at all."""
    match item.ask if isinstance(item, KeyFigure) else None:
        case ShareAsked():
            return Reading(Measure.SHARE, 0, 0)
        case CoverageAsked():
            return _coverage({"": set()}, view, None)[""]
        case DaysAsked():
            return Reading(Measure.DAYS, None)
        case ScoreAsked():
            return Reading(Measure.MEAN, None)
        case ResultAsked(result=code):
            return _amount(code, 0, 0)
        case HoursAsked():
            return Reading(Measure.MINUTES, 0)
        case _:
            return Reading(Measure.COUNT, 0)


def _celled(lines: EntryQuerySet, by: Dimension | None) -> Any:
    """The lines, each with its cell."""
    return lines.order_by().annotate(cell=Value("", TextField()) if by is None else cell_of(by))


def _companies(lines: EntryQuerySet, view: View, by: Dimension | None) -> Things:
    """The different companies per cell; a double is the company that stayed."""
    found: Things = defaultdict(set)
    for cell, company in _celled(lines, by).values_list("cell", "company").distinct():
        if company is not None:
            found[cell].add(view.kept(company))
    return found


def _subjects(lines: EntryQuerySet, by: Dimension | None) -> Things:
    """The different things that lines are about, per cell; a line about nothing is a thing of its own."""
    found: Things = defaultdict(set)
    for cell, kind, key, pk in _celled(lines, by).values_list("cell", "subject_type", "subject_id", "pk"):
        found[cell].add(("", pk) if key is None else (kind, key))
    return found


def _numbers(things: Things) -> dict[str, Reading]:
    return {cell: Reading(Measure.COUNT, len(found), None, len(found)) for cell, found in things.items()}


def _counted(rule: Rule, lines: EntryQuerySet, view: View, by: Dimension | None) -> dict[str, Reading]:
    if of_companies(rule):
        return _numbers(_companies(lines, view, by))
    rows = _celled(lines, by).values("cell").annotate(n=Count("pk")).values_list("cell", "n")
    return {cell: Reading(Measure.COUNT, n, None, n) for cell, n in rows}


def _shares(ask: ShareAsked, asked: Asking, by: Dimension | None) -> dict[str, Reading]:
    below, above = whole_of(ask, asked), part_of(ask, asked)
    if of_companies(ask.whole):
        whole, part = _companies(below, asked.view, by), _companies(above, asked.view, by)
    else:
        whole, part = _subjects(below, by), _subjects(above, by)
    # What moved to another cell in between belongs to neither: the part stays inside its whole.
    return {
        cell: Reading(Measure.SHARE, len(part.get(cell, set()) & found), len(found), len(found))
        for cell, found in whole.items()
    }


def _coverage(companies: Things, view: View, by: Dimension | None) -> dict[str, Reading]:
    """Companies over the establishments of the place; without a value where the register's number is not known."""
    places = {place.code: place.establishments_reference for place in current().area}
    cut = view.cut.by_dimension
    only_places = by in (None, Dimension.MUNICIPALITY) and not set(cut) - {Dimension.MUNICIPALITY}
    here = {code: n for code, n in places.items() if cut.get(Dimension.MUNICIPALITY, code) == code}
    readings = {}
    for cell, found in companies.items():
        whole = (here.get(cell) if by else sum(here.values())) if only_places else None
        readings[cell] = Reading(Measure.SHARE, len(found) if whole else None, whole, len(found), whole_counted=True)
    return readings


def _days(ask: DaysAsked, lines: EntryQuerySet, view: View, by: Dimension | None) -> dict[str, Reading]:
    """The median per cell, exact: of an even number the two in the middle over two."""
    same = {"subject_type": OuterRef("subject_type"), "subject_id": OuterRef("subject_id")}
    begun = view.all_entries.filter(kind=ask.start, **same).order_by("happened_on").values("happened_on")[:1]
    took: dict[str, list[int]] = defaultdict(list)
    rows = _celled(lines, by).annotate(begun=Subquery(begun)).values_list("cell", "begun", "happened_on")
    for cell, first, last in rows:
        took[cell].append(working_days_between(first, last))
    return {cell: _median(sorted(found)) for cell, found in took.items()}


def _median(found: list[int]) -> Reading:
    middle, odd = divmod(len(found), 2)
    part = found[middle] if odd else found[middle - 1] + found[middle]
    return Reading(Measure.DAYS, part, 1 if odd else 2, len(found))


def _sums(lines: EntryQuerySet, by: Dimension | None) -> Iterable[tuple[str, int, int]]:
    """Per cell the sum of the quantities, and how many lines."""
    rows = _celled(lines, by).values("cell").annotate(total=Sum("quantity"), n=Count("pk"))
    # Without a cell to group by, no lines at all still give one row, of nothing.
    return [(cell, int(total), n) for cell, total, n in rows.values_list("cell", "total", "n") if n]


def _results(ask: ResultAsked, lines: EntryQuerySet, view: View, by: Dimension | None) -> dict[str, Reading]:
    whose = _companies(lines, view, by)
    return {cell: _amount(ask.result, total, len(whose[cell])) for cell, total, _ in _sums(lines, by)}


def _amount(code: str, total: int, n: int) -> Reading:
    """An amount of euros in cents; of anything else in hundredths over a hundred."""
    unit = next(kind.unit for kind in current().results.kinds if kind.code == code)
    if unit is Unit.EUROS:
        return Reading(Measure.CENTS, total, None, n)
    return Reading(Measure.COUNT, total, HUNDREDTHS, n)
