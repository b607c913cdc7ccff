"""What can be wrong with a figure: one thing at a time, with file, key, problem and remedy."""

import pytest

from kopgroep.programme import Programme
from tests.programme.conftest import Copy

SHARE = "part: {count: lines, kind: referral_accepted}"
COVERAGE = "ask: {ask: coverage, part: {count: companies, kind: contact_held, also: [intake_held]}}"
BROKEN: dict[str, tuple[str, str, str, str, str]] = {
    "share of a company that counts twice": (
        SHARE, "part: {count: once_per_period, kind: referral_accepted}",
        "figures[3].ask.part.count",
        "a company can count more than once, so that this is a share of neither companies nor lines",
        "Write count: companies",
    ),
    "lines of companies": (
        SHARE, "part: {count: companies, kind: referral_accepted}",
        "figures[3].ask.part.count", "one of part and whole counts companies, the other lines",
        "Let both count companies, or both lines",
    ),
    "two words for the days": (
        SHARE, "part: {count: lines, kind: referral_accepted, per_year: true}",
        "figures[3].ask.part.per_year", "a figure says its days once", "Remove per_year, and write over: year",
    ),
    "coverage of lines": (
        COVERAGE, "ask: {ask: coverage, part: {count: lines, kind: contact_held}}",
        "figures[1].ask.part.count", "coverage is of companies", "Write count: companies",
    ),
    "a kind twice": (
        COVERAGE, "ask: {ask: coverage, part: {count: companies, kind: contact_held, also: [contact_held]}}",
        "figures[1].ask.part", "a kind of line is named twice", "Name each kind once, in kind: or in also:",
    ),
    "several kinds with an outcome": (
        COVERAGE, COVERAGE.replace("also: [intake_held]", "also: [intake_held], contact_kinds: [information_only]"),
        "figures[1].ask.part", "also counts lines of several kinds, that have no outcomes in common",
        "Remove also, or remove outcomes, contact_kinds and shown",
    ),
    "coverage by theme": (
        f"{COVERAGE}\n    by: [municipality]", f"{COVERAGE}\n    by: [municipality, theme]",
        "figures[1].by", "the number of establishments is known per municipality only", "Write by: [municipality]",
    ),
    "needs of lines without them": (
        "kinds: [intake_held]", "kinds: [journey_opened]",
        "figures[2].ask.kinds[0]", "lines of kind journey_opened name no needs",
        "Known kinds: contact_held, intake_held",
    ),
    "from a day to itself": (
        "end: referral_contacted", "end: referral_sent",
        "figures[4].ask.end", "starts and ends with the same line", "Choose another kind of line as end",
    ),
    "outcome of another kind of line": (
        SHARE, "part: {count: lines, kind: referral_confirmed, outcomes: [partly, maybe]}",
        "figures[3].ask.part.outcomes[1]", "no such code 'maybe'", "Known outcomes: yes, partly, no",
    ),
    "outcome of a line without": (
        SHARE, "part: {count: lines, kind: referral_accepted, outcomes: [partly]}",
        "figures[3].ask.part.outcomes", "lines of kind referral_accepted have no outcome", "Remove outcomes",
    ),
    "stated without its evidence": (
        "ask: {ask: hours}", "ask: {ask: result, result: banen-erbij, kind: result_stated}",
        "figures[5]", "a result is a claim of effect, and says how much it can bear", "Add evidence: 0",
    ),
    "stated that claims too much": (
        "ask: {ask: hours}", "ask: {ask: result, result: banen-erbij, kind: result_stated}\n    evidence: 3",
        "figures[5].evidence", "what a company says of itself bears no more than level 0", "Write evidence: 0",
    ),
    "forecast as a claim": (
        "ask: {ask: hours}", "ask: {ask: result, result: banen-erbij, kind: result_forecast}\n    evidence: 0",
        "figures[5].evidence", "nobody claims a forecast", "Remove evidence",
    ),
    "unknown result": (
        "ask: {ask: hours}", "ask: {ask: result, result: banen-er, kind: result_forecast}",
        "figures[5].ask.result", "no such code 'banen-er'",
        "Known result kinds: banen-erbij, banen-behouden, fte-erbij, omzet-erbij, investering, nieuw-product, "
        "nieuwe-markt; did you mean banen-erbij",
    ),
    "no question at all": (
        "ask: {ask: hours}", "ask: {theme: start}", "figures[5].ask", "no ask",
        "Add ask: count, first_time, share, coverage, needs, working_days, score, result or hours",
    ),
    "key of another question": (
        "ask: {ask: hours}", "ask: {ask: hours, topp: 3}", "figures[5].ask.topp", "unknown key 'topp'",
        "Known keys: ask, theme, line",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_fault_of_a_figure_names_key_problem_and_remedy(case: str, copy: Copy) -> None:
    old, new, key, problem, remedy = BROKEN[case]
    copy.edit("figures.yaml", old, new)
    found = copy.faults()
    assert [(fault.file, fault.key, fault.problem, fault.remedy) for fault in found] == [
        ("figures.yaml", key, problem, remedy)
    ]
    assert found[0].line is not None


def test_score_is_asked_in_its_survey(copy: Copy) -> None:
    survey = (
        "surveys:\n  - {code: elk-jaar, name: {nl: Elk jaar, en: Yearly}, scan: energie, opens_month: 1, "
        "scores: [besparing]}\n"
    )
    copy.edit("results.yaml", "surveys: []\n", survey)
    copy.edit("figures.yaml", "ask: {ask: hours}", "ask: {ask: score, survey: elk-jaar, question: bespaard}")
    problem, remedy = "question 'bespaard' is no score of the survey", "Known scores: besparing; did you mean besparing"
    faults = [fault for fault in copy.faults() if fault.file == "figures.yaml"]
    assert [(fault.key, fault.problem, fault.remedy) for fault in faults] == [
        ("figures[5].ask.question", problem, remedy)
    ]


def test_result_that_is_stated_is_evidence_of_nothing(drenthe: Programme) -> None:
    claims = {figure.code: figure.evidence for figure in drenthe.figures if figure.code.startswith("banen-erbij")}
    assert claims == {"banen-erbij-verwacht": None, "banen-erbij-gemeld": 0, "banen-erbij-gecontroleerd": 1}
