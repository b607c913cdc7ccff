"""The growth scan: its make-up, the structural zero, growth worked out by hand, and advice for every stage."""

from decimal import Decimal

import pytest

from kopgroep.programme import Programme
from kopgroep.programme.scans import MeanScale, Otherwise, Scan
from tests.programme.scan_answers import Stored, answered, fires, scored

DIMENSIONS = ["richting", "markt", "mensen", "processen", "cijfers", "geld", "innovatie", "plek"]
STAGES = ["begin", "overleven", "stabiel", "doorgroei", "volgroeid"]
FACTS = ["mensen", "mensen-toen", "omzet", "omzet-toen", "begonnen", "fase"]
DEEPER = ["koers", "verkoop", "team", "werk", "cijfers", "geld", "nieuw", "plek"]


@pytest.fixture
def scan(drenthe: Programme) -> Scan:
    return drenthe.scan("groei")


def core(scan: Scan, dimension: str) -> list[str]:
    """The questions of a dimension."""
    scale = scan.scale_of[dimension]
    assert isinstance(scale, MeanScale)
    return list(scale.items)


def weak_in(scan: Scan, dimension: str, stage: str) -> Stored:
    """A firm that is strong in all but one dimension, and names no obstacle that has advice of its own."""
    high, low = answered(scan, high=True, fase=stage), answered(scan, high=False)
    return high | {code: low[code] for code in core(scan, dimension)}


def test_eight_dimensions_of_three_questions_with_four_steps(scan: Scan) -> None:
    assert [scale.code for scale in scan.profile] == DIMENSIONS
    questions = [code for dimension in DIMENSIONS for code in core(scan, dimension)]
    assert (len(questions), len(set(questions))) == (24, 24)
    for code in questions:
        assert [option.points for option in scan.options(scan.items[code])] == [0, 0.33, 0.67, 1]


def test_six_facts_for_the_stage_and_at_most_eight_deeper_questions(scan: Scan, drenthe: Programme) -> None:
    deeper = [f"{name}-rem" for name in DEEPER]
    others = {"sector", "behoeften", *FACTS, *deeper}
    assert {code for code in scan.items if code not in others} == {
        code for dimension in DIMENSIONS for code in core(scan, dimension)
    }
    assert [option.code for option in scan.items["fase"].options] == STAGES
    assert [option.code for option in scan.items["behoeften"].options] == [need.code for need in drenthe.needs]
    assert scan.minutes == 15


def test_a_dimension_brakes_below_35_and_is_a_strength_from_60(scan: Scan) -> None:
    for scale in scan.profile:
        assert [(level.code, level.at_least) for level in scale.levels] == [
            ("rem", 0),
            ("aandacht", 35),
            ("kracht", 60),
        ]


def test_deeper_questions_come_only_where_it_pinches_and_score_nothing(scan: Scan) -> None:
    strong, weak = answered(scan, high=True), answered(scan, high=False)
    asked = {code for code, state in scored(scan, weak).states.items() if code.endswith("-rem") and state == "value"}
    assert asked == {f"{name}-rem" for name in DEEPER}
    assert {state for code, state in scored(scan, strong).states.items() if code.endswith("-rem")} == {"not_applicable"}
    others = {code: {"value": scan.items[code].options[0].code} for code in asked}
    assert scored(scan, weak).scales == scored(scan, weak | others).scales


def test_who_keeps_no_figures_scores_nought_on_what_follows(scan: Scan) -> None:
    for parent, follow_up in (("cijfers-volgen", "cijfers-gebruik"), ("doelen", "doelen-volgen")):
        assert scan.items[follow_up].otherwise is Otherwise.ZERO
        none = scored(scan, answered(scan, high=True) | {parent: {"value": "geen"}})
        unknown = scored(scan, answered(scan, high=True) | {parent: {"state": "dont_know"}})
        assert (none.states[follow_up], unknown.states[follow_up]) == ("zero", "not_asked")


def test_management_index_by_hand(scan: Scan) -> None:
    """Improvement 67, key figures 0 (none are kept), targets 33, people 67: together 167 / 4 = 41.75."""
    by_hand = {
        "problemen": "oorzaak",
        "beter-worden": "paar",
        "cijfers-volgen": "geen",
        "doelen": "hoofd",
        "doelen-volgen": "af-en-toe",
        "vooruit-werven": "jaar-vooruit",
        "leren": "meer-helft",
        "aanspreken": "gesprek",
    }
    stored = answered(scan, high=True) | {code: {"value": value} for code, value in by_hand.items()}
    scales = scored(scan, stored).scales
    parts = ["sturen-verbeteren", "sturen-cijfers", "sturen-doelen", "sturen-mensen"]
    assert [scales[code].value for code in parts] == [67.0, 0.0, 33.0, 67.0]
    assert scales["management-index"].value == 41.8
    unknown = scored(scan, stored | {"cijfers-volgen": {"state": "dont_know"}})
    assert unknown.scales["management-index"].value is None


@pytest.mark.parametrize(
    ("then", "now", "percent", "level"),
    [
        (8, 6, -9.1, "krimp"),  # cube root of 0.75 is 0.9086
        (10, 10, 0.0, "stabiel"),
        (10, 13, 9.1, "stabiel"),  # cube root of 1.3 is 1.0914
        (1000, 1331, 10.0, "groeier"),  # 1.1 x 1.1 x 1.1 = 1.331
        (10, 17, 19.3, "groeier"),  # cube root of 1.7 is 1.1935
        (125, 216, 20.0, "snelle-groeier"),  # 1.2 x 1.2 x 1.2 = 1.728 = 216 / 125
        (10, 20, 26.0, "snelle-groeier"),  # cube root of 2 is 1.2599
    ],
)
def test_growth_classes_by_hand(scan: Scan, then: int, now: int, percent: float, level: str) -> None:
    scales = scored(scan, answered(scan, high=True, mensen_toen=then, mensen=now, omzet_toen=then, omzet=now)).scales
    assert [(scales[code].value, scales[code].level) for code in ("groei", "omzetgroei")] == [(percent, level)] * 2


def test_a_firm_younger_than_three_years_has_no_growth_class(scan: Scan) -> None:
    stored = answered(scan, high=True) | {"mensen-toen": {"state": "not_applicable"}}
    assert scored(scan, stored).scales["groei"].value is None


def test_who_works_alone_is_scored_without_people(scan: Scan) -> None:
    scales = scored(scan, answered(scan, high=True, mensen=1)).scales
    assert (scales["mensen"].value, scales["management-index"].value, scales["totaal"].value) == (None, None, 100.0)
    assert scales["totaal"].level == "klaar"


def test_ready_to_grow_asks_that_at_most_one_dimension_brakes(scan: Scan) -> None:
    high, low = answered(scan, high=True), answered(scan, high=False)
    one = high | {code: low[code] for code in core(scan, "geld")}
    two = one | {code: low[code] for code in core(scan, "markt")}
    levels = [
        (scored(scan, stored).scales["totaal"].value, scored(scan, stored).scales["totaal"].level)
        for stored in (one, two)
    ]
    assert levels == [(87.5, "klaar"), (75.0, "ruimte")]


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_three_advices_at_least_for_a_weak_dimension_in_every_stage(scan: Scan, dimension: str, stage: str) -> None:
    result = scored(scan, weak_in(scan, dimension, stage))
    assert [scale.code for scale in scan.profile if (result.scales[scale.code].value or 0) < 60] == [dimension]
    by_code = {advice.code: advice for advice in scan.advice}
    assert {by_code[code].scale for code in result.advice} == {dimension}
    assert len(result.advice) == 3


def test_every_advice_can_be_proposed(scan: Scan) -> None:
    assert [advice.code for advice in scan.advice if not fires(scan, advice, answered(scan, high=False))] == []
    assert len(scan.advice) == 45


def test_an_obstacle_that_was_named_comes_first(scan: Scan) -> None:
    for dimension, name in zip(DIMENSIONS, DEEPER, strict=True):
        obstacle = {f"{name}-rem": {"value": scan.items[f"{name}-rem"].options[0].code}}
        stored = weak_in(scan, dimension, "stabiel") | obstacle
        if dimension == "cijfers":  # whose obstacle also looks at targets, which stand under direction
            stored |= {"doelen": {"value": "hoofd"}}
        first = next(advice for advice in scan.advice if advice.code == scored(scan, stored).advice[0])
        assert (first.scale, first.priority) == (dimension, 1)


@pytest.mark.parametrize(
    ("need", "opens"),
    [
        ("internationalisering", "export"),
        ("innovatie", "digitalisering"),
        ("management-organisatie", "sociale-innovatie"),
        ("ondernemersvaardigheden", None),
        ("kapitaal", None),
    ],
)
def test_a_need_that_was_named_has_advice_also_for_a_strong_firm(scan: Scan, need: str, opens: str | None) -> None:
    result = scored(scan, answered(scan, high=True, behoeften=[need]))
    assert [advice.opens for advice in scan.advice if advice.code in result.advice] == [opens]


def test_published_figures(drenthe: Programme) -> None:
    mes = drenthe.publication("groei-mes-2023")
    assert {figure.group.staff_from: figure.value for figure in mes.figures} == {
        10: 55,
        20: 58,
        50: 63,
        100: 65,
        250: 68,
    }
    assert (mes.instrument, {figure.mean for figure in mes.figures}) == ("mes-form", {True})
    needs = drenthe.publication("groei-behoeften-2020")
    assert [(figure.one_of, figure.value) for figure in needs.figures] == [
        (("innovatie",), 38),
        (("internationalisering",), 35),
        (("management-organisatie",), 31),
        (("ondernemersvaardigheden",), 12),
        (("kapitaal",), 10),
    ]
    assert drenthe.publication("groei-scale-ups-2017").figures[0].value == Decimal("5.1")


def test_percentages_of_needs_follow_from_the_counts_of_the_programme(drenthe: Programme) -> None:
    counted = {need.code: (need.reference_count, need.reference_of) for need in drenthe.needs}
    for figure in drenthe.publication("groei-behoeften-2020").figures:
        named, asked = counted[figure.one_of[0]]
        assert figure.value == (Decimal(named) * 100 / Decimal(asked)).quantize(Decimal(1), "ROUND_HALF_UP")
