"""The digitalisation scan: its shape, both indices from one set of answers, the short and the long dimensions."""

import pytest

from kopgroep.programme.scans import Comparability, CountScale, ItemKind, MeanScale, Scan
from kopgroep.scans.engine.comparing import comparability
from kopgroep.scans.engine.states import State
from tests.programme.digital_answers import DIMENSIONS, METALWORKER, SCAN, extreme, take, values


@pytest.fixture
def scan() -> Scan:
    return SCAN


def counted(scan: Scan, code: str) -> CountScale:
    scale = scan.scale_of[code]
    assert isinstance(scale, CountScale)
    return scale


# The shape


def test_the_union_of_the_two_indices_has_19_facts_of_which_5_are_in_both(scan: Scan) -> None:
    v3, v4 = set(counted(scan, "dii-v3").items), set(counted(scan, "dii-v4").items)
    assert (len(v3), len(v4), len(v3 & v4), len(v3 | v4)) == (12, 12, 5, 19)


def test_every_point_of_an_index_weighs_one(scan: Scan) -> None:
    assert [set(counted(scan, code).items.values()) for code in ("dii-v3", "dii-v4")] == [{1.0}, {1.0}]


@pytest.mark.parametrize("index", ["dii-v3", "dii-v4"])
def test_levels_of_an_index_are_those_of_eurostat(scan: Scan, index: str) -> None:
    edges = [(level.code, level.at_least) for level in scan.scale_of[index].levels]
    assert edges == [("heel-laag", 0), ("laag", 4), ("hoog", 7), ("heel-hoog", 10)]


def test_the_long_part_has_11_questions_and_96_places_to_answer(scan: Scan) -> None:
    places: dict[str, int] = {}
    for code, item in scan.items.items():
        if code.startswith("lang-"):
            number = code.split("-")[1]
            places[number] = places.get(number, 0) + (len(scan.options(item)) if item.kind is ItemKind.MANY else 1)
    assert list(places.values()) == [20, 10, 10, 7, 7, 8, 8, 6, 5, 10, 5]
    assert (len(places), sum(places.values())) == (11, 96)


def test_six_dimensions_short_and_long_each_and_their_totals(scan: Scan) -> None:
    assert [scale.code for scale in scan.profile] == [f"{part}-{d}" for part in ("kort", "lang") for d in DIMENSIONS]
    assert scan.headline == ("lang-digitaal", "kort-digitaal")


@pytest.mark.parametrize(
    ("scale", "other", "how"),
    [
        ("dii-v3", "dii-v3", Comparability.EXACT),
        ("dii-v3", "dii-v4", Comparability.NOT),
        ("dii-v4", "dii-v3", Comparability.NOT),
        ("kort-digitaal", "lang-digitaal", Comparability.LINKED),
        ("lang-groen", "kort-groen", Comparability.LINKED),
        ("kort-groen", "lang-ai", Comparability.NOT),
    ],
)
def test_what_may_stand_in_one_series(scan: Scan, scale: str, other: str, how: Comparability) -> None:
    assert comparability(scan, scan, scale, other)[0] is how


# One set of answers, two versions


def test_one_set_of_answers_gives_the_index_in_version_3_and_in_version_4(scan: Scan) -> None:
    result = take(scan, METALWORKER)
    # v3: staff on internet, fast line, website, cloud, more in the cloud, one system, 5 % digital sales, AI.
    assert (result.scales["dii-v3"].value, result.scales["dii-v3"].level) == (8.0, "hoog")
    # v4: staff on internet, fast line, 5 % digital sales, AI, meetings, remote access. Two measures are not three.
    assert (result.scales["dii-v4"].value, result.scales["dii-v4"].level) == (6.0, "laag")
    assert [result.scales[code].measured for code in ("dii-v3", "dii-v4")] == [12, 12]


@pytest.mark.parametrize(
    ("web", "consumers", "points"),
    [(1, 100, 0), (1.1, 10, 0), (1.1, 10.1, 1), (100, 100, 1), (0, 0, 0)],
)
def test_web_sales_count_from_above_1_per_cent_with_above_10_per_cent_to_consumers(
    scan: Scan, web: float, consumers: float, points: int
) -> None:
    sells = {"verkoopwegen": ["eigen-site"], "aandeel-web": web, "aandeel-consument": consumers}
    assert values(take(scan, METALWORKER | sells), "dii-v3", "dii-v4") == [8.0 + points, 6.0 + points]


@pytest.mark.parametrize(("share", "points"), [(0, 0), (0.9, 0), (1, 1), (100, 1)])
def test_digital_sales_count_from_1_per_cent(scan: Scan, share: float, points: int) -> None:
    assert values(take(scan, METALWORKER | {"aandeel-digitaal": share}), "dii-v3", "dii-v4") == [
        7.0 + points,
        5 + points,
    ]


def test_who_does_not_sell_digitally_has_a_structural_zero_and_not_a_gap(scan: Scan) -> None:
    result = take(scan, METALWORKER | {"verkoopwegen": [], "aandeel-digitaal": None})
    shares = ["aandeel-digitaal", "aandeel-web", "aandeel-consument"]
    assert [result.states[code] for code in shares] == [State.ZERO, State.ZERO, State.ZERO]
    assert (result.scales["dii-v3"].value, result.scales["dii-v3"].measured) == (7.0, 12)


def test_no_cloud_means_no_work_in_the_cloud(scan: Scan) -> None:
    result = take(scan, METALWORKER | {"cloud": "no"})
    assert result.states["cloud-zwaar"] is State.ZERO
    assert result.scales["dii-v3"].value == 6.0


def test_three_measures_count_and_two_do_not(scan: Scan) -> None:
    three = METALWORKER | {"beveiliging": ["back-up", "wachtwoorden", "vpn"]}
    assert values(take(scan, three), "dii-v3", "dii-v4") == [8.0, 7.0]


def test_two_unknown_facts_leave_a_lower_bound_and_three_leave_no_index(scan: Scan) -> None:
    two = METALWORKER | {"website": "?", "erp": "?"}
    assert (take(scan, two).scales["dii-v3"].value, take(scan, two).scales["dii-v3"].measured) == (6.0, 10)
    three = two | {"crm": "?"}
    assert values(take(scan, three), "dii-v3", "dii-v4") == [None, 6.0]


# Dimensions


def test_short_dimensions_by_hand(scan: Scan) -> None:
    short = values(take(scan, METALWORKER), *(f"kort-{dimension}" for dimension in DIMENSIONS))
    # Basics (4 x .75 + 1 + 1 + 1 + 0) / 8; people (3 x .25 + 0 + 1 + 0) / 6; data (3 x .5 + 0 + 1 + 0) / 6;
    # AI (2 x .5 + 1) / 3.
    assert short == [50.0, 75.0, 29.2, 41.7, 66.7, 25.0]
    # 50 + 75 + 29.1667 + 41.6667 + 66.6667 + 25 = 287.5, over 6
    assert values(take(scan, METALWORKER), "kort-digitaal", "lang-digitaal") == [47.9, None]


def test_long_part_is_not_asked_of_who_chose_short(scan: Scan) -> None:
    states = take(scan, METALWORKER).states
    assert {state for code, state in states.items() if code.startswith("lang-")} == {State.NOT_APPLICABLE}


def test_long_part_by_hand(scan: Scan) -> None:
    long = extreme(scan, high=False) | {
        "grondigheid": "lang", "lang-01-gedaan": ["inkoop"], "lang-02-voorbereid": ["doel", "geld"],
        "lang-03-gangbaar": ["site"], "lang-04-cad": "gewoon", "lang-04-iot": "proef",
        "lang-05-leren": ["cursus"], "lang-06-meedoen": ["hulp", "open"],
        "lang-07-beheer": ["bewaren", "koppelen"], "lang-08-bescherming": ["beleid", "doorgaan", "oefenen"],
        "lang-09-taal": "denken", "lang-09-robots": "gewoon",
        "lang-10-duurzaam": ["uitstoot"], "lang-11-plan": "yes", "lang-11-stroom": "partly",
    }  # fmt: skip
    # 3 x 3.333; 1/10 x 50 + 1.4/7 x 50; 1/7 x 50 + 2/8 x 50; 2/8 x 50 + 3/6 x 50; 1.2/5 x 100; 1/10 x 50 + 1.5/5 x 50
    by_hand = [10.0, 15.0, 19.6, 37.5, 24.0, 20.0]
    result = take(scan, long)
    assert values(result, *(f"lang-{dimension}" for dimension in DIMENSIONS)) == by_hand
    assert (result.headline, result.scales["lang-digitaal"].value) == ("lang-digitaal", 21.0)


def test_everything_ticked_is_100_and_nothing_is_0(scan: Scan) -> None:
    totals = ["kort-digitaal", "lang-digitaal"]
    long = {"grondigheid": "lang"}
    assert values(take(scan, extreme(scan, high=True) | long), *totals, "dii-v3", "dii-v4") == [
        100.0,
        100.0,
        12.0,
        12.0,
    ]
    assert values(take(scan, extreme(scan, high=False) | long), *totals, "dii-v3", "dii-v4") == [0.0, 0.0, 0.0, 0.0]


def test_no_weight_is_hidden_in_the_long_part(scan: Scan) -> None:
    """Strategy: a tick is 1/30. The others: two halves. AI: five equal parts."""
    shares = {}
    for dimension in DIMENSIONS:
        scale = scan.scale_of[f"lang-{dimension}"]
        assert isinstance(scale, MeanScale)
        by_question: dict[str, float] = {}
        for code, weight in scale.items.items():
            number = code.split("-")[1]
            by_question[number] = by_question.get(number, 0) + weight / scale.weights
        shares[dimension] = [round(share, 4) for share in by_question.values()]
    halves = [0.5, 0.5]
    two_to_one = [0.6667, 0.3333]
    assert shares == dict(zip(DIMENSIONS, [two_to_one, halves, halves, halves, [1.0], halves], strict=True))
