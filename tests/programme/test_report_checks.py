"""What can be wrong with a report and with the texts that it names."""

import pytest

from kopgroep.programme.report_words import Place, broken, places
from tests.programme.conftest import Copy, Line

REPORT, PLUS, TEXT = "reports/kwartaal.yaml", "reports/kwartaal-plus.yaml", "texts/rapport-kwartaal.nl.md"
WORD = "{{ eerste-contacten }}"

BROKEN: dict[str, tuple[str, str, str, str, str]] = {
    "unknown figure in a text": (TEXT, WORD, "{{ eerste-contact }}", TEXT, "no figure or word 'eerste-contact'"),
    "unknown attribute": (TEXT, "start-intakes.target", "start-intakes.goal", TEXT, "'start-intakes' has no 'goal'"),
    "word that needs an attribute": (TEXT, "targets.conclusion", "money", TEXT, "'money' does not stand alone"),
    "attribute of a word": (TEXT, "{{ quarter }}", "{{ quarter.n }}", TEXT, "'quarter' has no 'n'"),
    "braces not closed": (TEXT, WORD, "{{ eerste-contacten", TEXT, "braces that are not closed or hold no name"),
    "funder of nobody": (TEXT, WORD, "{{ funder }}", TEXT, "no figure or word 'funder'"),
    "text that is not there": (REPORT, "rapport-kwartaal", "rapport-kwartal", REPORT, "no such text 'rapport-kwartal'"),
    "section without anything": (REPORT, "      shows: [reach, needs]\n", "", REPORT, "shows nothing"),
    "figure that is not there": (
        REPORT,
        "shows: [reach, needs]",
        "shows: [reach, needs]\n      figures: [berijk]",
        REPORT,
        "no target or figure 'berijk'",
    ),
    "figures without a block": (
        REPORT,
        "text: rapport-kwartaal",
        "text: rapport-kwartaal\n      figures: [bereik]",
        REPORT,
        "no block shows these figures",
    ),
    "block that says nothing of a plus": (
        PLUS,
        "shows: [money, hours]",
        "shows: [money, survey]",
        PLUS,
        "block 'survey' says nothing of one plus",
    ),
    "definitions before what they explain": (
        REPORT,
        "shows: [restatements, definitions]",
        "shows: [definitions, restatements]",
        REPORT,
        "block 'definitions' is not the last of the report",
    ),
    "definitions before a last section": (
        PLUS,
        "      shows: [definitions]\n",
        "      shows: [definitions]\n    - heading: {nl: Tot slot, en: Last}\n      text: rapport-plus\n",
        PLUS,
        "block 'definitions' is not the last of the report",
    ),
    "target of another line in a plus": (
        PLUS,
        "shows: [money, hours]",
        "shows: [money, hours]\n      figures: [start-intakes]",
        PLUS,
        "target 'start-intakes' is of no plus",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_each_slip_is_one_fault_with_its_line(name: str, copy: Copy, line_of: Line) -> None:
    file, old, new, blamed, problem = BROKEN[name]
    copy.edit(file, old, new)
    faults = copy.faults()
    assert [(fault.file, fault.problem) for fault in faults] == [(blamed, problem)]
    assert faults[0].line is not None


def test_fault_in_a_text_names_its_line_and_what_was_meant(copy: Copy, line_of: Line) -> None:
    copy.edit(TEXT, WORD, "{{ eerste-contact }}")
    fault = copy.faults()[0]
    assert fault.line == line_of(TEXT, "eerste-contact ")
    assert fault.remedy.endswith("did you mean eerste-contacten")


def test_text_in_one_language_only_is_a_fault(copy: Copy) -> None:
    (copy.path / "texts/rapport-kwartaal.en.md").unlink()
    assert [(f.file, f.problem) for f in copy.faults()] == [("texts/rapport-kwartaal.en.md", "missing")]


def test_text_falls_apart_in_words_and_places() -> None:
    text = "Er zijn {{ a-b }} van {{a-b.target}}."
    assert list(places(text)) == ["Er zijn ", Place("a-b", "", 8), " van ", Place("a-b", "target", 22), "."]


@pytest.mark.parametrize(("text", "at"), [("{{ A }}", [0, 5]), ("}} x", [0]), ("{{ a.b.c }}", [0, 9]), ("{{ a }}", [])])
def test_what_looks_like_a_place_and_is_none(text: str, at: list[int]) -> None:
    assert list(broken(text)) == at
