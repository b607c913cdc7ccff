"""Freezing a quarter: what counts, what is hidden, and that it stays."""

from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.clock import now
from kopgroep.base.errors import Refused
from kopgroep.scans.actions.fillings import finish_filling, save_answers, withdraw_filling
from kopgroep.scans.actions.snapshots import faults_of, freeze_ended, hash_of, take_snapshot
from kopgroep.scans.models import Cell, Filling, Snapshot
from tests.factories import ENERGY, make_company, make_filling

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


def test_quarters_are_frozen_in_their_order(scanned: Callable[..., list[Filling]]) -> None:
    scanned(10, on=date(2022, 11, 1))
    take_snapshot(Q1)
    with pytest.raises(Refused):
        take_snapshot(date(2022, 11, 1))


def test_frozen_quarters_come_out_the_same_when_made_again(
    scanned: Callable[..., list[Filling]], anna: User, today_is: Callable[[date], None]
) -> None:
    made = scanned(12)
    scanned(14, sbi_section="F", besparing=0)
    first = take_snapshot(Q1)
    scanned(11, on=date(2023, 5, 1))
    withdraw_filling(made[0], reason="Verkeerd", by=anna)
    today_is(date(2023, 7, 3))
    second = take_snapshot(date(2023, 5, 1))
    assert [faults_of(snapshot) for snapshot in (first, second)] == [[], []]


def test_cell_that_was_changed_afterwards_is_told(scanned: Callable[..., list[Filling]]) -> None:
    scanned(12)
    snapshot = take_snapshot(Q1)
    snapshot.cells.filter(scale="totaal", sector_group="", size_group="", municipality_code="").update(mean=99.0)
    assert faults_of(snapshot) == ["the cells that are kept are not those that were frozen"]


def test_scan_that_was_changed_afterwards_is_told(scanned: Callable[..., list[Filling]]) -> None:
    made = scanned(12)
    snapshot = take_snapshot(Q1)
    Filling.objects.filter(pk=made[0].pk).update(sector_group="bouw")
    faults = faults_of(snapshot)
    assert len(faults) == 1
    assert faults[0].startswith("the same scans give other cells, first at energie/1/")


def test_same_cells_have_the_same_fingerprint_on_every_database(db: None) -> None:
    figures = {"n": 12, "mean": 41.3, "q1": 0.1, "median": 33.3, "q3": 66.7, "levels": {"b": 2, "a": 10}}
    story = {"scan": "energie", "major": 1, "scale": "totaal", "histogram": [[33.3, 10], [66.7, 2]]}
    snapshot = Snapshot.objects.create(quarter="2023Q1", until=date(2023, 3, 31), taken_at=now())
    Cell.objects.create(snapshot=snapshot, **story, **figures)
    assert hash_of(snapshot.cells.all()) == "a364699a12a791f1b8b511981a5dbeaf8621738945b1ef69813b6a1e0ae7b272"


def test_company_that_was_not_measured_on_a_scale_does_not_change_it(
    scanned: Callable[..., list[Filling]], anna: User, today_is: Callable[[date], None]
) -> None:
    scanned(12)
    take_snapshot(Q1)
    # Twelve more scans, of which nine measured the scale: nine would be told by the difference.
    scanned(9, on=date(2023, 5, 1))
    for _ in range(3):
        made = make_filling(make_company(sbi_section="C", size_class="5-9"), anna, finished=False)
        save_answers(made, dict.fromkeys(ENERGY, None), by=anna)
        save_answers(made, {"besparing": {"value": 5}}, by=anna)
        finish_filling(made, incomplete=True, by=anna)
    Filling.objects.filter(finished_on=AFTER).update(finished_on=date(2023, 5, 1))
    today_is(date(2023, 7, 3))
    second = take_snapshot(date(2023, 5, 1))
    assert second.members.count() == 24
    assert (cell(second).n, cell(second).hidden) == (21, Cell.Hidden.CHANGED)


def test_night_freezes_the_quarter_that_ended_once(scanned: Callable[..., list[Filling]]) -> None:
    assert freeze_ended(AFTER) == 0
    scanned(3)
    assert [freeze_ended(AFTER), freeze_ended(AFTER)] == [1, 0]
    assert Snapshot.objects.get().quarter == "2023Q1"
    assert freeze_ended(date(2023, 3, 31)) == 0
