"""What a scan names and is not there, or not of that kind: themes, services, scales, steps, links."""

from dataclasses import replace

import pytest

from tests.programme.conftest import Copy

SCAN = "scans/energie.yaml"

Case = tuple[str, str, str, list[str]]
"""The file that is broken, what stands there, what comes instead, and every fault without its line."""

BROKEN: dict[str, Case] = {
    "theme of a scan": (
        SCAN,
        "theme: energie",
        "theme: energy",
        [
            "scans/energie.yaml scan.theme: no such code 'energy'. Known themes: start, energie, personeel; "
            "did you mean energie.",
        ],
    ),
    "publication of a scan": (
        SCAN,
        "publications: [energie-verzonnen]",
        "publications: [energie]",
        [
            "scans/energie.yaml scan.publications[0]: no such code 'energie'. Known publications: "
            "energie-verzonnen.",
        ],
    ),
    "service of advice": (
        SCAN,
        "      hours: 2\n",
        "      hours: 2\n      services: [startgesprk]\n",
        [
            "scans/energie.yaml scan.advice[0].services[0]: no such code 'startgesprk'. Known services: "
            "startgesprek, energiekring, stages; did you mean startgesprek.",
        ],
    ),
    "instrument of advice": (
        SCAN,
        "      hours: 2\n",
        "      hours: 2\n      instruments: [energiebom]\n",
        [
            "scans/energie.yaml scan.advice[0].instruments[0]: no such code 'energiebom'. Known instruments: "
            "energiebon; did you mean energiebon.",
        ],
    ),
    "scan that advice opens": (
        SCAN,
        "      hours: 2\n",
        "      hours: 2\n      opens: water\n",
        [
            "scans/energie.yaml scan.advice[0].opens: no such code 'water'. Known scans: energie.",
        ],
    ),
    "advice that opens its own scan": (
        SCAN,
        "      hours: 2\n",
        "      hours: 2\n      opens: energie\n",
        [
            "scans/energie.yaml scan.advice[0].opens: advice of a scan that opens the same scan. Name another "
            "one.",
        ],
    ),
    "scale of advice": (
        SCAN,
        "      scale: meten\n",
        "      scale: meting\n",
        [
            "scans/energie.yaml scan.advice[0].scale: no such scale 'meting'. Known scales: meten, doen, "
            "totaal; did you mean meten.",
        ],
    ),
    "headline": (
        SCAN,
        "headline: [totaal]",
        "headline: [meten]",
        [
            "scans/energie.yaml scan.headline[0]: scale 'meten' has no levels to head the result with. Add "
            "levels: to it.",
        ],
    ),
    "headline that is not there": (
        SCAN,
        "headline: [totaal]",
        "headline: [total]",
        [
            "scans/energie.yaml scan.headline[0]: no such scale 'total'. Known scales: meten, doen, totaal; "
            "did you mean totaal.",
        ],
    ),
    "step on a scale that is not there": (
        SCAN,
        "{kind: item_rise, items: [lezen], rise: 1}",
        "{kind: level_rise, scale: total}",
        [
            "scans/energie.yaml scan.steps[0].scale: no such scale 'total'. Known scales: meten, doen, totaal; "
            "did you mean totaal.",
        ],
    ),
    "step on a scale without levels": (
        SCAN,
        "{kind: item_rise, items: [lezen], rise: 1}",
        "{kind: level_rise, scale: meten}",
        [
            "scans/energie.yaml scan.steps[0].scale: scale 'meten' has no levels to rise. Add levels: to it.",
        ],
    ),
    "step on no ladder": (
        SCAN,
        "{kind: item_rise, items: [lezen], rise: 1}",
        "{kind: ladder_rise, scale: totaal}",
        [
            "scans/energie.yaml scan.steps[0].scale: scale 'totaal' is no position on a ladder. Name a scale "
            "of kind gates, or write kind: scale_rise.",
        ],
    ),
    "step on ticks": (
        SCAN,
        "items: [lezen], rise: 1",
        "items: [maatregelen], rise: 1",
        [
            "scans/energie.yaml scan.steps[0].items[0]: answers to 'maatregelen' (kind many) do not stand "
            "higher or lower. Name a question with a choice in rising order, or a number.",
        ],
    ),
    "step too high": (
        SCAN,
        "items: [lezen], rise: 1",
        "items: [lezen], rise: 4",
        [
            "scans/energie.yaml scan.steps[0].items[0]: 'lezen' has 4 answers and cannot rise 4. Ask a smaller "
            "rise.",
        ],
    ),
    "link to nothing": (
        SCAN,
        "  publications: [",
        "  links:\n    - {scale: totaal, other: oud, how: not, note: {nl: a, en: b}}\n  publications: [",
        [
            "scans/energie.yaml scan.links[0].other: no such scale 'oud'. Known scales: meten, doen, totaal.",
        ],
    ),
    "link to itself": (
        SCAN,
        "  publications: [",
        "  links:\n    - {scale: totaal, other: totaal, how: not, note: {nl: a, en: b}}\n  publications: [",
        [
            "scans/energie.yaml scan.links[0].other: a scale linked to itself. Add version: of the earlier "
            "one.",
        ],
    ),
    "link to a later version": (
        SCAN,
        "  publications: [",
        "  links:\n    - {scale: totaal, other: totaal, version: 1, how: not, note: {nl: a, en: b}}\n  "
        "publications: [",
        [
            "scans/energie.yaml scan.links[0].version: version 1 is not earlier than 1.0.0. Name an earlier "
            "major version, or leave version: out.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_fault_in_a_name_names_key_problem_and_remedy(copy: Copy, name: str) -> None:
    file, old, new, faults = BROKEN[name]
    copy.edit(file, old, new)
    assert [str(replace(fault, line=None)) for fault in copy.faults()] == faults
