"""What the documents tell somebody to type exists, and the night does what its page says."""

import re
from pathlib import Path

import pytest

from benchmarks.__main__ import PARTS
from kit.words import DJANGO_WORDS, WORDS, own_commands
from kopgroep.jobs.management.commands.nightly import STEPS

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "programmes").glob("*/README.md")])
TYPED = re.compile(r"kopgroep/?kopgroep (?P<path>[a-z][\w-]*)|\./kopgroep (?P<word>[a-z][\w-]*)")
MEASURED = re.compile(r"\./kopgroep bench (?P<word>[a-z][\w-]*)")
KNOWN = {*WORDS, *own_commands(), *DJANGO_WORDS}
NIGHT = "run-the-night.md"


def typed(text: str) -> list[str]:
    """The words that a text tells to type behind ``./kopgroep``."""
    return [found["path"] or found["word"] for found in TYPED.finditer(text)]


def steps(text: str) -> list[str]:
    """The first column of the table of steps."""
    table = text.split("| step |")[1].split("\n\n")[0]
    return [row.split("|")[1].strip() for row in table.splitlines()[2:]]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_command_of_a_document_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    assert [word for word in typed(text) if word not in KNOWN] == []
    assert [word for word in MEASURED.findall(text) if word not in PARTS] == []


def test_commands_are_found_wherever_they_stand_in_a_text() -> None:
    text = "Run `./kopgroep nightly --on 2023-05-15`, or\n    cd /srv/kopgroep && ./kopgroep find-doubles\n"
    assert typed(f"{text}ExecStart=/srv/kopgroep/kopgroep nigthly\n") == ["nightly", "find-doubles", "nigthly"]
    assert {"README.md", NIGHT} <= {document.name for document in DOCUMENTS}


def test_every_step_of_the_night_stands_in_its_page_in_the_order_in_which_it_is_done() -> None:
    [page] = (ROOT / "docs").rglob(NIGHT)
    assert steps(page.read_text(encoding="utf-8")) == [name for name, _step in STEPS]
