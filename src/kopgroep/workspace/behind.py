"""What lies behind one number, for who may open it and for who may not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import Coalesce

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.companies.models import Company
from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import Indicator, KeyFigure
from kopgroep.reporting import figures
from kopgroep.reporting.counting import counts_companies, value
from kopgroep.reporting.lineage import Asked
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported import Reported
from kopgroep.reporting.small_cells import without_small_cells
from kopgroep.reporting.view import View

SIDES = (figures.PART, figures.WHOLE)


@dataclass(frozen=True)
class Sum:
    """How many lines and different companies lie behind a number: who adds them up by hand must find the same."""

    lines: int
    companies: int


@dataclass(frozen=True)
class Helped:
    """One company behind a number."""

    company: Company
    lines: int
    first: Any
    last: Any


def lines_of(asked: Asked) -> EntryQuerySet:
    """The lines that make up the number."""
    if isinstance(asked.item, Reported):
        return asked.item.lines(asked.view, asked.cell)
    return figures.behind(asked.item, asked.view, asked.cell)


def sum_of(lines: EntryQuerySet, view: View) -> Sum:
    """How many lines there are, and how many companies they are about; a double is the company that stayed."""
    found = dict(lines.order_by().values_list("company").annotate(n=Count("pk")))
    return Sum(sum(found.values()), len({view.kept(company) for company in found if company is not None}))


def reading_of(asked: Asked) -> Reading | None:
    """The value that was asked for. None for a cell that has none."""
    item, view = asked.item, asked.view
    if isinstance(item, Reported):
        return item.read(view, asked.cell)
    if isinstance(item, Indicator):
        figure = value(item, view)
        return Reading(Measure.COUNT, figure, n=figure)
    if asked.cell in SIDES:
        whole = figures.read(item, view)
        side = whole.part if asked.cell == figures.PART else whole.whole
        return Reading(Measure.COUNT, side, n=side or 0)
    return figures.cells(item, view).get(asked.cell) if asked.cell else figures.read(item, view)


def public_reading(asked: Asked) -> Reading | None:
    """The same for who may not open the lines: None where it could tell of a single company.

    A part is shown as in the table of all parts, small ones hidden; parts of two dimensions at once are not shown.
    """
    cut = asked.view.cut.by_dimension
    if isinstance(asked.item, Reported):
        return _public_reported(asked.item, asked)
    if not cut:
        return reading_of(asked) if not asked.cell else _public_cell(asked)
    if len(cut) > 1 or asked.cell:
        return None
    [(dimension, code)] = cut.items()
    whole = asked.view.whole
    cells = without_small_cells(figures.split(asked.item, whole, dimension))
    return cells[code] if code in cells else reading_of(asked)


def _public_reported(item: Reported, asked: Asked) -> Reading | None:
    """Money tells of nobody. Of companies the whole is open, save that of a small pool to compare with.

    A cell is shown as in its table; a part of a part is not shown.
    """
    if item.open_to_all or not (asked.cell or asked.view.cut or item.hides_small_whole):
        return item.read(asked.view, asked.cell)
    if asked.view.cut:
        return None
    family = item.families(asked.cell) or [asked.cell]
    return without_small_cells({cell: item.read(asked.view, cell) for cell in family})[asked.cell]


def _public_cell(asked: Asked) -> Reading | None:
    if not isinstance(asked.item, KeyFigure) or asked.cell in SIDES:
        return reading_of(asked)
    cells = without_small_cells(figures.cells(asked.item, asked.view))
    return cells[asked.cell] if asked.cell in cells else reading_of(asked)


def seen_by(user: User, asked: Asked) -> Reading | None:
    """The value as this person may see it."""
    return reading_of(asked) if user.may(Permission.SEE_LINES) else public_reading(asked)


def companies_of(lines: EntryQuerySet) -> Any:
    """One row per company behind the lines: its key, how many lines, the first and the last day."""
    rows = lines.filter(company__isnull=False).order_by().annotate(whose=Coalesce("company__merged_into", "company"))
    counted = rows.values("whose").annotate(n=Count("pk"), first=Min("happened_on"), last=Max("happened_on"))
    return counted.order_by("-last", "whose")


def helped(rows: list[dict[str, Any]]) -> Iterator[Helped]:
    """Those rows with their companies, in the same order."""
    companies = Company.objects.in_bulk([row["whose"] for row in rows])
    for row in rows:
        yield Helped(companies[row["whose"]], row["n"], row["first"], row["last"])


def counts_lines(asked: Asked) -> bool:
    """Whether the number is one of lines, so that it equals the number of lines and not that of companies."""
    return isinstance(asked.item, Indicator) and not counts_companies(asked.item)
