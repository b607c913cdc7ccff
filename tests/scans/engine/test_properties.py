"""What holds for every scan and every set of answers."""

import json
import random
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.programme import Programme, load
from kopgroep.programme.scans import Item, ItemKind, MeanScale, Scan
from kopgroep.scans.engine.answers import State, clean
from kopgroep.scans.engine.reading import as_text, read
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.scoring import score
from tests.scans.engine.small import (
    DAY,
    Data,
    advice,
    at,
    choice,
    count,
    gates,
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

ROUNDS = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault."""

WORDS = ("no", "partly", "yes")
WEIGHTS = st.sampled_from([0.1, 0.25, 0.5, 1, 1.5, 2, 3])
SIX = [f"q{n}" for n in range(6)]
STEPS = [0, 0.2, 0.5, 0.5, 0.9, 1]
PROGRAMMES = Path(__file__).resolve().parents[3] / "programmes"
FILES = sorted(str(file.relative_to(PROGRAMMES)) for file in PROGRAMMES.glob("*/scans/*.yaml"))


def everything(weights: list[float]) -> Data:
    """A scan with a bit of everything, as plain data; every question that is scored can only help."""
    q = dict(zip(SIX, weights, strict=True))
    pages = [
        section(item("q0", not_applicable=True), choice("q1", STEPS), item("has", "yes_no"), code="one"),
        section(
            number("q2", [(1, 0.3), (5, 0.6), (10, 1)], when=[on("has", "yes")], otherwise="zero"),
            ticks("q3", [None] * 4, when=[on("has", "yes")]),
            code="two",
        ),
        section(item("q4"), ticks("q5", [0.4, 0.4, 0.4, 0]), code="three", when=[on("q0", "yes", "partly")]),
    ]
    scales = [
        mean("m", q, levels=levels(0, 35, 70, l2=[{"scales": ["n"], "minimum": 2}])),
        mean("two", {"q2": 1, "q3": 2}, required_percent=50),
        count("n", {**q, "both": 1}, variables=[variable("both", on("q0", "yes"), on("q2", at_least=5))]),
        mean_of("total", ["m", "two"], at_least=1),
        gates("position", [on("q0", "yes")], [on("q4", "yes"), on("q2", at_least=1)], [at("n", at_least=3)]),
    ]
    told = [advice(f"t{n}", code, at(code, below=80)) for n, code in enumerate(["m", "two", "n", "total", "position"])]
    scan = scan_of(pages, *scales, advice=told)
    return json.loads(as_text(scan))


@st.composite
def answer_of(draw: st.DrawFn, scan: Scan, one: Item) -> dict[str, Any]:
    """Any answer that a question takes."""
    states = [State.DONT_KNOW] * one.dont_know + [State.NOT_APPLICABLE] * one.not_applicable
    if states and draw(st.integers(0, 4)) == 0:
        return {"state": draw(st.sampled_from(states)).value}
    match one.kind:
        case ItemKind.MANY:
            value: Any = draw(st.lists(st.sampled_from(scan.words(one)), unique=True, max_size=one.most))
            value = [option.code for option in scan.options(one) if option.alone and option.code in value][:1] or value
        case ItemKind.NUMBER:
            low = int(one.minimum if one.minimum is not None else 0)
            high = int(one.maximum if one.maximum is not None else 20)
            value = draw(st.integers(low, max(low, min(high, low + 2000))))
        case ItemKind.DATE:
            value = draw(st.dates(min_value=DAY.replace(year=2018), max_value=DAY)).isoformat()
        case ItemKind.TEXT:
            value = draw(st.text("abc ", min_size=1).filter(str.strip))
        case _:
            value = draw(st.sampled_from(scan.words(one)))
    return clean(scan, one.code, {"value": value})


@st.composite
def answers_of(draw: st.DrawFn, scan: Scan) -> dict[str, dict[str, Any]]:
    """Any set of answers to a scan: some questions are left open."""
    chosen = [one for one in scan.items.values() if draw(st.integers(0, 5))]
    return {one.code: draw(answer_of(scan, one)) for one in chosen}


@st.composite
def filled(draw: st.DrawFn) -> tuple[Data, dict[str, dict[str, Any]]]:
    """A definition and answers."""
    data = everything([draw(WEIGHTS) for _ in SIX])
    return data, draw(answers_of(Scan.model_validate(data)))


def in_another_order(data: Data, seed: int) -> Data:
    """The same definition with its pages, questions, scales and weights in another order."""
    shuffle = random.Random(seed).shuffle
    turned: Data = json.loads(json.dumps(data))
    shuffle(turned["sections"])
    shuffle(turned["scales"])
    for page in turned["sections"]:
        shuffle(page["items"])
    for scale in turned["scales"]:
        if "items" in scale:
            weights = list(scale["items"].items())
            shuffle(weights)
            scale["items"] = dict(weights)
    return turned


@ROUNDS
@given(filled(), st.integers())
def test_order_of_questions_scales_and_answers_does_not_matter(case: tuple[Data, Data], seed: int) -> None:
    data, stored = case
    straight = score(Scan.model_validate(data), stored, on=DAY).as_json()
    answers = list(stored.items())
    random.Random(seed).shuffle(answers)
    turned = Scan.model_validate(in_another_order(data, seed))
    assert score(turned, dict(answers), on=DAY).as_json() == straight


def check_bytes(scan: Scan, stored: Mapping[str, Any]) -> None:
    """Scoring again gives the same bytes; so does scoring what was written down and read back, and so does reading."""
    once = score(scan, stored, on=DAY)
    text = once.as_json()
    assert score(scan, stored, on=DAY).as_json() == text
    assert score(read(as_text(scan)), json.loads(json.dumps(stored)), on=DAY).as_json() == text
    assert Result.read(text) == once
    assert Result.read(text).as_json() == text


@ROUNDS
@given(filled())
def test_scoring_again_gives_the_same_bytes(case: tuple[Data, Data]) -> None:
    check_bytes(Scan.model_validate(case[0]), case[1])


def check_required_weight(scan: Scan, result: Result) -> None:
    """No mean or count below the share of the weight that it requires, and each of those stays inside its range."""
    for scale in scan.scales:
        found = result.scales[scale.code]
        assert found.measured <= found.questions
        assert found.answered <= found.weight
        if found.value is None:
            assert (found.level, found.fell_from) == (None, None)
            continue
        assert scale.lowest <= found.value <= scale.highest
        if isinstance(scale, MeanScale) or scale.kind == "count":
            assert found.answered * 100 >= found.weight * scale.required_percent - 1e-9
            assert found.measured > 0


@ROUNDS
@given(filled())
def test_never_a_score_under_the_required_weight(case: tuple[Data, Data]) -> None:
    scan = Scan.model_validate(case[0])
    check_required_weight(scan, score(scan, case[1], on=DAY))


@ROUNDS
@given(st.lists(st.sampled_from([*WORDS, None]), min_size=6, max_size=6), st.lists(WEIGHTS, min_size=6, max_size=6))
def test_score_is_given_exactly_from_the_required_weight_on(words: list[str | None], weights: list[float]) -> None:
    scan = scan_of([item(code) for code in SIX], mean("m", dict(zip(SIX, weights, strict=True))))
    stored = {code: {"value": word} for code, word in zip(SIX, words, strict=True) if word}
    tenths = [round(weight * 100) for weight in weights]
    answered = sum(tenth for tenth, word in zip(tenths, words, strict=True) if word)
    assert (score(scan, stored, on=DAY).scales["m"].value is not None) == (answered * 100 >= sum(tenths) * 70)


RAISED = {"no": "partly", "partly": "yes", "yes": "yes"}


@ROUNDS
@given(st.lists(st.sampled_from(WORDS), min_size=6, max_size=6), st.lists(WEIGHTS, min_size=6, max_size=6), st.data())
def test_raising_an_answer_lowers_no_score(words: list[str], weights: list[float], data: st.DataObject) -> None:
    weighted = dict(zip(SIX, weights, strict=True))
    firm = variable("firm", on("q0", "yes"), on("q1", "yes", "partly"))
    scales = [
        mean("m", weighted, levels=levels(0, 40, 80, l2=[{"scales": ["n"], "minimum": 3}])),
        count("n", {**weighted, "firm": 2}, variables=[firm]),
        mean_of("total", ["m", "part"]),
        mean("part", {"q0": 1, "q1": 0}),
        gates("position", [on("q0", "yes")], [on("q1", "yes"), on("q2", "yes", "partly")], [at("m", at_least=60)]),
    ]
    scan = scan_of([item(code) for code in SIX], *scales)
    low = {code: {"value": word} for code, word in zip(SIX, words, strict=True)}
    code = data.draw(st.sampled_from(SIX))
    high = low | {code: {"value": RAISED[str(low[code]["value"])]}}
    before, after = score(scan, low, on=DAY), score(scan, high, on=DAY)
    order = [None, "l0", "l1", "l2"]
    for scale in scan.scale_of:
        was, now = before.scales[scale], after.scales[scale]
        assert was.value is not None
        assert now.value is not None
        assert now.value >= was.value
        assert order.index(now.level) >= order.index(was.level)
    assert {phase for phase, gate in before.gates.items() if gate.open} <= {
        phase for phase, gate in after.gates.items() if gate.open
    }


@ROUNDS
@given(st.integers(0, 20), st.integers(0, 20), st.sets(st.sampled_from("abcd")), st.sets(st.sampled_from("abcd")))
def test_higher_number_or_more_ticks_lower_no_score(low: int, more: int, few: set[str], extra: set[str]) -> None:
    boxes = [{"code": code, "name": {"nl": code, "en": code}, "points": 0.4} for code in "abcd"]
    scan = scan_of([number("n", [(1, 0.3), (10, 0.8)]), item("t", "many", options=boxes)], mean("m", {"n": 1, "t": 2}))
    before = score(scan, {"n": {"value": low}, "t": {"value": sorted(few)}}, on=DAY).scales["m"].value
    after = score(scan, {"n": {"value": low + more}, "t": {"value": sorted(few | extra)}}, on=DAY).scales["m"].value
    assert before is not None
    assert after is not None
    assert after >= before


@ROUNDS
@given(st.lists(st.sampled_from(WORDS), min_size=3, max_size=3), st.lists(WEIGHTS, min_size=4, max_size=4))
def test_structural_zero_scores_as_the_lowest_answer_and_missing_does_not(
    words: list[str], weights: list[float]
) -> None:
    """A firm without the thing scores as one that has it and does the least with it; not knowing is something else."""
    follow = [item(f"f{n}", when=[on("has", "yes")], otherwise="zero") for n in range(3)]
    codes = ["own", "f0", "f1", "f2"]
    weighted = dict(zip(codes, weights, strict=True))
    scan = scan_of([item("own"), item("has", "yes_no"), *follow], mean("m", weighted, required_percent=1))

    def found(**stored: str) -> Any:
        values = {code: {"value": value} for code, value in stored.items()}
        return score(scan, values, on=DAY).scales["m"]

    answers = dict(zip(["f0", "f1", "f2"], words, strict=True))
    without = found(own="yes", has="no")
    assert without == found(own="yes", has="yes", f0="no", f1="no", f2="no")
    assert without.measured == 4
    assert without.value <= found(own="yes", has="yes", **answers).value
    unknown = score(scan, {"own": {"value": "yes"}, "has": {"state": "dont_know"}}, on=DAY).scales["m"]
    assert (unknown.value, unknown.measured) == (100.0, 1)


@lru_cache
def programme(folder: str) -> Programme:
    """A programme, read once for all of its scans."""
    return load(PROGRAMMES / folder)


@pytest.mark.parametrize("file", FILES)
@settings(ROUNDS, max_examples=25)
@given(data=st.data())
def test_scans_of_the_programmes_keep_these_rules(file: str, data: st.DataObject) -> None:
    path = Path(file)
    scan = programme(path.parts[0]).scan(path.stem)
    stored = data.draw(answers_of(scan))
    check_bytes(scan, stored)
    check_required_weight(scan, score(scan, stored, on=DAY))
