"""The page of the benchmark: frozen figures, hidden groups without a number, and who may look."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.scans.models import Cell, Snapshot
from tests.factories import make_company, make_filling
from tests.scans.quarters import figures, frozen, scan

PAGE = "/werkplek/benchmark/"


@pytest.fixture(autouse=True)
def _april(today_is: Callable[[date], None]) -> None:
    today_is(date(2023, 4, 3))


@pytest.fixture
def looking(client: Client, marieke: User) -> Client:
    client.force_login(marieke)
    return client


@pytest.fixture
def quarter(db: None) -> Snapshot:
    """Forty companies; building is shown, trade is hidden."""
    snapshot = frozen()
    levels = [level.code for level in scan().scale_of[scan().headline[0]].levels]
    figures(snapshot, levels={levels[0]: 25, levels[1]: 12, levels[2]: 3})
    figures(snapshot, ("bouw", "", ""), n=31, mean=47.3)
    figures(snapshot, ("handel", "", ""), n=9, mean=13.7, hidden=Cell.Hidden.SMALL)
    figures(snapshot, ("bouw", "micro", ""), n=31, mean=47.3)
    figures(snapshot, ("handel", "micro", ""), n=9, mean=13.7, hidden=Cell.Hidden.SMALL)
    figures(snapshot, ("", "", "GM0106"), n=22, mean=39.9)
    return snapshot


def lines(answer: Any) -> dict[str, Any]:
    return {line.code: line for line in answer.context["sectors"]}


def test_hidden_group_has_no_figure_anywhere(looking: Client, quarter: Snapshot) -> None:
    answer = looking.get(PAGE)
    shown = lines(answer)
    assert (shown["bouw"].n, shown["bouw"].mean, shown["handel"].n, shown["handel"].mean) == (31, 47.3, None, None)
    assert "13,7" not in answer.content.decode()
    # Trade alone and with its size, and every group of which there is nobody.
    assert "te weinig bedrijven" in answer.content.decode()


def test_small_levels_are_taken_together(looking: Client, quarter: Snapshot) -> None:
    assert [row.n for row in looking.get(PAGE).context["levels"]] == [25, 15]


def test_weighted_figure_stands_beside_the_raw_one_with_what_it_counts_for(looking: Client, quarter: Snapshot) -> None:
    answer = looking.get(PAGE)
    # 31 builders stand for 7 in 10 companies of the register and 9 traders for 3: nearly the mix that there is.
    assert answer.context["effective"] == 38.8
    assert (answer.context["whole"].mean, answer.context["whole"].weighted_mean) == (41.5, 44.0)
    assert "geen steekproef" in answer.content.decode()


def test_before_the_first_quarter_the_page_says_what_comes(looking: Client) -> None:
    answer = looking.get(PAGE)
    assert (answer.status_code, answer.context["asked"].frozen) == (200, None)
    assert "Er ligt nog geen kwartaal vast" in answer.content.decode()


def test_who_may_not_open_scans_gets_no_link_to_them(client: Client, fenna: User) -> None:
    client.force_login(fenna)
    assert "/werkplek/scans/" not in client.get(PAGE).content.decode()


def test_monitor_leads_to_the_benchmark(client: Client, fenna: User) -> None:
    client.force_login(fenna)
    assert f'href="{PAGE}"' in client.get("/werkplek/monitor/").content.decode()


def test_quarter_in_which_nothing_may_be_shown_gives_way_to_the_last_one(looking: Client, quarter: Snapshot) -> None:
    Snapshot.objects.filter(pk=quarter.pk).update(quarter="2022Q4", until=date(2022, 12, 31))
    figures(frozen(), n=43, hidden=Cell.Hidden.CHANGED)
    answer = looking.get(PAGE)
    assert answer.context["frozen"].snapshot == quarter
    assert answer.context["asked"].wanted.quarter == "2023Q1"
    assert "dit zijn oudere cijfers" in answer.content.decode()


def test_scan_of_too_few_companies_says_so(looking: Client) -> None:
    figures(frozen(), n=9, hidden=Cell.Hidden.SMALL)
    answer = looking.get(PAGE)
    assert (answer.status_code, answer.context["asked"].frozen) == (200, None)


def test_scan_of_today_does_not_move_the_page(looking: Client, quarter: Snapshot, anna: User) -> None:
    before = looking.get(PAGE)
    make_filling(make_company(sbi_section="F", size_class="5-9"), anna)
    after = looking.get(PAGE)
    for part in ("levels", "dimensions", "sectors", "sizes", "both", "places"):
        assert after.context[part] == before.context[part]


@pytest.mark.parametrize("words", ["scan=geen", "kwartaal=2019Q1", "scan=geen&kwartaal=2019Q1"])
def test_unknown_words_in_the_address_are_not_found(looking: Client, quarter: Snapshot, words: str) -> None:
    assert looking.get(f"{PAGE}?{words}").status_code == 404


def test_part_that_the_quarter_does_not_show_falls_back_on_the_whole(looking: Client, quarter: Snapshot) -> None:
    answer = looking.get(f"{PAGE}?onderdeel=iets-anders")
    assert answer.context["scale"].code == scan().headline[0]


@pytest.mark.parametrize("quarters", [1, 3])
def test_page_asks_the_same_questions_for_one_quarter_and_for_three(
    looking: Client, quarter: Snapshot, quarters: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(1, quarters):
        until = date(2022, 3 * number, 28)
        made = Snapshot.objects.create(quarter=f"2022Q{number}", until=until, taken_at=quarter.taken_at)
        figures(made)
    looking.get(PAGE)
    with django_assert_max_num_queries(6):
        looking.get(PAGE)


TABLES = ("niveaus", "onderdelen", "sectoren", "grootte", "sector-en-grootte", "gemeenten")


@pytest.mark.parametrize("table", TABLES)
def test_every_table_comes_as_a_file_without_hidden_figures(looking: Client, quarter: Snapshot, table: str) -> None:
    answer = looking.get(f"{PAGE}tabel.csv?tabel={table}")
    text = b"".join(answer).decode()  # type: ignore[arg-type]  # a streamed answer
    assert (answer.status_code, "13,7" in text, "13.7" in text) == (200, False, False)
    assert text.splitlines()[1].endswith(f"{scan().code};{scan().version};2023Q1;Eigen scans, geen steekproef")


def test_file_of_the_sectors(looking: Client, quarter: Snapshot) -> None:
    answer = looking.get(f"{PAGE}tabel.csv?tabel=sectoren")
    rows = [row.split(";")[:4] for row in b"".join(answer).decode().splitlines()]  # type: ignore[arg-type]
    assert ["bouw", "31", "47,3", "44"] in rows
    assert ["handel en reparatie", "te weinig bedrijven", "", ""] in rows
    assert len(rows) == 1 + len(current().benchmark.sector_groups)


def test_unknown_table_and_a_table_without_a_quarter_are_not_found(looking: Client) -> None:
    assert looking.get(f"{PAGE}tabel.csv?tabel=sectoren").status_code == 404
    figures(frozen())
    assert looking.get(f"{PAGE}tabel.csv?tabel=alles").status_code == 404


@pytest.mark.parametrize("address", [PAGE, f"{PAGE}tabel.csv?tabel=sectoren"])
def test_who_may_not_see_the_monitor_is_refused(
    client: Client, charlie: User, petra: User, fenna: User, quarter: Snapshot, address: str
) -> None:
    heard = {}
    for person in (charlie, petra, fenna):
        client.force_login(person)
        heard[person] = client.get(address).status_code
    assert heard == {charlie: 403, petra: 403, fenna: 200}
