"""The few words that a report has of itself, in its own language and not in that of whoever makes it."""

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext


def fixed_words(language: str) -> dict[str, str]:
    """Every fixed word by its name."""
    with override(language):
        return {
            "contents": _("Contents"),
            "skip": _("Go to the report"),
            "facts": _("About this report"),
            "empty": _("There is nothing to show here yet."),
            "links": _("An underlined figure leads to the lines behind it, for who may see them."),
            "figures": _("The figures of this drawing"),
            "read_me": _("Read me"),
            "sheet": _("Sheet"),
            "holds": _("What it holds"),
            "rows": _("Rows"),
            "back": _("To the list of sheets"),
            "page": _("Page"),
            "of": pgettext("page 1 of 2", "of"),
        }
