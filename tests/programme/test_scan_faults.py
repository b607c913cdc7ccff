"""What can be wrong with a scan: one thing is broken at a time, and every fault is compared as a whole."""

from dataclasses import replace

import pytest

from tests.programme.conftest import Copy

SCAN = "scans/energie.yaml"

Case = tuple[str, str, str, list[str]]
"""The file that is broken, what stands there, what comes instead, and every fault without its line."""

BROKEN: dict[str, Case] = {
    "unknown key of a question": (
        SCAN,
        "kind: yes_no\n",
        "kind: yes_no\n          kindd: 3\n",
        [
            "scans/energie.yaml scan.sections[1].items[0].kindd: unknown key 'kindd'. Known keys: code, "
            "retired_on, revision, ask, help, kind, options, choices, most, unit, minimum, maximum, decimals, bands, "
            "dont_know, not_applicable, when, otherwise, fact, shared, proof; did you mean kind.",
        ],
    ),
    "unknown kind of scale": (
        SCAN,
        "kind: mean_of",
        "kind: median",
        [
            "scans/energie.yaml scan.scales[2].kind: no such word 'median'. Known words: mean, count, mean_of, "
            "ratio, growth, gates; did you mean mean.",
        ],
    ),
    "no kind of scale": (
        SCAN,
        "      kind: mean_of\n",
        "",
        [
            "scans/energie.yaml scan.scales[2]: no kind. Add kind: mean, count, mean_of, ratio, growth or "
            "gates.",
        ],
    ),
    "key of another scale": (
        SCAN,
        "      kind: mean_of\n",
        "      kind: mean_of\n      weights: 3\n",
        [
            "scans/energie.yaml scan.scales[2].weights: unknown key 'weights'. Known keys: code, retired_on, "
            "name, meaning, profile, instrument, levels, kind, scales, at_least.",
        ],
    ),
    "unknown kind of step": (
        SCAN,
        "kind: item_rise",
        "kind: rise",
        [
            "scans/energie.yaml scan.steps[0].kind: no such word 'rise'. Known words: item_rise, scale_rise, "
            "level_rise, ladder_rise; did you mean item_rise.",
        ],
    ),
    "text as weight": (
        SCAN,
        "{meter: 1, lezen: 1}",
        '{meter: 1, lezen: "1"}',
        [
            "scans/energie.yaml scan.scales[0].items.lezen: '1' is not a number. Write a number such as 52.99, "
            "without quotes.",
        ],
    ),
    "text as level": (
        SCAN,
        "at_least: 40\n",
        'at_least: "40"\n',
        [
            "scans/energie.yaml scan.scales[2].levels[1].at_least: '40' is not a number. Write a number such "
            "as 52.99, without quotes.",
        ],
    ),
    "no number": (
        SCAN,
        "at_least: 40\n",
        "at_least: .nan\n",
        [
            "scans/energie.yaml scan.scales[2].levels[1].at_least: nan is not a number. Write a number such as "
            "52.99, without quotes.",
        ],
    ),
    "question without English": (
        SCAN,
        '{nl: "In welke sector werk je?", en: "In which sector do you work?"}',
        '{nl: "In welke sector werk je?"}',
        [
            "scans/energie.yaml scan.sections[0].items[1].ask.en: missing. Add en:.",
        ],
    ),
    "points above 1": (
        SCAN,
        "Eens per jaar, en: Once a year}, points: 0.3",
        "Eens per jaar, en: Once a year}, points: 3",
        [
            "scans/energie.yaml scan.sections[1].items[1].options[1].points: 3 is out of range. Write 1 or "
            "less.",
        ],
    ),
    "no version": (
        SCAN,
        "version: 1.0.0",
        "version: one",
        [
            "scans/energie.yaml scan.version: 'one' has the wrong form. Write three numbers with dots, such as "
            "1.0.0.",
        ],
    ),
    "longer than a quarter": (
        SCAN,
        "minutes: 5",
        "minutes: 20",
        [
            "scans/energie.yaml scan.minutes: 20 is out of range. Write 15 or less.",
        ],
    ),
    "weights that do not add up": (
        SCAN,
        "weights: 2",
        "weights: 3",
        [
            "scans/energie.yaml scan.scales[0]: the weights add up to 2, weights says 3. Mend one of them.",
        ],
    ),
    "bare yes": (
        SCAN,
        'one_of: ["yes"]',
        "one_of: [yes]",
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].one_of[0]: true where text is meant. Write "
            'it in quotes, such as "no": YAML reads a bare yes, no, on or off as true or false.',
        ],
    ),
    "two tests": (
        SCAN,
        "{scale: meten, below: 60}",
        "{scale: meten, below: 60, one_of: [a]}",
        [
            "scans/energie.yaml scan.advice[0].when[0]: a condition has one test. Write one_of:, or none_of:, "
            "or at_least: and below:, or within_months: (dates).",
        ],
    ),
    "name of the file": (
        SCAN,
        "code: energie\n",
        "code: energy\n",
        [
            "scans/energie.yaml scan.code: code 'energy' in scans/energie.yaml. Name the file energy.yaml.",
        ],
    ),
    "question twice": (
        SCAN,
        "code: besparing",
        "code: meter",
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].one_of: one_of goes with words, and 'meter' "
            "is of kind number. Write at_least: or below:.",
            "scans/energie.yaml scan.sections[2].items[1].code: code 'meter' is already used on line 33. Give "
            "each its own code.",
            "scans/energie.yaml scan.scales[1].items.besparing: no such item 'besparing'. Known items and "
            "variables: mensen, sector, meter, lezen, maatregelen.",
        ],
    ),
    "answer twice": (
        SCAN,
        "code: zon,",
        "code: led,",
        [
            "scans/energie.yaml scan.sections[2].items[0].options[2].code: code 'led' is already used on line "
            "53. Give each its own code.",
        ],
    ),
    "scale twice": (
        SCAN,
        "    - code: doen\n      name: {nl: Doen, en: Doing}\n      meaning",
        "    - code: meten\n      name: {nl: Doen, en: Doing}\n      meaning",
        [
            "scans/energie.yaml scan.scales[1].code: code 'meten' is already used on line 76. Give each its "
            "own code.",
            "scans/energie.yaml scan.scales[2].scales[1]: no such scale 'doen'. Known scales: meten, totaal.",
            "scans/energie.yaml scan.advice[1].scale: no such scale 'doen'. Known scales: meten, totaal.",
            "scans/energie.yaml scan.advice[1].when[0].scale: no such scale 'doen'. Known scales: meten, "
            "totaal.",
        ],
    ),
    "level twice": (
        SCAN,
        "code: onderweg",
        "code: begin",
        [
            "scans/energie.yaml scan.scales[2].levels[1].code: code 'begin' is already used on line 97. Give "
            "each its own code.",
        ],
    ),
    "advice twice": (
        SCAN,
        "code: maatregel\n",
        "code: meet\n",
        [
            "scans/energie.yaml scan.advice[1].code: code 'meet' is already used on line 115. Give each its "
            "own code.",
        ],
    ),
    "list that is not there": (
        SCAN,
        "choices: sectoren",
        "choices: sectors",
        [
            "scans/energie.yaml scan.sections[0].items[1].choices: no such list 'sectors'. Known lists: "
            "sectoren; did you mean sectoren.",
            "scans/energie.yaml scan.choices.sectoren: no question uses list 'sectoren'. Remove it, or name it "
            "in choices:.",
        ],
    ),
    "list that nobody uses": (
        SCAN,
        "  choices:\n",
        "  choices:\n    wel-niet: [{code: wel, name: {nl: wel, en: yes it is}}]\n",
        [
            "scans/energie.yaml scan.choices.wel-niet: no question uses list 'wel-niet'. Remove it, or name it "
            "in choices:.",
        ],
    ),
    "alone among one answer": (
        SCAN,
        "points: 0}",
        "points: 0, alone: true}",
        [
            "scans/energie.yaml scan.sections[1].items[1].options[0].alone: alone: true, but of 'lezen' one "
            "answer is chosen anyway. Remove it, or write kind: many.",
        ],
    ),
    "more ticks than answers": (
        SCAN,
        "kind: many\n",
        "kind: many\n          most: 5\n",
        [
            "scans/energie.yaml scan.sections[2].items[0].most: most: 5, and there are 4 answers. "
            "Write less, or remove it.",
        ],
    ),
    "two alone": (
        SCAN,
        "code: led, name: {nl: Ledlampen, en: LED lamps}}",
        "code: led, alone: true, name: {nl: Ledlampen, en: LED lamps}}\n            - {code: niets, alone: "
        "true, name: {nl: Niets, en: Nothing}}",
        [
            "scans/energie.yaml scan.sections[2].items[0].options[1].alone: a second answer that goes with no "
            "other one. Keep one of the two.",
        ],
    ),
    "fact in a wrong kind": (
        SCAN,
        "fact: staff",
        "fact: sector_group",
        [
            "scans/energie.yaml scan.sections[0].items[0].kind: fact sector_group in a number. Write kind: "
            "choice.",
            "scans/energie.yaml scan.sections[0].items[1].fact: code 'sector_group' is already used on line "
            "23. Give each its own code.",
        ],
    ),
    "sector that is no group": (
        SCAN,
        "code: handel, name",
        "code: winkel, name",
        [
            "scans/energie.yaml scan.choices.sectoren: sector groups without an answer: handel. Add an option "
            "for each.",
            "scans/energie.yaml scan.choices.sectoren[3].code: no sector group 'winkel' in benchmark.yaml. "
            "Known sector groups: landbouw, industrie, bouw, handel, vervoer, horeca, zakelijk, "
            "zorg-vrije-tijd.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_fault_of_a_scan_names_key_problem_and_remedy(copy: Copy, name: str) -> None:
    file, old, new, faults = BROKEN[name]
    copy.edit(file, old, new)
    assert [str(replace(fault, line=None)) for fault in copy.faults()] == faults
