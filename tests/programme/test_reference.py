"""The reference page follows the code."""

import re
from typing import get_args

from kopgroep.programme import EntryKind
from kopgroep.programme.indicators import Rule
from kopgroep.programme.sheets import REQUIRED_TEXTS, SERIES, SHEETS
from tests.programme.conftest import PROGRAMMES

PAGE = (PROGRAMMES.parent / "docs" / "reference" / "programme.md").read_text(encoding="utf-8")


def _row(file: str) -> list[str]:
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| `{file}` |"))
    return re.findall(r"`([a-z_]+)`", line.split("|")[2])


def test_reference_names_every_file_with_exactly_its_keys() -> None:
    assert {file: _row(file) for file in SHEETS} == {file: list(model.model_fields) for file, model in SHEETS.items()}


def test_reference_names_every_folder_with_the_keys_of_its_files() -> None:
    named = {folder: _row(f"{folder}/CODE.yaml") for folder in SERIES}
    assert named == {folder: list(model.model_fields) for folder, model in SERIES.items()}


def test_reference_names_every_kind_of_line_in_order() -> None:
    listed = PAGE.split("Kinds of ledger line:")[1].split(".\n")[0]
    assert re.findall(r"`([a-z_]+)`", listed) == [kind.value for kind in EntryKind]


def test_reference_names_every_counting_rule() -> None:
    table = PAGE.split("| count | counts | also |")[1].split("\n\n")[0]
    rules = get_args(get_args(Rule)[0])
    words = [get_args(rule.model_fields["count"].annotation)[0] for rule in rules]
    assert re.findall(r"^\| `([a-z_]+)` \|", table, re.MULTILINE) == words


def test_reference_names_the_texts_that_must_be_there() -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("| `texts/"))
    assert re.findall(r"`([a-z]+)`", line.split("|")[3]) == list(REQUIRED_TEXTS)
