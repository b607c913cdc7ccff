"""What can never happen is refused, and nothing that can."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.programme import load
from kopgroep.programme.reading import read_folder
from kopgroep.programme.scan_checks.ground import Ground
from kopgroep.programme.scan_checks.outcomes import Outcomes, can_open
from kopgroep.programme.scan_checks.possible import Possible
from kopgroep.programme.scan_checks.reachable import check_reachable
from kopgroep.programme.scans import Condition, GateScale, ItemKind, Scan
from kopgroep.programme.yaml_lines import Marked
from kopgroep.scans.engine.answers import Answer, State
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.engine.scoring import score
from tests.programme.conftest import PROGRAMMES
from tests.scans.engine.small import (
    DAY,
    advice,
    at,
    choice,
    count,
    gates,
    growth,
    item,
    levels,
    mean,
    mean_of,
    number,
    on,
    scan_of,
    section,
    ticks,
    variable,
)
from tests.scans.engine.test_properties import answers_of

NO_ANSWER = "no answer to '%s' fits all of it, the routing included"

STAGED = [
    section(choice("stage", [None, None], not_applicable=False), item("has", "yes_no"), code="first"),
    section(item("early"), item("soon"), code="start", when=[on("stage", "o0")]),
    section(
        item("late", when=[on("has", "yes")], otherwise="zero"),
        number("sum", [(1, 0.5), (10, 1)], minimum=0, maximum=50, when=[on("has", "yes")], otherwise="zero"),
        ticks("boxes", [None] * 4),
        code="later",
    ),
]
"""Two stages, a page for the first one, and questions for who has something."""


def staged() -> Scan:
    scales = [
        mean("young", {"early": 1, "soon": 1}),
        mean("old", {"late": 1, "sum": 1}),
        count("points", {"late": 2, "has": 2, "both": 2}, variables=[variable("both", on("late", "yes"))]),
        mean_of("both-means", ["young", "old"]),
        mean_of("one-mean", ["young", "old"], at_least=1),
    ]
    return scan_of(STAGED, *scales)


def because(scan: Scan, *conditions: dict[str, Any]) -> str | None:
    return Outcomes(scan, [Condition.model_validate(each) for each in conditions]).because


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ([at("young", below=60)], None),
        ([on("stage", "o1"), at("young", below=60)], "scale 'young' is not measured then"),
        ([on("stage", "o1"), at("both-means", below=60)], "scale 'both-means' is not measured then"),
        ([on("stage", "o1"), at("one-mean", below=60)], None),
        ([on("stage", "o1"), on("early", "no")], NO_ANSWER % "stage"),
        ([on("has", "no"), at("old", at_least=1)], "scale 'old' is 0 then"),
        ([on("has", "no"), at("old", below=1)], None),
        ([on("has", "no"), on("late", "no")], NO_ANSWER % "has"),
        ([on("has", "no"), on("sum", below=1)], None),
        ([on("has", "no"), on("sum", at_least=1)], NO_ANSWER % "has"),
        ([on("late", "no"), on("sum", at_least=10), at("old", at_least=51)], "scale 'old' is 50 then"),
        ([on("late", "no"), on("sum", at_least=1), at("old", below=25)], "scale 'old' lies from 25 to 50 then"),
        ([on("late", "no"), at("points", at_least=5)], "scale 'points' is 2 then"),
        ([at("points", at_least=2.2, below=2.9)], "scale 'points' lies from 0 to 6 then"),
        ([at("young", at_least=80), at("old", at_least=80), at("both-means", below=80.1)], None),
        (
            [at("young", at_least=80), at("old", at_least=80), at("both-means", below=80)],
            "scale 'both-means' lies from 80 to 100 then",
        ),
        ([on("sum", at_least=51)], NO_ANSWER % "sum"),
        ([on("sum", at_least=3.2, below=3.9)], NO_ANSWER % "sum"),
        ([on("boxes", at_least=5)], NO_ANSWER % "boxes"),
        ([on("boxes", "o1"), on("boxes", below=1)], NO_ANSWER % "boxes"),
        ([on("boxes", "o1"), on("boxes", "o2"), on("boxes", at_least=2, below=3)], None),
        ([on("boxes", "o1"), {"item": "boxes", "none_of": ["o1"]}], NO_ANSWER % "boxes"),
        ([{"item": "has", "none_of": ["yes", "no"]}], NO_ANSWER % "has"),
    ],
)  # fmt: skip
def test_why_conditions_exclude_each_other(conditions: list[dict[str, Any]], expected: str | None) -> None:
    assert because(staged(), *conditions) == expected


def test_growth_follows_from_the_limits_of_its_numbers() -> None:
    questions = [number("before", minimum=1, maximum=100), number("now", minimum=0, maximum=200)]
    scan = scan_of(questions, growth("growth", "before", "now", 1))
    assert because(scan, on("before", at_least=100), at("growth", at_least=102)) == (
        "scale 'growth' lies from -100 to 101 then"
    )
    assert because(scan, on("before", at_least=100), at("growth", at_least=100)) is None


def ladder(*phases: Any) -> GateScale:
    scan = scan_of(STAGED, gates("position", *phases))
    scale = scan.scale_of["position"]
    assert isinstance(scale, GateScale)
    return scale


@pytest.mark.parametrize(
    ("gate", "opens"),
    [
        ([on("has", "yes"), on("late", "yes")], True),
        ([on("has", "no"), on("late", "yes")], False),
        ({"must": [on("has", "no")], "either": [on("late", "yes"), on("boxes", "o1")]}, True),
        ({"must": [on("has", "no")], "either": [on("late", "yes"), on("sum", at_least=1)]}, False),
    ],
)
def test_gate_opens_when_its_conditions_can_hold_together(gate: Any, opens: bool) -> None:
    scan = scan_of(STAGED, gates("position", gate))
    assert can_open(Possible(scan, ()), ladder(gate).gates[0]) is opens


def test_what_does_not_concern_a_company_keeps_no_gate_shut() -> None:
    questions = [item("has", "yes_no"), item("plan", not_applicable=True, when=[on("has", "yes")])]
    scan = scan_of(questions, gates("position", [on("has", "no"), on("plan", "yes")]))
    scale = scan.scale_of["position"]
    assert isinstance(scale, GateScale)
    assert can_open(Possible(scan, ()), scale.gates[0]) is True


def refused(scan: Scan) -> list[tuple[str, str]]:
    folder = read_folder(PROGRAMMES / "voorbeeld")
    file = "scans/small.yaml"
    folder.sheets[file] = Marked({"scan": scan.model_dump(mode="json")})
    check_reachable(Ground(folder, file, scan, (scan,), {}))
    return [(fault.key, fault.problem) for fault in folder.faults]


def test_every_place_that_can_never_be_reached_is_named() -> None:
    pages = [
        section(item("a", "yes_no"), item("b", when=[on("a", "yes")]), code="one"),
        section(item("c", when=[on("a", "no")]), code="two", when=[on("b", "no")]),
        section(item("d"), code="three", when=[on("a", "no"), on("b", "yes")]),
    ]
    scales = [
        count(
            "n", {"a": 2, "v": 2}, variables=[variable("v", on("a", "no"), on("b", "yes"))], levels=levels(0, 2, 3, 4)
        ),
        gates("position", [on("a", "yes")], [on("a", "no"), on("b", "yes")], levels=levels(0, 1, 2)),
    ]
    told = [advice("never", "n", on("a", "no"), on("b", "yes")), advice("sometimes", "n", on("b", "yes"))]
    never = NO_ANSWER % "a"
    assert refused(scan_of(pages, *scales, advice=told)) == [
        ("scan.sections[1].items[0].when", f"question 'c' is never asked: {never}"),
        ("scan.sections[2].when", f"page 'three' is never shown: {never}"),
        ("scan.scales[0].variables[0].all_of", f"variable 'v' never holds: {never}"),
        ("scan.scales[0].levels[2]", "no company can reach level 'l2': scale 'n' lies from 0 to 2 then"),
        ("scan.scales[0].levels[3]", "no company can reach level 'l3': scale 'n' lies from 0 to 2 then"),
        ("scan.scales[1].gates[1]", "gate 'p2' never opens: its conditions exclude each other"),
        ("scan.scales[1].levels[2]", "no company can reach level 'l2': scale 'position' lies from 0 to 1 then"),
        ("scan.advice[0].when", f"advice 'never' is never given: {never}"),
    ]


def test_level_may_be_reached_by_falling_to_it() -> None:
    questions = [item("a", "yes_no"), item("b", "yes_no")]
    demand = [{"scales": ["m"], "minimum": 100}]
    falls = scan_of(questions, mean("m", {"a": 1}), count("t", {"b": 2}, levels=levels(0, 1, 2, l2=demand)))
    stays = scan_of(questions, mean("m", {"a": 1}), count("t", {"b": 2}, levels=levels(0, 1, 2)))
    assert refused(falls) == []
    assert refused(stays) == [
        ("scan.scales[1].levels[1]", "no company can reach level 'l1': scale 't' lies from 0 to 2 then")
    ]


def test_demand_that_cannot_be_met_together_with_the_score() -> None:
    demand = [{"scales": ["m", "n"], "minimum": 101, "number": 1}]
    scan = scan_of(
        [item("a")], mean("m", {"a": 1}), mean("n", {"a": 1}), mean_of("t", ["m", "n"], levels=levels(0, 40, l1=demand))
    )
    assert refused(scan) == [
        ("scan.scales[2].levels[1]", "no company can reach level 'l1': only 0 of 2 scales can have 101")
    ]


FILES = sorted(PROGRAMMES.glob("*/scans/*.yaml"))


@cache
def scan_in(file: Path) -> Scan:
    return load(file.parent.parent).scan(file.stem)


def true_of(scan: Scan, stored: dict[str, dict[str, Any]]) -> list[Condition]:
    """The narrowest conditions that a filling meets: on every answer, every score and every level."""
    found = answers(scan, stored, DAY)
    met = [each for code, answer in found.items() for each in _on_answer(scan, code, answer)]
    for code, shown in score(scan, stored, on=DAY).scales.items():
        if shown.value is not None:
            met.append(Condition(scale=code, at_least=shown.value, below=round(shown.value + 0.1, 1)))
        if shown.level is not None:
            met.append(Condition(scale=code, one_of=(shown.level,)))
    return met


def _on_answer(scan: Scan, code: str, answer: Answer) -> list[Condition]:
    kind = scan.items[code].kind
    if not answer.state.is_measured or kind in (ItemKind.DATE, ItemKind.TEXT):
        return []
    value = answer.value if answer.state is State.VALUE else {ItemKind.NUMBER: 0, ItemKind.MANY: ()}.get(kind)
    if isinstance(value, tuple):
        ticked = [Condition(item=code, one_of=(tick,)) for tick in value]
        return [Condition(item=code, at_least=len(value), below=len(value) + 1), *ticked]
    if isinstance(value, int | float):
        return [Condition(item=code, at_least=value, below=value + 0.5)]
    return [Condition(item=code, one_of=(value,))] if value else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_nothing_is_refused_that_a_company_can_answer(file: Path, data: st.DataObject) -> None:
    scan = scan_in(file)
    met = true_of(scan, data.draw(answers_of(scan)))
    chosen = [each for each in met if data.draw(st.booleans())] if data.draw(st.booleans()) else met
    assert Outcomes(scan, chosen).because is None
