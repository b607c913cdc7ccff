"""The export ladder: what it asks, when a gate opens, and what somebody sees who skipped a phase."""

from datetime import date
from typing import Any

import pytest

from kopgroep.programme import Programme
from kopgroep.programme.scans import GateScale, ItemKind, Scan
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.engine.stepping import shown_steps

DAY = date(2023, 5, 15)
PHASES = ["verkennen", "planvorming", "organisatieontwikkeling", "financiering", "netwerken", "exporteren"]

COMPANY = {"mensen": 12, "sector": "handel"}
EXPLORING = {"product": "yes", "land": "yes", "besluit": "yes"}
PLANNING = {"plan": "yes", "plan-datum": "2022-05-15", "prijs": "yes", "doel": "yes"}
ORGANISING = {"uren": 4, "taal": "yes", "eisen": "yes", "voorwaarden": "yes"}
FINANCING = {"budget": "yes", "werkkapitaal": "yes", "betaalrisico": "yes", "financier": "no"}
NETWORKING = {"contacten": 3, "agent": "no", "beurs": "no", "kring": "no"}
EXPORTING = {"rekening": "yes", "verkoop-jaar": 5001, "verkoop-vorig-jaar": 5001}
OPEN = dict(zip(PHASES, [EXPLORING, PLANNING, ORGANISING, FINANCING, NETWORKING, EXPORTING], strict=True))
"""For each phase the least that opens its gate."""

NOTHING: dict[str, Any] = {
    **dict.fromkeys(["product", "land", "besluit", "plan", "prijs", "doel", "taal", "eisen", "voorwaarden"], "no"),
    **dict.fromkeys(["budget", "werkkapitaal", "betaalrisico", "financier", "agent", "beurs", "kring"], "no"),
    "rekening": "no",
    "uren": 0,
    "contacten": 0,
}


@pytest.fixture
def scan(drenthe: Programme) -> Scan:
    return drenthe.scan("export")


@pytest.fixture
def ladder(scan: Scan) -> GateScale:
    scale = scan.scale_of["positie"]
    assert isinstance(scale, GateScale)
    return scale


def stored(*parts: dict[str, Any]) -> dict[str, Any]:
    """Answers as they are stored; who says nothing about a phase has nothing there."""
    words: dict[str, Any] = COMPANY | NOTHING
    for part in parts:
        words |= part
    return {code: word if isinstance(word, dict) else {"value": word} for code, word in words.items()}


def take(scan: Scan, *parts: dict[str, Any], on: date = DAY) -> Result:
    return score(scan, stored(*parts), on=on)


def opened(result: Result) -> list[str]:
    return [phase for phase, gate in result.gates.items() if gate.open]


def test_twenty_two_questions_over_six_phases_and_three_facts(scan: Scan) -> None:
    counts = {section.code: len(section.items) for section in scan.sections}
    assert [counts[phase] for phase in PHASES] == [3, 4, 4, 4, 4, 3]
    assert [item.code for item in scan.sections[-1].items] == ["landen", "omzetdeel", "jaren"]
    assert list(counts) == ["bedrijf", *PHASES, "nu"]


def test_gates_are_the_phases_of_the_ladder_and_each_keeps_a_proof(
    scan: Scan, ladder: GateScale, drenthe: Programme
) -> None:
    assert [gate.phase for gate in ladder.gates] == [phase.code for phase in drenthe.ladder.phases] == PHASES
    proofs = {
        gate.phase: [condition.item for condition in (*gate.must, *gate.either) if _has_proof(scan, condition.item)]
        for gate in ladder.gates
    }
    assert [phase for phase, items in proofs.items() if not items] == []


def _has_proof(scan: Scan, code: str | None) -> bool:
    return code is not None and scan.items[code].proof is not None


def test_levels_carry_the_names_of_the_phases(ladder: GateScale, drenthe: Programme) -> None:
    names = {phase.code: phase.name for phase in drenthe.ladder.phases}
    assert [level.code for level in ladder.levels] == ["geen", *PHASES]
    assert {level.code: level.name for level in ladder.levels[1:]} == names


@pytest.mark.parametrize(("number", "phase"), list(enumerate(PHASES, start=1)))
def test_the_least_of_a_phase_opens_its_gate_and_no_other(scan: Scan, number: int, phase: str) -> None:
    result = take(scan, OPEN[phase])
    assert opened(result) == [phase]
    assert (result.scales["positie"].value, result.scales["positie"].level) == (number, phase)


def test_who_has_nothing_stands_on_nought(scan: Scan) -> None:
    result = take(scan)
    assert (opened(result), result.scales["positie"].value, result.scales["positie"].level) == ([], 0, "geen")
    assert result.headline == "positie"


@pytest.mark.parametrize("word", ["partly", "no"])
@pytest.mark.parametrize("phase", PHASES[:4])
def test_partly_never_opens_a_gate(scan: Scan, ladder: GateScale, phase: str, word: str) -> None:
    gate = next(gate for gate in ladder.gates if gate.phase == phase)
    asked = [c.item for c in gate.must if c.item and scan.items[c.item].kind is ItemKind.YES_PARTLY_NO]
    assert len(asked) >= 3
    for code in asked:
        result = take(scan, OPEN[phase], {code: word})
        assert (opened(result), code in result.gates[phase].unmet) == ([], True)


def test_partly_everywhere_is_half_a_profile_and_no_phase(scan: Scan) -> None:
    half = {code: "partly" for code, item in scan.items.items() if item.kind is ItemKind.YES_PARTLY_NO}
    result = take(scan, half, {"plan-datum": "2022-05-15"})
    assert (opened(result), result.scales["verkennen"].value) == ([], 50)


def test_dont_know_opens_nothing(scan: Scan) -> None:
    assert opened(take(scan, PLANNING, {"prijs": {"state": "dont_know"}})) == []


@pytest.mark.parametrize(
    ("written", "phases"), [("2021-05-15", ["planvorming"]), ("2021-05-14", []), ("2023-05-16", [])]
)
def test_a_plan_lasts_twenty_four_months(scan: Scan, written: str, phases: list[str]) -> None:
    result = take(scan, PLANNING, {"plan-datum": written})
    assert opened(result) == phases
    assert result.scales["planvorming"].value == (100 if phases else 75)


def test_without_a_plan_its_date_is_not_asked_and_counts_as_nought(scan: Scan) -> None:
    result = take(scan, {"plan": "no", "prijs": "yes", "doel": "yes"})
    assert (result.states["plan-datum"], result.scales["planvorming"].value) == ("zero", 50)


def test_one_tenth_of_a_job_is_four_hours_a_week(scan: Scan) -> None:
    assert opened(take(scan, ORGANISING, {"uren": 3.9})) == []


def test_rules_that_do_not_exist_do_not_keep_a_gate_shut(scan: Scan) -> None:
    result = take(scan, ORGANISING, {"eisen": {"state": "not_applicable"}})
    assert (opened(result), result.scales["organisatieontwikkeling"].value) == (["organisatieontwikkeling"], 100)


@pytest.mark.parametrize("way", [{"contacten": 3}, {"agent": "yes"}, {"beurs": "yes"}])
def test_one_way_into_a_network_is_enough(scan: Scan, way: dict[str, Any]) -> None:
    assert opened(take(scan, way)) == ["netwerken"]


@pytest.mark.parametrize("way", [{"contacten": 2}, {"agent": "partly"}, {"beurs": "partly"}, {"kring": "yes"}])
def test_half_a_way_into_a_network_is_not(scan: Scan, way: dict[str, Any]) -> None:
    result = take(scan, way)
    assert (opened(result), result.gates["netwerken"].unmet) == ([], ("contacten", "agent", "beurs"))


def test_born_global_stands_on_the_top_and_sees_the_gap(scan: Scan) -> None:
    result = take(scan, EXPLORING, ORGANISING, FINANCING, NETWORKING, EXPORTING)
    assert (result.scales["positie"].value, result.gates["planvorming"].open) == (6, False)
    assert result.gates["planvorming"].unmet == ("plan", "plan-datum", "prijs", "doel")
    assert [result.scales[phase].value for phase in PHASES] == [100, 0, 100, 75, 25, 100]
    assert result.advice[0] == "plan-achteraf"


@pytest.mark.parametrize(
    ("now", "before", "count", "level", "unmet"),
    [
        (5001, 5001, 2, "structureel", ()),
        (5000, 80_000, 1, "klein", ("boven-5000",)),
        (80_000, 5000, 1, "klein", ("boven-5000",)),
        (80_000, 0, 0, "nee", ("boven-5000", "twee-jaar")),
    ],
)
def test_regular_exporting_is_two_years_running_above_the_line(
    scan: Scan, now: int, before: int, count: int, level: str, unmet: tuple[str, ...]
) -> None:
    result = take(scan, EXPORTING, {"verkoop-jaar": now, "verkoop-vorig-jaar": before})
    found = result.scales["structureel"]
    assert (found.value, found.level, found.unmet) == (count, level, unmet)


def test_who_does_not_sell_abroad_is_not_asked_how_much(scan: Scan) -> None:
    result = take(scan)
    assert {result.states[code] for code in ("verkoop-jaar", "verkoop-vorig-jaar")} == {"zero"}
    assert {result.states[code] for code in ("landen", "omzetdeel", "jaren")} == {"not_applicable"}
    assert (result.scales["exporteren"].value, result.scales["structureel"].value) == (0, 0)


def test_total_has_the_edges_of_two_hundred_points_as_per_cent(scan: Scan) -> None:
    assert [level.at_least for level in scan.scale_of["exportkracht"].levels] == [0, 81 / 2, 121 / 2, 161 / 2]


def test_two_phases_higher_is_a_step_and_a_better_profile_alone_is_not(scan: Scan) -> None:
    later = date(2023, 11, 15)
    before = (scan, stored(EXPLORING), take(scan, EXPLORING))
    higher = (EXPLORING, PLANNING, {"plan-datum": "2023-10-01"})
    better = (EXPLORING, PLANNING, {"plan-datum": "2023-10-01", "doel": "partly"})
    rule = scan.steps[0]
    assert shown_steps(scan, before, (scan, stored(*higher), take(scan, *higher, on=later))) == (rule,)
    assert shown_steps(scan, before, (scan, stored(*better), take(scan, *better, on=later))) == ()


def test_every_phase_has_three_things_to_do(scan: Scan) -> None:
    counts = {phase: len([advice for advice in scan.advice if advice.scale == phase]) for phase in PHASES}
    assert {phase: count for phase, count in counts.items() if count < 3} == {}
    assert sum(counts.values()) == len(scan.advice)


@pytest.mark.parametrize("number", range(7))
def test_who_climbs_in_order_hears_three_things_of_the_next_phase_first(scan: Scan, number: int) -> None:
    result = take(scan, *(OPEN[phase] for phase in PHASES[:number]))
    about = {advice.code: advice.scale for advice in scan.advice}
    assert (result.scales["positie"].value, len(result.advice) >= 3) == (number, True)
    if number < 6:
        assert about[result.advice[0]] == PHASES[number]


def test_who_has_everything_still_hears_three_things(scan: Scan) -> None:
    all_of_it = {code: "yes" for code, item in scan.items.items() if "yes" in item.words}
    facts = {"landen": 4, "omzetdeel": 40, "jaren": 12}
    result = take(scan, *OPEN.values(), all_of_it, facts)
    assert (result.scales["exportkracht"].value, result.scales["exportkracht"].level) == (100, "vol")
    assert result.advice == ("groter-project", "ambassadeur", "houd-plan-vers")


def test_published_shares_of_exporters_stand_beside_the_same_question(drenthe: Programme, scan: Scan) -> None:
    figures = [
        (publication.code, figure.year, figure.value, figure.certainty)
        for publication in map(drenthe.publication, scan.publications)
        for figure in publication.figures
        if figure.item
    ]
    assert figures == [
        ("export-mkb-2017", 2017, 11, "derived"),
        ("export-mkb-2017", 2017, 51, "seen"),
        ("export-handel-2020", 2020, 11, "derived"),
    ]


def test_published_context_is_complete(drenthe: Programme, scan: Scan) -> None:
    shares = {
        code: [figure.value for figure in drenthe.publication(code).figures if figure.unit == "percent"]
        for code in scan.publications
    }
    assert shares == {
        "export-mkb-2017": [11, 51, 4, 7, 23, 67],
        "export-handel-2020": [30, 11, 11],
        "export-handel-2018": [34, 33],
        "export-noord-2023": [12],
        "export-klein-2014": [45],
    }
