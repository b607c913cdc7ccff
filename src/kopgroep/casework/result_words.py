"""A stated result in words: how far it is, and amounts with their unit. Said in the language of the page."""

from decimal import Decimal

from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import gettext as _

from kopgroep.base.money import amount, euros
from kopgroep.casework.models import Result
from kopgroep.programme import current
from kopgroep.programme.kinds import Unit

State = Result.State
HUNDRED = 100


def state_word(state: str) -> str:
    """Where a result stands, in a word or two."""
    return {
        State.FORECAST: _("forecast"),
        State.ASKED: _("asked"),
        State.STATED: _("stated"),
        State.DENIED: _("denied"),
        State.UNANSWERED: _("no answer"),
        State.VERIFIED: pgettext("result", "verified"),
        State.WITHDRAWN: _("withdrawn"),
    }[State(state)]


def state_shape(state: str) -> str:
    """The shape that goes with the word."""
    shapes = {State.VERIFIED: "ok", State.STATED: "ok", State.ASKED: "near", State.UNANSWERED: "late"}
    return shapes.get(State(state), "rest")


def kind_word(code: str) -> str:
    """The name of a kind of result; the code itself when the programme no longer knows it."""
    kinds = {kind.code: kind.name.in_(get_language() or "nl") for kind in current().results.kinds}
    return kinds.get(code, code)


def without_word(code: str) -> str:
    """What would have happened without the help, as the company chose it; empty when nothing was chosen."""
    answers = {answer.code: answer.name.in_(get_language() or "nl") for answer in current().results.without}
    return answers.get(code, code)


def unit_of(code: str) -> Unit:
    """In what a kind of result is counted. Raises UnknownCodeError."""
    return current().result_kind(code).unit


def unit_word(unit: Unit) -> str:
    """The unit beside a field to fill in."""
    return {
        Unit.PERSONS: _("number of people"),
        Unit.FTE: _("in full-time jobs (fte)"),
        Unit.EUROS: _("in euros"),
        Unit.TIMES: _("how many"),
    }[unit]


def amount_words(value: Decimal | None, unit: Unit) -> str:
    """An amount with its unit, such as ``3 mensen`` or ``€ 40.000``; empty for None."""
    if value is None:
        return ""
    language = get_language() or "nl"
    if unit is Unit.EUROS:
        return euros(int(value * HUNDRED), language)
    figure = amount(value.normalize(), language, decimals=_decimals(value))
    if unit is Unit.PERSONS:
        return npgettext("result", "%(n)s person", "%(n)s people", int(value)) % {"n": figure}
    return _("%(n)s fte") % {"n": figure} if unit is Unit.FTE else _("%(n)s times") % {"n": figure}


def _decimals(value: Decimal) -> int:
    """As many decimals as say something, two at most."""
    cents = int(value * HUNDRED)
    if cents % HUNDRED == 0:
        return 0
    return 1 if cents % 10 == 0 else 2
