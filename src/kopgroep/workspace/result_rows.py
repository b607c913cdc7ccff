"""A result on a page: three amounts beside each other, its state as a word with a shape, and what can be done."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.results import MOST_ROUNDS
from kopgroep.casework.models import Result
from kopgroep.casework.result_links import last_day
from kopgroep.casework.result_words import amount_words, kind_word, state_shape, state_word, unit_of

State = Result.State
MOST = 5
"""So many results on the page of a company or a trajectory; the list has them all."""


@dataclass(frozen=True)
class Row:
    """What a list or a page says of one result."""

    result: Result

    @property
    def word(self) -> str:
        """Where it stands."""
        return state_word(self.result.state)

    @property
    def shape(self) -> str:
        """The shape that goes with the word."""
        return state_shape(self.result.state)

    @property
    def kind(self) -> str:
        """The name of the kind."""
        return kind_word(self.result.kind)

    @property
    def amounts(self) -> list[tuple[str, str]]:
        """Forecast, stated and verified, each with its name; empty where nobody said so yet."""
        unit, result = unit_of(self.result.kind), self.result
        return [
            (_("Forecast by the adviser"), amount_words(result.forecast, unit)),
            (_("Stated by the company"), amount_words(result.stated, unit)),
            (pgettext("result", "Verified"), amount_words(result.verified, unit)),
        ]

    @property
    def may_be_asked(self) -> bool:
        """Whether the company can be asked now."""
        again = self.result.state == State.UNANSWERED and self.result.round < MOST_ROUNDS
        return (self.result.state == State.FORECAST or again) and self.result.happened_on <= today()

    @property
    def until(self) -> Any:
        """Until when an answer is awaited; None when none is."""
        return last_day(self.result) if self.result.state == State.ASKED else None

    def may_verify(self, user: User) -> bool:
        """Whether this person may say what a register shows: never who wrote the result down."""
        mine = self.result.written_by_id == user.pk
        return self.result.state == State.STATED and not mine and user.may(Permission.VERIFY_RESULT)

    def may_withdraw(self, user: User) -> bool:
        """Whether this person may take it back."""
        return self.result.state != State.WITHDRAWN and user.may(Permission.RECORD_RESULT)


def results_from(user: User, **of: Any) -> list[Row]:
    """The latest results of a company or a trajectory that this person may see."""
    return [Row(result) for result in Result.objects.visible_to(user).filter(**of)[:MOST]]


def history_of(result: Result) -> list[AuditEvent]:
    """What happened with one result, the latest first."""
    events = AuditEvent.objects.filter(subject_type="result", subject_id=result.pk).select_related("actor")
    return list(events.order_by("-pk"))
