"""The page says what our catalogue says: no other catalogue, ours or of a library, has another word for the same text.

Django lays all catalogues over each other, so that a short text without a context gets the word of whichever comes
first. The remedy is one word in both, or a context of its own (``pgettext``).
"""

from pathlib import Path

import polib
import pytest
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext

SRC = Path(__file__).parents[2] / "src" / "kopgroep"
CATALOGUES = sorted(SRC.glob("*/locale/nl/LC_MESSAGES/django.po"))
ONE, MORE = 1, 2


def said(entry: polib.POEntry) -> list[str]:
    """What a Dutch page says for a text: one sentence, or that for one and that for more."""
    text, context, plural = entry.msgid, entry.msgctxt, entry.msgid_plural
    if not plural:
        return [pgettext(context, text) if context else gettext(text)]
    return [npgettext(context, text, plural, n) if context else ngettext(text, plural, n) for n in (ONE, MORE)]


def meant(entry: polib.POEntry) -> list[str]:
    """What its own catalogue says for a text."""
    return [entry.msgstr_plural[0], entry.msgstr_plural[1]] if entry.msgid_plural else [entry.msgstr]


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.parents[3].name)
def test_the_page_says_what_the_catalogue_of_its_room_says(file: Path) -> None:
    with override("nl"):
        differing = [
            (entry.msgid, meant(entry), said(entry)) for entry in polib.pofile(str(file)) if meant(entry) != said(entry)
        ]
    assert differing == []
