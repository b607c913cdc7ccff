"""What can be wrong with a plus: whom it is for, who pays, and whose figures its hours may enter."""

from dataclasses import replace

import pytest

from kopgroep.programme import Fault
from tests.programme.conftest import Copy

PLUS = "    area: [GM9903]\n    themes: [energie]\n"
BASE = "    funder: Regio Merenland\n\n  - code: plus-hogebeek"
SHARED = "    funder: Regio Merenland\n    also_for: [plus-hogebeek]\n\n  - code: plus-hogebeek"

BROKEN: dict[str, tuple[str, str, str, str, str, str]] = {
    "base for a part": (
        "money.yaml", BASE, BASE.replace("\n\n", "\n    area: [GM9901]\n\n"),
        "lines[0].area", "a line of kind base is for every company", "Write kind: plus, or remove area",
    ),
    "base for a sector": (
        "money.yaml", BASE, BASE.replace("\n\n", "\n    sectors: [2008-C]\n\n"),
        "lines[0].sectors", "a line of kind base is for every company", "Write kind: plus, or remove sectors",
    ),
    "shares with itself": (
        "money.yaml", PLUS, PLUS + "    also_for: [plus-hogebeek]\n",
        "lines[1].also_for[0]", "a line counts its own hours already", "Remove it",
    ),
    "shares with a line that does not run yet": (
        "money.yaml", BASE, SHARED,
        "lines[0].also_for[0]", "line plus-hogebeek does not run on all days of this line",
        "Give both lines the same days, or remove it",
    ),
    "shares with nobody": (
        "money.yaml", PLUS, PLUS + "    also_for: [plus-hogebeeck]\n",
        "lines[1].also_for[0]", "no such code 'plus-hogebeeck'",
        "Known lines: basis, plus-hogebeek; did you mean plus-hogebeek",
    ),
    "money of another": (
        "money.yaml", "funder: Gemeente Hogebeek\n    line:", "funder: Gemeente Oudemaat\n    line:",
        "sources[1].funder", "line plus-hogebeek has another funder, Gemeente Hogebeek",
        "Give a plus and its money the same funder",
    ),
    "target that counts all": (
        "indicators.yaml", "      line: plus-hogebeek\n", "",
        "indicators[4].rule", "a target of plus plus-hogebeek counts what was booked on other lines too",
        "Write line: plus-hogebeek in the rule",
    ),
    "theme that a part pays": (
        "themes.yaml", "    line: basis\n    hour_cap: 16", "    line: plus-hogebeek\n    hour_cap: 16",
        "themes[1].line", "line plus-hogebeek is for some companies only", "Name a line that is for all of them",
    ),
}  # fmt: skip


def faults(copy: Copy) -> list[Fault]:
    return [replace(fault, line=None) for fault in copy.faults()]


@pytest.mark.parametrize("name", BROKEN)
def test_fault_names_file_key_problem_and_remedy(copy: Copy, name: str) -> None:
    file, old, new, key, problem, remedy = BROKEN[name]
    copy.edit(file, old, new)
    assert faults(copy) == [Fault(file, key, problem, remedy)]


def test_a_plus_may_share_its_hours_with_the_base(copy: Copy) -> None:
    copy.edit("money.yaml", PLUS, PLUS + "    also_for: [basis]\n")
    assert copy.load().line("plus-hogebeek").also_for == ("basis",)


def test_two_lines_of_one_funder_do_not_share(copy: Copy) -> None:
    copy.edit("money.yaml", "ends_on: 2024-12-31\n    funder: Gemeente Hogebeek", "ends_on: 2024-12-31\n    funder: R")
    copy.edit("money.yaml", "funder: Gemeente Hogebeek", "funder: R")
    copy.edit("money.yaml", BASE, BASE.replace("Regio Merenland", "R"))
    copy.edit("money.yaml", PLUS, PLUS + "    also_for: [basis]\n")
    problem = "line basis has the same funder, who counts these hours already"
    assert faults(copy) == [Fault("money.yaml", "lines[1].also_for[0]", problem, "Remove it")]


def test_lines_do_not_share_in_a_ring(copy: Copy) -> None:
    copy.edit(
        "money.yaml",
        "    starts_on: 2023-01-01\n    ends_on: 2024-12-31",
        "    starts_on: 2022-01-01\n    ends_on: 2025-12-31",
    )
    copy.edit("money.yaml", BASE, SHARED)
    copy.edit("money.yaml", PLUS, PLUS + "    also_for: [basis]\n")
    remedy = "Let one of the two share, not both"
    problem = "line %s shares its hours with this line in turn"
    assert faults(copy) == [
        Fault("money.yaml", "lines[0].also_for[0]", problem % "plus-hogebeek", remedy),
        Fault("money.yaml", "lines[1].also_for[0]", problem % "basis", remedy),
    ]


def test_a_theme_is_paid_by_a_line_that_is_for_it(copy: Copy) -> None:
    copy.edit("money.yaml", PLUS, "    themes: [start]\n")
    copy.edit("themes.yaml", "    line: basis\n    hour_cap: 16", "    line: plus-hogebeek\n    hour_cap: 16")
    remedy = "Name a line that is for it, or add the theme to that line"
    assert faults(copy) == [Fault("themes.yaml", "themes[1].line", "line plus-hogebeek is not for this theme", remedy)]
