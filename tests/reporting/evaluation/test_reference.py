"""The reference for an institute: its codebook is that of the code, and its example runs and says what it says."""

import re
from pathlib import Path
from typing import Any

import pytest

from kopgroep.reporting.evaluation.sheets import SHEETS
from tests.reporting.evaluation.region import Region, take

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "evaluation-file.md"
MARK, END = "<!-- codebook -->\n", "<!-- end of codebook -->"


def codebook() -> str:
    """The codebook as the page must have it."""
    parts = []
    for sheet in SHEETS:
        rows = [
            f"| `{column.name}` | {column.type} | {_cell(column.unit)} | {_cell(column.meaning)} "
            f"| {_cell(column.allowed)} | {_cell(column.source)} | {_cell(column.missing)} |"
            for column in sheet.columns
        ]
        head = "| column | type | unit | meaning | allowed | source | empty |\n|---|---|---|---|---|---|---|"
        parts.append("\n".join([f"\n### {sheet.file}\n\n{sheet.about}\n", head, *rows, ""]))
    return "".join(parts) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", ", ")


def test_codebook_of_the_page_is_that_of_the_code() -> None:
    written = PAGE.read_text(encoding="utf-8").partition(MARK)[2].partition(END)[0]
    assert written == codebook(), "write codebook() of this test between the two marks"


@pytest.fixture
def example() -> dict[str, Any]:
    """The functions of the example on the page."""
    found = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    names: dict[str, Any] = {}
    exec(found[1], names)
    return names


def test_example_finds_before_and_after(region: Region, example: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "evaluatie.zip"
    path.write_bytes(take().content)
    n, step = example["step_in_score"](path, "energie", "doen")
    scores = region.treated[0].fillings.order_by("pk")
    first, second = (filling.scored.scales["doen"].value for filling in scores)
    assert (n, step) == (1, second - first)


def test_example_finds_a_difference_in_differences(region: Region, example: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "evaluatie.zip"
    path.write_bytes(take().content)
    told = example["difference_in_differences"](path, "2021-01-01", "2023-01-01")
    # Four of six grew a class, and two of ten; no group of this size could have shown that.
    assert told[:2] == (6, 10)
    assert [round(value, 2) for value in told[2:]] == [0.67, 0.2, 0.47, 0.72]
    assert told[4] < told[5]
