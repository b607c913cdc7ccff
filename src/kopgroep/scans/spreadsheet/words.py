"""The words of a scan's spreadsheet, in every language in which one may come back."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.scans.answer_words import options_of

SCAN, VERSION = _("Scan"), _("Version")
CODE, QUESTION, KIND, ALLOWED, ANSWER = _("Code"), _("Question"), _("Kind"), _("What you may fill in"), _("Answer")
COLUMNS = (CODE, QUESTION, KIND, ALLOWED, ANSWER)
"""The columns from the left."""

TICK_SIGN = "/"
"""Between the code of a question and that of one of its ticks; neither of them can hold it."""
NONE_OF_THESE = _("none of these")

KINDS: dict[ItemKind, Promise] = {
    ItemKind.YES_NO: _("yes or no"),
    ItemKind.YES_PARTLY_NO: _("yes, partly or no"),
    ItemKind.CHOICE: _("one of the list"),
    ItemKind.MANY: _("several of the list"),
    ItemKind.NUMBER: _("number"),
    ItemKind.DATE: _("date"),
    ItemKind.TEXT: _("text"),
}


def fold(text: str) -> str:
    """A word as it is recognised: without capitals, quotes of either kind, spaces around it or a full stop."""
    return " ".join(text.replace("’", "'").replace("\N{NO-BREAK SPACE}", " ").split()).strip(" .").casefold()


def everywhere(word: str | Promise) -> set[str]:
    """A word of ours, folded, in every language of the pages."""
    found = set()
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.add(fold(str(word)))
    return found


def names_of(scan: Scan, item: Item, language: str) -> dict[str, str]:
    """The words of an answer by their code, as they are shown in one language."""
    with translation.override(language):
        return {code: str(name) for code, name in options_of(scan, item, language)}


def known_words(scan: Scan, item: Item) -> dict[str, str]:
    """Every way to write an answer, folded, with its code. A code itself is one, and goes before a name."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        for code, name in names_of(scan, item, language).items():
            found.setdefault(fold(name), code)
    return found | {fold(code): code for code in scan.words(item)}
