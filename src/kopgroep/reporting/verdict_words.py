"""Verdicts in words: of one target, and of all of them in a sentence. Pages and reports say the same."""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from kopgroep.programme import Indicator
from kopgroep.reporting.monitor import Verdict

GOOD = {Verdict.REACHED, Verdict.ON_COURSE}


class Judged(Protocol):
    """A target with its verdict."""

    @property
    def indicator(self) -> Indicator:
        """The target."""

    @property
    def verdict(self) -> Verdict:
        """How it stands."""


def verdict_word(verdict: Verdict) -> str:
    """A verdict in one or two words."""
    words = {
        Verdict.REACHED: _("reached"),
        Verdict.ON_COURSE: _("on course"),
        Verdict.NEARLY: _("just short"),
        Verdict.BEHIND: _("behind"),
        Verdict.AHEAD: _("not begun yet"),
        Verdict.REFERENCE: _("to compare"),
    }
    return words[verdict]


def number_word(number: int) -> str:
    """A small number in letters, a larger one in figures."""
    small = (
        pgettext("number", "no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
    )
    words = (*small, _("nine"), _("ten"), _("eleven"), _("twelve"))
    return words[number] if number < len(words) else str(number)


def running[T: Judged](targets: Sequence[T]) -> list[T]:
    """The targets of which the period has begun; what is only compared with is no target."""
    return [each for each in targets if each.verdict not in {Verdict.REFERENCE, Verdict.AHEAD}]


def good(targets: Sequence[Judged]) -> int:
    """How many are reached or on course."""
    return sum(each.verdict in GOOD for each in running(targets))


def conclusion(targets: Sequence[Judged]) -> str:
    """How many of the targets are reached or on course, in one sentence."""
    some, whole = good(targets), len(running(targets))
    if not whole:
        compared = any(each.verdict is Verdict.REFERENCE for each in targets)
        begins = any(each.verdict is Verdict.AHEAD for each in targets)
        only = _("These figures are only to compare with: none of them is a target.")
        return only if compared and not begins else _("No target has begun yet.")
    if some == 0:
        return _("None of the targets is on course.")
    if some == whole:
        return _("All targets are on course or reached.")
    sentence = ngettext(
        "%(some)s of the %(all)s targets is on course or reached.",
        "%(some)s of the %(all)s targets are on course or reached.",
        some,
    ) % {"some": number_word(some), "all": number_word(whole)}
    return sentence[0].upper() + sentence[1:]


def asks_attention(targets: Sequence[Judged]) -> list[str]:
    """What lies behind and what is just short, by name: one sentence each."""
    language, sentences = get_language() or "nl", []
    for verdict, sentence in (
        (Verdict.BEHIND, _("Behind: %(names)s.")),
        (Verdict.NEARLY, _("Just short: %(names)s.")),
    ):
        names = [each.indicator.name.in_(language) for each in targets if each.verdict is verdict]
        if names:
            sentences.append(sentence % {"names": ", ".join([names[0], *(n[0].lower() + n[1:] for n in names[1:])])})
    return sentences
