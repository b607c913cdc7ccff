"""Every text of the interface has its Dutch, and the compiled catalogues say the same as the written ones."""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

SRC = Path(__file__).parents[2] / "src" / "kopgroep"
CATALOGUES = sorted(SRC.glob("*/locale/nl/LC_MESSAGES/django.po"))
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_MARKS = {"ngettext", "ngettext_lazy"}
CONTEXT_MARKS = {"pgettext", "pgettext_lazy"}
STRING = re.compile(r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""")
CALL = re.compile(rf"(?<!\w)(pgettext|ngettext|gettext|_)\(\s*((?:{STRING.pattern}\s*,?\s*)+)")
ROOMS = sorted({path.parent for path in SRC.glob("*/__init__.py")})


def texts_of_code(source: str) -> Iterator[str]:
    """The texts that Python code marks for translation."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
            continue
        place = 1 if node.func.id in CONTEXT_MARKS else 0
        known = node.func.id in MARKS | PLURAL_MARKS | CONTEXT_MARKS
        if known and isinstance(node.args[place], ast.Constant) and isinstance(node.args[place].value, str):
            yield str(node.args[place].value)


def texts_of_template(source: str) -> Iterator[str]:
    """The texts that a template marks, through Django's own turning of templates into something like code."""
    for call in CALL.finditer(templatize(source)):
        words = [ast.literal_eval(text) for text in STRING.findall(call[2])]
        yield words[1] if call[1].startswith("p") else words[0]


def marked_in(room: Path) -> set[str]:
    """All texts that a room marks for translation."""
    code = {text for file in room.rglob("*.py") for text in texts_of_code(file.read_text(encoding="utf-8"))}
    pages = {t for file in room.glob("templates/**/*.*") for t in texts_of_template(file.read_text(encoding="utf-8"))}
    return {text for text in code | pages if text}


def test_marks_are_found_in_code_and_in_templates() -> None:
    assert set(texts_of_code('x = _("Een"); y = ngettext("Twee", "Tweeën", n); pgettext("toets", "Drie")')) == {
        "Een",
        "Twee",
        "Drie",
    }
    page = '{% load i18n %}{% translate "Vier" %}{% blocktranslate trimmed %}Vijf {{ n }}{% endblocktranslate %}'
    assert set(texts_of_template(page)) == {"Vier", "Vijf %(n)s"}


@pytest.mark.parametrize(
    "room", sorted({path.parent for path in SRC.glob("*/__init__.py")}), ids=lambda room: room.name
)
def test_every_text_of_a_room_is_in_its_catalogue(room: Path) -> None:
    catalogue = room / "locale/nl/LC_MESSAGES/django.po"
    known = {entry.msgid for entry in polib.pofile(str(catalogue))} if catalogue.exists() else set()
    assert marked_in(room) - known == set()


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[3].name)
def test_every_text_has_its_dutch_and_none_is_a_guess(file: Path) -> None:
    catalogue = polib.pofile(str(file))
    assert [entry.msgid for entry in catalogue if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[3].name)
def test_compiled_catalogue_says_the_same(file: Path) -> None:
    with file.with_suffix(".mo").open("rb") as compiled:
        said = gettext.GNUTranslations(compiled)
    plain = [entry for entry in polib.pofile(str(file)) if not entry.msgid_plural]
    differing = [
        entry.msgid
        for entry in plain
        if (said.pgettext(entry.msgctxt, entry.msgid) if entry.msgctxt else said.gettext(entry.msgid)) != entry.msgstr
    ]
    assert differing == []
