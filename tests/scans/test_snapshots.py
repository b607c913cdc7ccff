"""Freezing a quarter: what counts, what is hidden, and that it stays."""

from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.scans.actions.fillings import withdraw_filling
from kopgroep.scans.actions.snapshots import take_snapshot
from kopgroep.scans.models import Cell, Filling, Snapshot
from tests.factories import make_company, make_filling

Q1, AFTER = date(2023, 3, 20), date(2023, 4, 3)


@pytest.fixture
def scanned(anna: User, today_is: Callable[[date], None]) -> Callable[..., list[Filling]]:
    """Make scans of new companies on a day: ``scanned(12, size_class="5-9")``."""

    def make(number: int, *, on: date = Q1, besparing: int = 5, **facts: str) -> list[Filling]:
        today_is(on)
        place = {"sbi_scheme": "2008", "sbi_section": "C", "size_class": "5-9"} | facts
        made = [make_filling(make_company(**place), anna, besparing={"value": besparing}) for _ in range(number)]
        today_is(AFTER)
        return made

    return make


def cell(snapshot: Snapshot, sector: str = "", size: str = "", *, scale: str = "totaal") -> Cell:
    return snapshot.cells.get(scale=scale, sector_group=sector, size_group=size, municipality_code="")


def test_quarter_that_is_not_over_is_refused(db: None, today_is: Callable[[date], None]) -> None:
    today_is(date(2023, 3, 31))
    with pytest.raises(Refused):
        take_snapshot(Q1)


def test_latest_scan_of_each_company_counts_once(scanned: Callable[..., list[Filling]], anna: User) -> None:
    first = scanned(10)
    company = first[0].company
    assert company
    make_filling(company, anna, besparing={"value": 50})
    withdraw_filling(first[1], reason="Dubbel", by=anna)
    snapshot = take_snapshot(date(2023, 2, 1))
    whole = cell(snapshot)
    assert (snapshot.quarter, whole.n, snapshot.members.count()) == ("2023Q1", 9, 9)
    assert whole.hidden == Cell.Hidden.SMALL


def test_cells_of_ten_are_shown_and_of_nine_are_not(scanned: Callable[..., list[Filling]]) -> None:
    scanned(10)
    scanned(9, sbi_section="F")
    scanned(11, sbi_section="G")
    snapshot = take_snapshot(Q1)
    assert (cell(snapshot).n, cell(snapshot).shown) == (30, True)
    assert cell(snapshot, "bouw").hidden == Cell.Hidden.SMALL
    # Nine hidden companies could be told by subtraction, so the smallest of the others hides with them.
    assert cell(snapshot, "industrie").hidden == Cell.Hidden.SECONDARY
    assert cell(snapshot, "handel").shown


def test_frozen_quarter_stays_whatever_comes_later(
    scanned: Callable[..., list[Filling]], anna: User, today_is: Callable[[date], None]
) -> None:
    made = scanned(12)
    snapshot = take_snapshot(Q1)
    withdraw_filling(made[0], reason="Verkeerd", by=anna)
    assert take_snapshot(Q1) == snapshot
    assert (Snapshot.objects.count(), cell(snapshot).n) == (1, 12)


def test_cell_that_few_companies_changed_waits(
    scanned: Callable[..., list[Filling]], today_is: Callable[[date], None]
) -> None:
    scanned(12)
    first = take_snapshot(Q1)
    scanned(3, on=date(2023, 5, 1))
    today_is(date(2023, 7, 3))
    second = take_snapshot(date(2023, 5, 1))
    scanned(8, on=date(2023, 8, 1))
    today_is(date(2023, 10, 3))
    third = take_snapshot(date(2023, 8, 1))
    assert [cell(s).hidden for s in (first, second, third)] == ["", Cell.Hidden.CHANGED, ""]
    assert [cell(s).n for s in (first, second, third)] == [12, 15, 23]


def test_figures_of_a_cell(scanned: Callable[..., list[Filling]]) -> None:
    scanned(10, besparing=0)
    scanned(10, besparing=10)
    whole = cell(take_snapshot(Q1), scale="doen")
    # Two of four measures is 50 with weight 2; saving nothing gives 0 and ten per cent 100, with weight 1.
    assert (whole.mean, whole.q1, whole.median, whole.q3) == (50.0, 33.3, 50.0, 66.7)
    assert whole.histogram == [[33.3, 10], [66.7, 10]]
