"""The social-innovation scan: its make-up, when a firm belongs to the leading group, and who gets which advice."""

from collections.abc import Iterable

import pytest

from kopgroep.programme import Programme
from kopgroep.programme.scans import LevelRise, MeanScale, Scan
from kopgroep.scans.engine.comparing import differences
from tests.programme.scan_answers import DAY, Stored, answered, fires, scored

DIMENSIONS = ["leiding", "organiseren", "slimmer", "samen", "werk"]
MIDDLING = {"deel": "40-59", "keren": "paar", "aantal": "een", "eens": "beetje-eens"}


@pytest.fixture
def scan(drenthe: Programme) -> Scan:
    return drenthe.scan("sociale-innovatie")


def middling(scan: Scan, dimensions: Iterable[str]) -> Stored:
    """Answers that keep these dimensions below 75."""
    stored: Stored = {}
    for dimension in dimensions:
        scale = scan.scale_of[dimension]
        assert isinstance(scale, MeanScale)
        for code in scale.items:
            choices = scan.items[code].choices
            stored[code] = {"value": MIDDLING[choices] if choices else "kwartaal"}
    return stored


def test_five_dimensions_of_three_facts_and_one_opinion(scan: Scan) -> None:
    assert [scale.code for scale in scan.profile] == DIMENSIONS
    for scale in scan.profile:
        assert isinstance(scale, MeanScale)
        lists = [scan.items[code].choices for code in scale.items]
        assert (len(lists), lists.count("eens")) == (4, 1)


def test_the_bands_of_staff_and_the_opinions_have_even_points(scan: Scan) -> None:
    assert [option.points for option in scan.choices["deel"]] == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert [option.points for option in scan.choices["eens"]] == [0, 0.1667, 0.3333, 0.5, 0.6667, 0.8333, 1]


def test_levels_of_peloton_and_leading_group(scan: Scan) -> None:
    total = scan.scale_of["totaal"]
    edges = [(level.code, level.at_least) for level in total.levels]
    assert edges == [("peloton", 0), ("volger", 40), ("potentieel", 60), ("kopgroep", 75)]
    assert scan.steps == (LevelRise(kind="level_rise", scale="totaal"),)


@pytest.mark.parametrize(
    ("below", "level", "fell_from"),
    [([], "kopgroep", None), (["werk"], "kopgroep", None), (["werk", "organiseren"], "potentieel", "kopgroep")],
)
def test_leading_group_asks_75_on_four_of_five(scan: Scan, below: list[str], level: str, fell_from: str | None) -> None:
    result = scored(scan, answered(scan, high=True) | middling(scan, below))
    assert [code for code in DIMENSIONS if (result.scales[code].value or 0) < 75] == sorted(below, key=DIMENSIONS.index)
    assert (result.scales["totaal"].value or 0) >= 75
    assert (result.scales["totaal"].level, result.scales["totaal"].fell_from) == (level, fell_from)


def test_turnover_from_renewal_is_shown_and_not_scored(scan: Scan) -> None:
    without = scored(scan, answered(scan, high=True, omzet_nieuw=0, omzet_verbeterd=0))
    with_much = scored(scan, answered(scan, high=True, omzet_nieuw=60, omzet_verbeterd=40))
    assert without.scales == with_much.scales


def test_an_employee_is_not_asked_about_turnover(scan: Scan) -> None:
    states = scored(scan, answered(scan, high=True, invuller="medewerker")).states
    assert [code for code in scan.items if states[code] == "not_applicable"] == ["omzet-nieuw", "omzet-verbeterd"]


def test_the_gap_between_owner_and_employee_is_the_difference_of_two_fillings(scan: Scan) -> None:
    owner = answered(scan, high=True, invuller="eigenaar")
    employee = answered(scan, high=True, invuller="medewerker", koers_bekend="niemand", gesprek="40-59")
    gap = differences(scan, employee, scan, owner, on=DAY, older_on=DAY)
    assert {change.scale: change.change for change in gap.scales if change.change} == {
        "leiding": -25.0,
        "werk": -10.0,
        "totaal": -7.0,
    }


def test_who_works_alone_gets_no_score_but_the_growth_scan(scan: Scan, drenthe: Programme) -> None:
    result = scored(scan, answered(scan, high=False, mensen=1))
    assert {score.value for score in result.scales.values()} == {None}
    assert result.advice == ("alleen-groeiscan",)
    assert [advice.opens for advice in scan.advice if advice.code in result.advice] == ["groei"]


def test_every_advice_can_be_proposed(scan: Scan) -> None:
    bases = [
        answered(scan, high=False),
        answered(scan, high=True),
        answered(scan, high=True) | middling(scan, ["werk", "organiseren"]),
    ]
    assert [advice.code for advice in scan.advice if not fires(scan, advice, *bases)] == []
    assert len(scan.advice) >= 12


@pytest.mark.parametrize(
    ("dimension", "first", "service"),
    [
        ("leiding", "leiding-coach", "business-versneller-rabobank"),
        ("organiseren", "groeiversneller", "loket-ibdo"),
        ("slimmer", "slimmer-opleiden", "vakopleiding-drenthe-college"),
        ("samen", "samen-kennispoort", "innovatie-kennispoort-drenthe"),
    ],
)
def test_a_low_dimension_leads_to_the_partner_of_the_programme(
    scan: Scan, dimension: str, first: str, service: str
) -> None:
    low, high = answered(scan, high=False), answered(scan, high=True)
    scale = scan.scale_of[dimension]
    assert isinstance(scale, MeanScale)
    result = scored(scan, high | {code: low[code] for code in scale.items})
    assert result.advice[0] == first
    assert next(advice.services[0] for advice in scan.advice if advice.code == first) == service


def test_a_journey_of_the_accelerator_stays_within_the_hours_of_the_theme(scan: Scan, drenthe: Programme) -> None:
    cap = drenthe.theme("sociale-innovatie").hour_cap
    assert {advice.code: advice.hours for advice in scan.advice}["groeiversneller"] == cap
    assert max(advice.hours for advice in scan.advice) == cap


def test_published_figures_stand_beside_it_as_context(drenthe: Programme) -> None:
    bundles = [int(figure.value) for figure in drenthe.publication("sociaal-ecs-2019").figures]
    renewal = [str(figure.value) for figure in drenthe.publication("sociaal-erasmus-2015").figures]
    assert (bundles, renewal) == ([20, 33, 27, 21], ["12", "24.9"])
    assert drenthe.scan("sociale-innovatie").publications == ("sociaal-ecs-2019", "sociaal-erasmus-2015")
