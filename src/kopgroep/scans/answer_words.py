"""The words around an answer: what stands in a box, what is wrong with an answer, and the ways out of a question."""

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.programme.scans.conditions import NO, PARTLY, YES
from kopgroep.scans.engine.answers import LONGEST_TEXT, Reason, WrongAnswerError
from kopgroep.scans.engine.states import State

WORDS: dict[str, str | Promise] = {
    YES: gettext_lazy("Yes"),
    PARTLY: gettext_lazy("Partly"),
    NO: gettext_lazy("No"),
}
"""The answers that every scan has, in words; those of a list are the programme's own."""

STATES: dict[State, str | Promise] = {
    State.DONT_KNOW: gettext_lazy("I do not know"),
    State.NOT_APPLICABLE: gettext_lazy("Does not apply to us"),
}


GROUPED_FROM = 10_000
"""From here on a number is easier to read with marks for thousands."""


def states_of(item: Item) -> list[tuple[State, str | Promise]]:
    """The answers that are no answer and may be given to this question."""
    allowed = {State.DONT_KNOW: item.dont_know, State.NOT_APPLICABLE: item.not_applicable}
    return [(state, STATES[state]) for state, may in allowed.items() if may]


def options_of(scan: Scan, item: Item, language: str) -> list[tuple[str, str | Promise]]:
    """Code and words of every answer to choose from or to tick; empty for numbers, dates and text."""
    if item.kind in (ItemKind.CHOICE, ItemKind.MANY):
        return [(option.code, option.name.in_(language)) for option in scan.options(item)]
    return [(word, WORDS[word]) for word in item.words]


def fault_words(scan: Scan, error: WrongAnswerError) -> str:
    """What is wrong with an answer and what to do, in one sentence."""
    limit = plain_number(error.limit) if error.limit is not None else ""
    item = scan.items.get(error.item)
    if error.reason is Reason.NOT_AN_OPTION and item and item.kind is ItemKind.MANY:
        return _("Choose from the list.")
    match error.reason:
        case Reason.UNKNOWN_ITEM:
            return _("This scan has no such question.")
        case Reason.STATE_NOT_ALLOWED:
            return _("This question needs an answer.")
        case Reason.NOT_AN_OPTION | Reason.NOT_AN_ANSWER:
            return _("Choose one of the answers.")
        case Reason.TOO_MANY:
            return _("Tick at most %(limit)s.") % {"limit": limit}
        case Reason.GOES_ALONE:
            return _("One of these answers goes with no other one. Untick it, or the others.")
        case Reason.NOT_A_NUMBER:
            return _("Fill in a number in digits, such as 12 or 12,5.")
        case Reason.TOO_LOW:
            return _("Fill in %(limit)s or more.") % {"limit": limit}
        case Reason.TOO_HIGH:
            return _("Fill in %(limit)s at most.") % {"limit": limit}
        case Reason.TOO_MANY_DECIMALS if error.limit:
            count = int(error.limit)
            return ngettext(
                "Use at most %(limit)s digit after the comma.", "Use at most %(limit)s digits after the comma.", count
            ) % {"limit": limit}
        case Reason.TOO_MANY_DECIMALS:
            return _("Fill in a whole number.")
        case Reason.NOT_A_DATE:
            return _("Choose a day, or write it as 2023-05-15.")
        case Reason.NOT_A_TEXT:
            return _("Write a few words.")
        case Reason.TOO_LONG:
            return _("Use at most %(limit)s characters.") % {"limit": plain_number(LONGEST_TEXT)}


def plain_number(value: float, *, in_box: bool = False) -> str:
    """A number as people write it in the language of the page, without noughts at its end.

    In a box it stands without marks for thousands, so that what is shown can only be read back as what it is.
    """
    whole = float(value).is_integer()
    grouped = not in_box and abs(value) >= GROUPED_FROM
    return number_format(int(value) if whole else value, use_l10n=True, force_grouping=grouped)
