"""What can be wrong with published figures and with the groups for comparison."""

from dataclasses import replace

import pytest

from tests.programme.conftest import Copy

PUBLICATION = "publications/energie-verzonnen.yaml"
BENCHMARK = "benchmark.yaml"

Case = tuple[str, str, str, list[str]]
"""The file that is broken, what stands there, what comes instead, and every fault without its line."""

BROKEN: dict[str, Case] = {
    "other instrument": (
        PUBLICATION,
        "instrument: energie-1",
        "instrument: energie-2",
        [
            "scans/energie.yaml scan.publications[0]: figure 1 of 'energie-verzonnen' measures 'energie-2', "
            "and no scale here does. Known instruments of scales: energie-1; did you mean energie-1; never "
            "hold a figure against another version.",
        ],
    ),
    "value out of the scale": (
        PUBLICATION,
        "at_least: 40",
        "at_least: 400",
        [
            "scans/energie.yaml scan.publications[0]: figure 1 of 'energie-verzonnen' says 400, and scale "
            "'totaal' runs from 0 to 100. Write it in the measure of the scale.",
        ],
    ),
    "level of a figure": (
        PUBLICATION,
        "at_least: 40",
        "level: midden",
        [
            "scans/energie.yaml scan.publications[0]: figure 1 of 'energie-verzonnen' names level 'midden', "
            "which scale 'totaal' does not have. Known levels of totaal: begin, onderweg, voorop.",
        ],
    ),
    "question of a figure": (
        PUBLICATION,
        "at_least: 40",
        'item: metr\n      one_of: ["yes"]',
        [
            "scans/energie.yaml scan.publications[0]: figure 1 of 'energie-verzonnen' names question 'metr', "
            "which this scan does not ask. Known items: mensen, sector, meter, lezen, maatregelen, besparing; "
            "did you mean meter.",
        ],
    ),
    "answer of a figure": (
        PUBLICATION,
        "at_least: 40",
        "item: lezen\n      one_of: [dag]",
        [
            "scans/energie.yaml scan.publications[0]: figure 1 of 'energie-verzonnen' names answer 'dag', "
            "which 'lezen' does not have. Known answers of lezen: nooit, jaar, maand, week.",
        ],
    ),
    "figure of later": (
        PUBLICATION,
        "year: 2022",
        "year: 2027",
        [
            "publications/energie-verzonnen.yaml publication.figures[0].year: a figure of 2027, seen in 2026. "
            "Mend the year, or seen_on.",
        ],
    ),
    "more than all": (
        PUBLICATION,
        "value: 35",
        "value: 135",
        [
            "publications/energie-verzonnen.yaml publication.figures[0].value: 135 is not a percentage. Write "
            "0 to 100, or another unit.",
        ],
    ),
    "share in companies": (
        PUBLICATION,
        "value: 35",
        "value: 35\n      unit: companies",
        [
            "publications/energie-verzonnen.yaml publication.figures[0].unit: a share of companies in "
            "companies. Write unit: percent.",
        ],
    ),
    "text as figure": (
        PUBLICATION,
        "value: 35",
        'value: "35"',
        [
            "publications/energie-verzonnen.yaml publication.figures[0].value: '35' is not a number. Write a "
            "number such as 52.9, without quotes.",
        ],
    ),
    "sector of a figure": (
        PUBLICATION,
        "group: {name:",
        "group: {sector_groups: [winkel], name:",
        [
            "publications/energie-verzonnen.yaml publication.figures[0].group.sector_groups[0]: no such code "
            "'winkel'. Known sector groups: landbouw, industrie, bouw, handel, vervoer, horeca, zakelijk, "
            "zorg-vrije-tijd.",
        ],
    ),
    "name of a publication": (
        PUBLICATION,
        "code: energie-verzonnen",
        "code: energie",
        [
            "publications/energie-verzonnen.yaml publication.code: code 'energie' in "
            "publications/energie-verzonnen.yaml. Name the file energie.yaml.",
            "scans/energie.yaml scan.publications[0]: no such code 'energie-verzonnen'. Known publications: "
            "energie.",
        ],
    ),
    "size in no group": (
        BENCHMARK,
        '"2-4", "5-9"]',
        '"2-4"]',
        [
            "benchmark.yaml benchmark.size_groups: size '5-9' is in no group. Add it to the sizes: of one "
            "group.",
        ],
    ),
    "size in two groups": (
        BENCHMARK,
        '"50-99", "100+"]',
        '"20-49", "50-99", "100+"]',
        [
            "benchmark.yaml benchmark.size_groups[2].sizes[0]: size '20-49' is already in a group, on line 10. "
            "Keep it in one of the two.",
        ],
    ),
    "section in two groups": (
        BENCHMARK,
        "[2008-F, 2025-F]",
        "[2008-F, 2025-F, 2008-A]",
        [
            "benchmark.yaml benchmark.sector_groups[2].sections[2]: section '2008-A' is already in a group, on "
            "line 15. Keep it in one of the two.",
        ],
    ),
    "size that is not there": (
        BENCHMARK,
        '"50-99", "100+"]',
        '"50-99", "100+", "250+"]',
        [
            "benchmark.yaml benchmark.size_groups[2].sizes[2]: no such code '250+'. Known sizes: 1, 2-4, 5-9, "
            "10-19, 20-49, 50-99, 100+.",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_fault_of_a_figure_names_key_problem_and_remedy(copy: Copy, name: str) -> None:
    file, old, new, faults = BROKEN[name]
    copy.edit(file, old, new)
    assert [str(replace(fault, line=None)) for fault in copy.faults()] == faults
