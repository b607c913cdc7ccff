"""Published figures beside a result: of the same instrument and version, of the group that fits, with their source."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.programme import Text, current
from kopgroep.programme.published import Figure, Group, Publication
from kopgroep.scans.models import Filling
from kopgroep.scans.published import Firm, firm_of, fits, fitting, published
from tests.factories import TODAY, make_company, make_filling
from tests.programme.digital_answers import METALWORKER

LITTLE = {"op-papier": {"value": "no"}}
"""One answer, with which nothing is measured."""
SMALL_BUILDER = Firm(12, 12, "bouw")


@pytest.fixture(autouse=True)
def _noon(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def text(words: str) -> Text:
    return Text(nl=words, en=words)


def figure(value: float = 50, *, year: int = 2023, **facts: Any) -> Figure:
    group = {key: facts.pop(key) for key in ("staff_from", "staff_to", "sector_groups", "part") if key in facts}
    what = text(facts.pop("what", "van de bedrijven"))
    name = Group(name=text("groep"), **group)
    return Figure(what=what, value=Decimal(str(value)), year=year, group=name, certainty="seen", **facts)


def publication(*figures: Figure) -> Publication:
    facts = {"publisher": "Bureau", "source": "tabel 1", "licence": "CC0", "version": "1"}
    return Publication(
        code="p", name=text("P"), instrument="i", url="https://e.org", seen_on=TODAY, figures=figures, **facts
    )


def chosen(firm: Firm, *figures: Figure) -> list[float]:
    of = publication(*figures)
    return [float(found.value) for found, _ in fitting([(each, of) for each in figures], firm)]


def metalworker(by: User, **changes: Any) -> Filling:
    """The company of the digitalisation scan whose scores were computed by hand."""
    given = {code: {"value": word} for code, word in (METALWORKER | changes).items() if word is not None}
    return make_filling(make_company(), by, scan=current().scan("digitalisering"), **given)


@pytest.mark.parametrize(
    ("group", "inside"),
    [
        ({}, True),
        ({"staff_from": 10, "staff_to": 49}, True),
        ({"staff_from": 13}, False),
        ({"staff_to": 11}, False),
        ({"staff_from": 12, "staff_to": 12}, True),
        ({"sector_groups": ("bouw", "handel")}, True),
        ({"sector_groups": ("industrie",)}, False),
        ({"sector_groups": ("bouw",), "part": True}, False),
    ],
)
def test_a_group_holds_a_company_or_not(group: dict[str, Any], inside: bool) -> None:
    assert fits(figure(at_least=4, **group), SMALL_BUILDER) is inside


def test_what_is_not_known_of_a_company_fits_only_all() -> None:
    for group in ({"staff_from": 1}, {"staff_to": 9999}, {"sector_groups": ("bouw",)}):
        assert not fits(figure(at_least=4, **group), Firm())
    assert fits(figure(at_least=4), Firm())


def test_a_size_class_fits_when_all_of_it_lies_inside() -> None:
    assert fits(figure(at_least=4, staff_from=10, staff_to=49), Firm(20, 49))
    assert not fits(figure(at_least=4, staff_from=10, staff_to=49), Firm(20, 99))
    assert not fits(figure(at_least=4, staff_from=10, staff_to=249), Firm(100, None))
    assert fits(figure(at_least=4, staff_from=10), Firm(100, None))


def test_the_narrowest_group_wins_over_a_later_year_of_all() -> None:
    builders = figure(30, year=2021, at_least=4, sector_groups=("bouw",))
    assert chosen(SMALL_BUILDER, figure(70, year=2025, at_least=4), builders) == [30]


def test_of_one_group_the_latest_year_wins() -> None:
    assert chosen(SMALL_BUILDER, figure(70, year=2023, at_least=4), figure(80, year=2025, at_least=4)) == [80]


def test_figures_that_compare_something_else_stand_side_by_side() -> None:
    rows = (figure(1, at_least=4), figure(2, at_least=7), figure(3, level="hoog"), figure(4, mean=True, unit="mean"))
    assert chosen(SMALL_BUILDER, *rows) == [1, 2, 3, 4]


def test_figures_that_are_only_read_are_told_apart_by_what_they_say() -> None:
    assert chosen(SMALL_BUILDER, figure(1, what="a"), figure(2, what="b"), figure(3, what="b", year=2024)) == [1, 3]


def test_the_number_of_people_in_the_answers_goes_before_the_size_class(anna: User) -> None:
    company = make_company(size_class="50-99")
    scan = current().scan("digitalisering")
    assert firm_of(make_filling(company, anna, scan=scan, mensen={"value": 24})) == Firm(24, 24, "")
    assert firm_of(make_filling(company, anna, scan=scan, **LITTLE)) == Firm(50, 99, "")
    assert firm_of(make_filling(make_company(), anna, scan=scan, **LITTLE)) == Firm()


def test_every_version_of_an_instrument_stands_beside_its_own_scale_only(anna: User) -> None:
    found = published(metalworker(anna))
    known = {each.code: each for each in current().publications}
    seen: dict[str, set[str]] = {}
    for beside in found.scales:
        sources = {shown.source.name for shown in (*beside.figures, *beside.levels)}
        scale = next(s for s in current().scan("digitalisering").scales if s.name.nl == beside.scale)
        seen[str(scale.instrument)] = sources
    assert {"dii-v3", "dii-v4"} <= set(seen)
    for instrument, sources in seen.items():
        assert sources <= {each.name.nl for each in known.values() if each.instrument == instrument}
    assert seen["dii-v3"].isdisjoint(seen["dii-v4"])


def test_the_metalworker_reads_beside_each_version_whether_it_belongs_to_it(anna: User) -> None:
    rows = {beside.scale: beside for beside in published(metalworker(anna)).scales}
    third, fourth = rows["Digitale intensiteit, versie 3"], rows["Digitale intensiteit, versie 4"]
    first = {beside.scale: (beside.figures[0].value, beside.figures[0].own) for beside in (third, fourth)}
    assert first == {
        "Digitale intensiteit, versie 3": ("75,3%", "Jij hoort daarbij."),
        "Digitale intensiteit, versie 4": ("81,5%", "Jij hoort daarbij."),
    }


def test_a_company_below_the_line_is_told_so(anna: User) -> None:
    nothing = {"website": "no", "cloud": "no", "cloud-zwaar": "no", "erp": "no", "ai": [], "snelle-lijn": "no"}
    rows = {beside.scale: beside for beside in published(metalworker(anna, **nothing)).scales}
    assert rows["Digitale intensiteit, versie 3"].figures[0].own == "Jij zit daar nog onder."


def test_levels_are_shown_together_of_one_group_and_one_year_with_the_own_one_marked(anna: User) -> None:
    beside = next(row for row in published(metalworker(anna)).scales if row.scale.endswith("versie 3"))
    (levels,) = beside.levels
    assert [share.value for share in levels.shares] == ["42,3%", "33,8%", "19,6%", "4,4%"]
    assert [share.own for share in levels.shares].count(True) == 1


def test_a_question_shows_the_share_of_others_and_the_own_answer(anna: User) -> None:
    rows = {shown.what: (shown.value, shown.own) for shown in published(metalworker(anna)).items}
    assert rows["van de bedrijven heeft een website"] == ("88%", "ja")
    other = {shown.what: shown.own for shown in published(metalworker(anna, website=None)).items}
    assert other["van de bedrijven heeft een website"] == "niet ingevuld"


def test_questions_with_one_figure_stand_before_those_with_a_share_of_every_answer(anna: User) -> None:
    said = [shown.what for shown in published(metalworker(anna)).items]
    own_view = [number for number, what in enumerate(said) if "noemt zichzelf" in what]
    assert len(own_view) == 5
    assert said.index("van de bedrijven heeft een website") < own_view[0]


def test_a_figure_names_publisher_year_version_number_and_how_sure_it_is(anna: User) -> None:
    found = published(metalworker(anna))
    third = next(row for row in found.scales if row.scale.endswith("versie 3")).figures[0]
    assert (
        third.below
        == "Eurostat, 2021, DII versie 3, de bron noemt geen aantal bedrijven, door ons berekend uit de bron"
    )


def test_figures_on_a_part_of_the_sector_are_read_and_never_compared(anna: User) -> None:
    found = published(metalworker(anna))
    compared = [shown for beside in found.scales for shown in beside.figures]
    metal = [shown for shown in found.reading if shown.group.startswith("metaal")]
    assert [shown.group for shown in compared if shown.group.startswith("metaal")] == []
    assert metal
    assert {shown.own for shown in metal} == {""}


def test_a_scale_that_was_not_measured_has_no_figures_beside_it(anna: User) -> None:
    little = make_filling(make_company(), anna, scan=current().scan("digitalisering"), **LITTLE)
    assert published(little).scales == ()
    assert {shown.own for shown in published(little).items} == {"niet ingevuld"}


def test_every_source_is_named_once(anna: User) -> None:
    found = published(metalworker(anna))
    names = [source.name for source in found.sources]
    used = {publication.name.nl for publication in current().publications}
    assert len(names) == len(set(found.sources))
    assert set(names) <= used
    assert len(names) > 3
