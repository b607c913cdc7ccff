"""The manual tells of the states of a referral what the table says."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from kopgroep.casework.models.referral_states import NEXT, TURNS, Event, State
from kopgroep.casework.referral_diagram import drawn_in, mermaid, table
from kopgroep.casework.referral_words import event_word, state_word, task_word

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGES = {DOCS / "explanation" / "referrals.md": "en", DOCS / "handleiding" / "adviseur.md": "nl"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_manual_is_in_step_with_the_table(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    remedy = f"./kopgroep diagram referrals --language {PAGES[page]} --write {page.relative_to(DOCS.parent)}"
    assert drawn_in(text, language=PAGES[page]) == text, remedy


def test_diagram_has_every_state_and_every_arrow_but_withdrawing() -> None:
    lines = [line.strip() for line in mermaid("en").splitlines()]
    arrows = [line for line in lines if "-->" in line and "[*]" not in line]
    drawn = {(o, e): to for (o, e), to in NEXT.items() if e is not Event.WITHDRAW and o is not to}
    assert arrows == [f"{origin} --> {to}: {event_word(event)}" for (origin, event), to in drawn.items()]
    assert [line for line in lines if line.partition(":")[0] in State.values and "-->" not in line] == [
        f"{state}: {state_word(state)}" for state in State
    ]


def test_table_has_a_row_for_each_state_in_the_language() -> None:
    rows = table("nl").splitlines()
    assert len(rows) == 2 + len(State)
    assert rows[2].startswith("| concept | adviseur | toestemming vragen | 2 |")


def test_every_open_state_says_what_is_waited_for() -> None:
    assert {state for state in State if task_word(state)} == set(TURNS)


def test_changed_table_would_be_seen() -> None:
    page = "<!-- table:referrals -->\n\n| an old row |\n\n<!-- end -->\nAnd more.\n"
    drawn = drawn_in(page, language="en")
    assert ("an old row" in drawn, drawn.endswith("<!-- end -->\nAnd more.\n")) == (False, True)


def test_command_prints_and_writes_and_names_a_page_without_marks(tmp_path: Path) -> None:
    out = StringIO()
    call_command("diagram", "referrals", stdout=out)
    assert out.getvalue() == mermaid("en") + "\n"
    page = tmp_path / "page.md"
    page.write_text("<!-- diagram:referrals -->\n<!-- end -->\n", encoding="utf-8")
    call_command("diagram", "referrals", "--write", str(page), stdout=out)
    assert mermaid("en") in page.read_text(encoding="utf-8")
    page.write_text("No marks here.\n", encoding="utf-8")
    with pytest.raises(CommandError, match="No mark"):
        call_command("diagram", "referrals", "--write", str(page), stdout=out)
    assert page.read_text(encoding="utf-8") == "No marks here.\n"
