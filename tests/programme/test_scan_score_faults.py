"""What can be wrong with the conditions, points and scales of a scan; and what can never happen."""

from dataclasses import replace

import pytest

from tests.programme.conftest import Copy

SCAN = "scans/energie.yaml"

Case = tuple[str, str, str, list[str]]
"""The file that is broken, what stands there, what comes instead, and every fault without its line."""

BROKEN: dict[str, Case] = {
    "condition on nothing": (
        SCAN,
        "when: [{item: meter,",
        "when: [{item: metre,",
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].item: no such item 'metre'. Known items: "
            "mensen, sector, meter, lezen, maatregelen, besparing; did you mean meter.",
        ],
    ),
    "routing that looks ahead": (
        SCAN,
        "when: [{item: meter,",
        "when: [{item: maatregelen,",
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].item: 'maatregelen' does not stand before "
            "this. Move that question up, or look at an earlier one.",
        ],
    ),
    "routing on a score": (
        SCAN,
        'when: [{item: meter, one_of: ["yes"]}]',
        "when: [{scale: meten, below: 60}]",
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].scale: a question that waits for a score: no "
            "score is known yet. Name an item that stands before.",
        ],
    ),
    "word that is no answer": (
        SCAN,
        'one_of: ["yes"]',
        'one_of: ["yess"]',
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].one_of[0]: no such word 'yess'. Known "
            "answers of meter: yes, no; did you mean yes.",
        ],
    ),
    "level that is not there": (
        SCAN,
        "when: [{scale: doen, below: 100}]",
        "when: [{scale: totaal, one_of: [start]}]",
        [
            "scans/energie.yaml scan.advice[1].when[0].one_of[0]: no such word 'start'. Known levels of "
            "totaal: begin, onderweg, voorop.",
        ],
    ),
    "level of a scale without levels": (
        SCAN,
        "when: [{scale: doen, below: 100}]",
        "when: [{scale: doen, one_of: [begin]}]",
        [
            "scans/energie.yaml scan.advice[1].when[0].one_of: scale 'doen' has no levels. Write at_least: or "
            "below:, or add levels:.",
        ],
    ),
    "range of words": (
        SCAN,
        '{item: meter, one_of: ["yes"]}',
        "{item: meter, at_least: 1}",
        [
            "scans/energie.yaml scan.sections[1].items[1].when[0].at_least: at_least goes with a number or "
            "ticks, and 'meter' is of kind yes_no. Write one_of: or none_of:.",
        ],
    ),
    "words of a number": (
        SCAN,
        "when: [{scale: doen, below: 100}]",
        "when: [{item: besparing, one_of: [veel]}]",
        [
            "scans/energie.yaml scan.advice[1].when[0].one_of: one_of goes with words, and 'besparing' is of "
            "kind number. Write at_least: or below:.",
        ],
    ),
    "date of a number": (
        SCAN,
        "when: [{scale: doen, below: 100}]",
        "when: [{item: besparing, within_months: 3}]",
        [
            "scans/energie.yaml scan.advice[1].when[0].within_months: within_months goes with a date, and "
            "'besparing' is of kind number. Write at_least: or below:.",
        ],
    ),
    "question without points": (
        SCAN,
        "Eens per jaar, en: Once a year}, points: 0.3}",
        "Eens per jaar, en: Once a year}}",
        [
            "scans/energie.yaml scan.sections[1].items[1].options[1]: a scale counts 'lezen', but answer "
            "'jaar' has no points. Add points: from 0 to 1.",
        ],
    ),
    "number without bands": (
        SCAN,
        "          bands: [{at_least: 1, points: 0.5}, {at_least: 10, points: 1}]\n",
        "",
        [
            "scans/energie.yaml scan.sections[2].items[1]: a scale counts the number 'besparing', but it has "
            "no bands. Add bands: with points.",
        ],
    ),
    "text in a scale": (
        SCAN,
        "kind: yes_no\n",
        "kind: text\n",
        [
            "scans/energie.yaml scan.sections[1].items[0].kind: a text has no points, but a scale counts "
            "'meter'. Take it out of the scales.",
            "scans/energie.yaml scan.sections[1].items[1].when[0].one_of: one_of goes with words, and 'meter' "
            "is of kind text. Look at another question: a text has no test.",
        ],
    ),
    "points that nobody counts": (
        SCAN,
        "items: {meter: 1, lezen: 1}\n      weights: 2",
        "items: {meter: 2}\n      weights: 2",
        [
            "scans/energie.yaml scan.sections[1].items[1].code: question 'lezen' has points, but no scale "
            "counts it. Add it with a weight to items: of a scale, or remove the points.",
        ],
    ),
    "scale counts what is not there": (
        SCAN,
        "items: {meter: 1, lezen: 1}",
        "items: {meter: 1, leze: 1}",
        [
            "scans/energie.yaml scan.sections[1].items[1].code: question 'lezen' has points, but no scale "
            "counts it. Add it with a weight to items: of a scale, or remove the points.",
            "scans/energie.yaml scan.scales[0].items.leze: no such item 'leze'. Known items and variables: "
            "mensen, sector, meter, lezen, maatregelen, besparing; did you mean lezen.",
        ],
    ),
    "variable without weight": (
        SCAN,
        "      items: {meter: 1, lezen: 1}\n",
        "      items: {meter: 1, lezen: 1}\n      variables:\n        - {code: vaak, name: {nl: vaak, en: "
        "often}, all_of: [{item: lezen, one_of: [week]}]}\n",
        [
            "scans/energie.yaml scan.scales[0].variables[0].code: variable 'vaak' has no weight. Add it with a "
            "weight to items:, or remove it.",
        ],
    ),
    "points for no answer": (
        SCAN,
        "      items: {meter: 1, lezen: 1}\n",
        "      items: {meter: 1, lezen: 0.5, vaak: 0.5}\n      variables:\n        - {code: vaak, name: {nl: "
        "vaak, en: often}, all_of: [{item: lezen, none_of: [nooit]}]}\n",
        [
            "scans/energie.yaml scan.scales[0].variables[0].all_of[0].none_of: points for what was not "
            "answered: with a better answer the score could fall. Write one_of: with the answers that count.",
        ],
    ),
    "mean of nothing": (
        SCAN,
        "scales: [meten, doen]",
        "scales: [meten, laten]",
        [
            "scans/energie.yaml scan.scales[2].scales[1]: no such scale 'laten'. Known scales: meten, doen, "
            "totaal; did you mean meten.",
        ],
    ),
    "mean of itself": (
        SCAN,
        "scales: [meten, doen]",
        "scales: [meten, totaal]",
        [
            "scans/energie.yaml scan.scales[2].scales: scale 'totaal' is a mean of itself. Take it out of the "
            "circle.",
        ],
    ),
    "first level with demands": (
        SCAN,
        "          at_least: 0\n",
        "          at_least: 0\n          demands: [{scales: [meten], minimum: 60}]\n",
        [
            "scans/energie.yaml scan.scales[2].levels[0].demands: the first level has demands: who does not "
            "meet them has no level. Move them to a higher level.",
        ],
    ),
    "demand on nothing": (
        SCAN,
        "scales: [meten], minimum: 60",
        "scales: [meting], minimum: 60",
        [
            "scans/energie.yaml scan.scales[2].levels[2].demands[0].scales[0]: no such scale 'meting'. Known "
            "scales: meten, doen, totaal; did you mean meten.",
        ],
    ),
    "demand of two of one": (
        SCAN,
        "minimum: 60}",
        "minimum: 60, number: 2}",
        [
            "scans/energie.yaml scan.scales[2].levels[2].demands[0].number: asks 2 of 1 scales. Write 1 or "
            "less.",
        ],
    ),
    "gap below the levels": (
        SCAN,
        "          at_least: 0\n",
        "          at_least: 10\n",
        [
            "scans/energie.yaml scan.scales[2]: the first level starts at 10: values below it have no level. "
            "Let it start at 0.",
        ],
    ),
    "levels that fall": (
        SCAN,
        "at_least: 75",
        "at_least: 30",
        [
            "scans/energie.yaml scan.scales[2]: the levels do not rise. Put them in rising order of at_least, "
            "each edge once.",
        ],
    ),
    "demand that no score meets": (
        SCAN,
        "minimum: 60}",
        "minimum: 101}",
        [
            "scans/energie.yaml scan.scales[2].levels[2]: no company can reach level 'voorop': scale 'totaal' "
            "is not measured then. Change its at_least or its demands.",
        ],
    ),
    "question never asked": (
        SCAN,
        "        - code: besparing\n",
        "        - code: geen-meter\n          ask: {nl: a, en: b}\n          kind: text\n          when: "
        '[{item: lezen, one_of: [week]}, {item: meter, one_of: ["no"]}]\n        - code: besparing\n',
        [
            "scans/energie.yaml scan.sections[2].items[1].when: question 'geen-meter' is never asked: no "
            "answer to 'meter' fits all of it, the routing included. Change a condition, or remove the "
            "question.",
        ],
    ),
    "advice never given": (
        SCAN,
        "when: [{scale: meten, below: 60}]",
        'when: [{item: meter, one_of: ["yes"]}, {item: lezen, one_of: [week]}, {scale: meten, below: 60}]',
        [
            "scans/energie.yaml scan.advice[0].when: advice 'meet' is never given: scale 'meten' is 100 then. "
            "Change a condition, or remove it.",
        ],
    ),
    "advice on an answer out of range": (
        SCAN,
        "when: [{scale: meten, below: 60}]",
        "when: [{item: besparing, at_least: 101}]",
        [
            "scans/energie.yaml scan.advice[0].when: advice 'meet' is never given: no answer to 'besparing' "
            "fits all of it, the routing included. Change a condition, or remove it.",
        ],
    ),
    "advice on two answers": (
        SCAN,
        "when: [{scale: meten, below: 60}]",
        "when: [{item: lezen, one_of: [week]}, {item: lezen, one_of: [jaar]}]",
        [
            "scans/energie.yaml scan.advice[0].when: advice 'meet' is never given: no answer to 'lezen' fits "
            "all of it, the routing included. Change a condition, or remove it.",
        ],
    ),
    "advice on total and parts": (
        SCAN,
        "when: [{scale: meten, below: 60}]",
        "when: [{scale: meten, at_least: 60}, {scale: doen, at_least: 70}, {scale: totaal, below: 60}]",
        [
            "scans/energie.yaml scan.advice[0].when: advice 'meet' is never given: scale 'totaal' lies from 65 "
            "to 100 then. Change a condition, or remove it.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_fault_in_the_scoring_names_key_problem_and_remedy(copy: Copy, name: str) -> None:
    file, old, new, faults = BROKEN[name]
    copy.edit(file, old, new)
    assert [str(replace(fault, line=None)) for fault in copy.faults()] == faults
