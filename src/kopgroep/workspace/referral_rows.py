"""A referral on a page: its state as a word with a shape, whose turn it is and until when, and its steps."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.answering import Step
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral_states import Mover, State
from kopgroep.casework.referral_words import mover_word, state_word, task_word
from kopgroep.companies.models import Company

WELL = (State.ACCEPTED, State.CONTACTED, State.ACTIVE, State.RESULT_KNOWN)
TURNED_DOWN = (State.DECLINED, State.EXPIRED)


@dataclass(frozen=True)
class Row:
    """What a list or a page says of one referral."""

    referral: Referral
    on: date

    @property
    def word(self) -> str:
        """Where it stands."""
        return state_word(self.referral.state)

    @property
    def shape(self) -> str:
        """The shape that goes with the word."""
        state = State(self.referral.state)
        if not self.referral.is_open:
            return "rest"
        if self.late or state in TURNED_DOWN:
            return "late"
        return "ok" if state in WELL else "near"

    @property
    def late(self) -> bool:
        """Whether the term has passed."""
        return bool(self.referral.due_on and self.referral.due_on < self.on)

    @property
    def who(self) -> str:
        """Whose turn it is: the name of the adviser or the partner, or the entrepreneur; empty when it has ended."""
        turn = self.referral.turn
        if turn is None:
            return ""
        names = {Mover.ADVISER: self.referral.owner.name, Mover.PARTNER: self.referral.organisation.name}
        return names.get(turn.mover, mover_word(turn.mover))

    @property
    def mover(self) -> str:
        """Whose turn it is, without a name; empty when it has ended."""
        return mover_word(self.referral.turn.mover) if self.referral.turn else ""

    @property
    def task(self) -> str:
        """What is waited for."""
        return task_word(self.referral.state)

    @property
    def left(self) -> str:
        """How many working days are left, or how many it is too late; empty when it has ended."""
        days = self.referral.days_left(self.on)
        if days is None:
            return ""
        if self.late:
            return ngettext("%(n)s working day too late", "%(n)s working days too late", -days) % {"n": -days}
        if days == 0:
            return _("today at the latest")
        return ngettext("%(n)s working day left", "%(n)s working days left", days) % {"n": days}

    @property
    def partner(self) -> str:
        """The name of the partner."""
        return self.referral.organisation.name


def steps_of(referral: Referral) -> list[Step]:
    """From consent to the end, each with the day on which it was done; the first without a day is where it is now."""
    consent = referral.consent.answered_on if referral.consent else None
    days = [
        (_("Consent"), consent),
        (_("Accepted"), referral.accepted_on),
        (_("In contact"), referral.contacted_on),
        (_("Result"), referral.result_on),
        (_("Closed"), referral.closed_on),
    ]
    done = max((number for number, (_name, on) in enumerate(days) if on), default=-1)
    # Turned down, it goes nowhere until the adviser finds another way.
    now = done + 1 if referral.is_open and referral.state not in TURNED_DOWN else None
    return [
        Step(name, "done" if number <= done else "now" if number == now else "ahead", on)
        for number, (name, on) in enumerate(days)
    ]


def open_referrals(company: Company, *, user: User) -> list[Row]:
    """The referrals of a company with which somebody must still do something, whose term ends first on top."""
    rows = Referral.objects.visible_to(user).open().filter(company=company).select_related("owner")
    return [Row(referral, today()) for referral in rows.order_by("due_on", "pk")]


def referrals_of(question: Question, *, user: User) -> list[Row]:
    """All referrals of one question, the latest first."""
    rows = Referral.objects.visible_to(user).about(question).select_related("owner")
    return [Row(referral, today()) for referral in rows.order_by("-made_on", "-pk")]
