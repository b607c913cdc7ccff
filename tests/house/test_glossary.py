"""Every concept of the code has its row in the glossary."""

import re
from pathlib import Path

from django.apps import apps

from kopgroep.programme import Programme
from kopgroep.programme.kinds import EntryKind

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
# What the loader adds by itself; no region writes it down.
OF_THE_LOADER = {"folder", "hash"}


def code_names() -> set[str]:
    """The names between back-ticks in the second column."""
    rows = [line.split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return {name for row in rows if len(row) > 4 for name in re.findall(r"`([^`]+)`", row[2])}


def test_every_model_has_a_row() -> None:
    ours = [model for model in apps.get_models() if model.__module__.startswith("kopgroep.")]
    assert {model.__name__ for model in ours} - code_names() == set()


def test_every_key_of_a_programme_has_a_row() -> None:
    assert set(Programme.model_fields) - OF_THE_LOADER - code_names() == set()


def test_kinds_of_line_are_one_concept_with_a_row() -> None:
    assert EntryKind.__name__ in code_names()
