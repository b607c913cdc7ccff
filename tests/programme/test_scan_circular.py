"""The circular intake: what it asks, what lifts the score, and what counts as a step."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from kopgroep.programme import Programme
from kopgroep.programme.scans import MeanScale, Scan
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.engine.stepping import shown_steps

DAY, LATER = date(2023, 5, 15), date(2024, 5, 15)
LADDER = [
    "r0-weigeren",
    "r1-anders",
    "r2-minder",
    "r3-hergebruik",
    "r4-repareren",
    "r5-opknappen",
    "r6-onderdelen",
    "r7-nieuwe-functie",
    "r8-recyclen",
    "r9-verbranden",
]
PRACTICE = [*LADDER, "inkoop", "terugname"]
STRATEGY = ["eigenaar", "doel", "ontwerpregel", "partner", "businesscase"]
WORDS = ["niet", "verkend", "proef", "deel", "meeste"]

MASSES = {
    "massa": "yes",
    "grens": "vestiging",
    "in-totaal": 1000,
    "in-hergebruikt": 150,
    "in-hernieuwbaar": 50,
    "uit-product": 800,
    "uit-product-terug": 100,
    "uit-afval": 200,
    "uit-afval-nuttig": 120,
}
"""In: 150 + 50 of 1,000 kilos circular. Out: 100 + 120 of 800 + 200. So 420 of 2,000 kilos: 21 per cent."""


@pytest.fixture
def scan(drenthe: Programme) -> Scan:
    return drenthe.scan("circulair")


def stored(word: str = "niet", **more: Any) -> dict[str, Any]:
    """Answers as they are stored: one word for every practice, no strategy, and what differs."""
    words: dict[str, Any] = {"mensen": 12, "sector": "bouw", "massa": "no"}
    words |= dict.fromkeys(PRACTICE, word) | dict.fromkeys(STRATEGY, "no") | more
    return {code: value if isinstance(value, dict) else {"value": value} for code, value in words.items()}


def take(scan: Scan, word: str = "niet", *, on: date = DAY, **more: Any) -> Result:
    return score(scan, stored(word, **more), on=on)


def test_twelve_practices_five_on_strategy_and_seven_masses(scan: Scan) -> None:
    assert [item.code for item in scan.items.values() if item.choices == "praktijk"] == PRACTICE
    strategy = next(section for section in scan.sections if section.code == "strategie")
    assert [item.code for item in strategy.items] == STRATEGY
    assert [item.code for item in strategy.items if item.proof is None] == []
    masses = [item.code for item in scan.items.values() if item.unit and item.unit.nl == "kilo per jaar"]
    assert masses == [code for code in MASSES if code.startswith(("in-", "uit-"))]
    assert len(masses) == 7


def test_the_higher_on_the_ladder_the_more_it_counts(scan: Scan) -> None:
    total = scan.scale_of["praktijk"]
    assert isinstance(total, MeanScale)
    weights = [total.items[code] for code in LADDER]
    assert weights == [3, 3, 3, 2, 2, 2, 2, 2, 1, 0]
    assert all(higher >= lower for higher, lower in pairwise(weights))
    assert list(total.items) == PRACTICE


@pytest.mark.parametrize(("word", "value"), list(zip(WORDS, [0, 25, 50, 75, 100], strict=True)))
def test_the_scale_of_practice_runs_from_nought_to_a_hundred(scan: Scan, word: str, value: int) -> None:
    scales = take(scan, word).scales
    assert {scales[code].value for code in ("minder", "langer", "terugwinnen", "keten", "praktijk")} == {value}
    assert scales["strategie"].value == 0


def test_burning_cannot_lift_any_score(scan: Scan) -> None:
    for word in WORDS:
        for burning in WORDS:
            result = take(scan, word, **{"r9-verbranden": burning})
            assert result.scales == take(scan, word).scales


def test_only_burning_is_nothing(scan: Scan) -> None:
    result = take(scan, **{"r9-verbranden": "meeste"})
    assert (result.scales["praktijk"].value, result.scales["praktijk"].level) == (0, "lineair")


def test_what_does_not_apply_leaves_the_score(scan: Scan) -> None:
    absent = {code: {"state": "not_applicable"} for code in ("r5-opknappen", "r6-onderdelen", "r7-nieuwe-functie")}
    total = take(scan, "proef", **{"r0-weigeren": "meeste"}, **absent).scales["praktijk"]
    # 24 - 6 = 18 of weight; half of 15 and all of 3 is 10.5.
    assert (total.weight, total.value) == (18, 58.3)


def test_five_levels(scan: Scan) -> None:
    edges = {level.code: level.at_least for level in scan.scale_of["praktijk"].levels}
    assert edges == {"lineair": 0, "begonnen": 21, "onderweg": 41, "gevorderd": 61, "voorloper": 81}


def test_circular_share_by_hand(scan: Scan) -> None:
    result = take(scan, **MASSES)
    assert (result.scales["cti"].value, result.scales["praktijk"].value) == (21, 0)


@pytest.mark.parametrize("code", [code for code in MASSES if code.startswith(("in-", "uit-"))])
def test_circular_share_needs_every_mass(scan: Scan, code: str) -> None:
    assert take(scan, **MASSES | {code: {"state": "dont_know"}}).scales["cti"].value is None


def test_circular_share_of_nothing_or_of_more_than_all_is_no_share(scan: Scan) -> None:
    nothing = {code: 0 for code in MASSES if code.startswith(("in-", "uit-"))}
    assert take(scan, **MASSES | nothing).scales["cti"].value is None
    assert take(scan, **MASSES | {"in-hergebruikt": 5000}).scales["cti"].value is None


def test_who_skips_the_masses_is_not_asked_for_them(scan: Scan) -> None:
    result = take(scan)
    assert {result.states[code] for code in MASSES if code != "massa"} == {"not_applicable"}
    assert result.scales["cti"].value is None


def steps(scan: Scan, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """Which kinds of step stand between two scans."""
    first = (scan, before, score(scan, before, on=DAY))
    second = (scan, after, score(scan, after, on=LATER))
    return [rule.kind for rule in shown_steps(scan, first, second)]


@pytest.mark.parametrize(("to", "found"), [("proef", []), ("deel", ["item_rise"]), ("meeste", ["item_rise"])])
@pytest.mark.parametrize("code", [code for code in PRACTICE if code != "r9-verbranden"])
def test_two_up_on_one_practice_is_a_step_and_one_is_not(scan: Scan, code: str, to: str, found: list[str]) -> None:
    assert steps(scan, stored("verkend"), stored("verkend", **{code: to})) == found


def test_one_up_on_every_practice_is_no_step(scan: Scan) -> None:
    assert steps(scan, stored("verkend"), stored("proef")) == []


def test_burning_more_is_no_step(scan: Scan) -> None:
    assert steps(scan, stored(), stored(**{"r9-verbranden": "meeste"})) == []


@pytest.mark.parametrize(
    ("reused", "boundary", "found"),
    [
        (250, "vestiging", ["scale_rise"]),  # 520 of 2,000 kilos: 26
        (249, "vestiging", ["scale_rise"]),  # 25.95 is shown as 26.0
        (240, "vestiging", []),  # 25.5
        (250, "bedrijf", []),
    ],
)
def test_five_points_within_the_same_boundary_is_a_step(
    scan: Scan, reused: int, boundary: str, found: list[str]
) -> None:
    after = stored(**MASSES | {"in-hergebruikt": reused, "grens": boundary})
    assert steps(scan, stored(**MASSES), after) == found


def test_material_heavy_companies_at_the_start_go_to_the_specialist(scan: Scan) -> None:
    heavy, light = take(scan), take(scan, sector="zakelijk")
    assert ("traject-nice" in heavy.advice, "traject-nice" in light.advice) == (True, False)
    assert heavy.advice[0] == "traject-nice"


def test_a_product_that_is_ready_goes_to_the_buyers_of_authorities(scan: Scan) -> None:
    assert "overheid-als-klant" in take(scan, "deel").advice
    assert "overheid-als-klant" not in take(scan, "proef").advice


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("strategy", ["yes", "no"])
@pytest.mark.parametrize("masses", [MASSES, {}])
def test_everybody_hears_three_things(scan: Scan, word: str, strategy: str, masses: dict[str, Any]) -> None:
    result = take(scan, word, **dict.fromkeys(STRATEGY, strategy), **masses)
    assert len(result.advice) >= 3


def test_every_dimension_has_advice(scan: Scan) -> None:
    assert {advice.scale for advice in scan.advice} == {scale.code for scale in scan.profile}
    assert len(scan.advice) >= 12


def test_published_figures_are_context_in_two_editions(drenthe: Programme, scan: Scan) -> None:
    shares = {code: [f.value for f in drenthe.publication(code).figures] for code in scan.publications}
    assert shares == {
        "circulair-eurobarometer-2024": [93],
        "circulair-eurobarometer-2013": [67, 67, 59, 51, 51, 42],
    }
    # Two editions with other questions: never one series.
    assert len({drenthe.publication(code).instrument for code in scan.publications}) == 2
