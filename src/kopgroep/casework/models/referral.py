"""A referral: a question handed to a partner, with who moves next and by when, until both sides say how it ended."""

from datetime import date

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.working_days import working_days_between
from kopgroep.casework.models import referral_states as states
from kopgroep.casework.models.question import Question
from kopgroep.companies.models import Company, Consent, Person
from kopgroep.partners.models import partners_of
from kopgroep.programme import Partner, current

ENDED = [state.value for state in states.ENDS]
# Before these states nothing left the house, so nothing needed a yes.
UNSHARED = [states.State.DRAFT.value, states.State.CONSENT_ASKED.value, states.State.WITHDRAWN.value]


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Questions about referrals."""

    def visible_to(self, user: User) -> "ReferralQuerySet":
        """All for who may see referrals; for a partner the cards of its own organisations that were sent to it."""
        if user.may(Permission.SEE_REFERRALS):
            return self
        if user.may(Permission.ANSWER_REFERRAL):
            return self.filter(partner__in=partners_of(user), state__in=states.SEEN_BY_PARTNER)
        return self.none()

    def open(self) -> "ReferralQuerySet":
        """Somebody must still do something."""
        return self.filter(state__in=states.OPEN)

    def overdue(self, on: date) -> "ReferralQuerySet":
        """The term of the state has passed; the longest first."""
        return self.open().filter(due_on__lt=on).order_by("due_on", "pk")

    def waiting_for(self, mover: states.Mover) -> "ReferralQuerySet":
        """Where it is the turn of the adviser, the entrepreneur or the partner."""
        theirs = models.Q(state__in=[state for state, turn in states.TURNS.items() if turn.mover is mover])
        answered = models.Q(state=states.State.RESULT_KNOWN) & ~models.Q(helped="")
        return self.filter(theirs | answered if mover is states.Mover.ADVISER else theirs & ~answered)

    def owned_by(self, user: User) -> "ReferralQuerySet":
        """The referrals that this adviser keeps an eye on."""
        return self.filter(owner=user)

    def about(self, question: Question) -> "ReferralQuerySet":
        """All referrals of one question, the re-routed ones included."""
        return self.filter(question=question)


class Referral(models.Model):
    """One question to one partner. Only ``card`` leaves the house, frozen when consent is asked."""

    State = states.State

    class Helped(models.TextChoices):
        """What the entrepreneur says in the end."""

        YES = "yes"
        PARTLY = "partly"
        NO = "no"

    reference = models.CharField(max_length=12, unique=True)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="referrals")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="referrals")
    partner = models.CharField(max_length=60)
    """Code of the organisation in the programme."""
    service = models.CharField(max_length=60, blank=True)
    """Code of the service, when one was chosen."""
    theme = models.CharField(max_length=40)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="referrals")
    """The adviser who sees to it that it comes to an end."""
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="referrals")
    contact_name = models.CharField(max_length=120)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=2, default="nl")
    ask = models.TextField(max_length=1000)
    """What the partner is asked, in words that the entrepreneur and the partner both read."""
    internal_note = models.TextField(max_length=1000, blank=True)
    """For colleagues. Never on the card."""
    card = models.JSONField(default=dict)
    """Exactly what is shared, as the entrepreneur saw it when saying yes. Empty until consent is asked."""
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, null=True, related_name="referrals")
    state = models.CharField(max_length=20, choices=states.State, default=states.State.DRAFT)
    state_on = models.DateField()
    due_on = models.DateField(null=True)
    """The last day on which the one whose turn it is moves in time."""
    made_on = models.DateField()
    asked_on = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    accepted_on = models.DateField(null=True)
    contacted_on = models.DateField(null=True)
    appointment_on = models.DateField(null=True)
    result_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    round = models.PositiveIntegerField(default=0)
    """Counts the sendings and ends: a link of an earlier round opens nothing any more."""
    decline_reason = models.CharField(max_length=40, blank=True)
    decline_note = models.CharField(max_length=500, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    outcome_note = models.CharField(max_length=1000, blank=True)
    helped = models.CharField(max_length=10, choices=Helped, blank=True)
    helped_note = models.CharField(max_length=1000, blank=True)
    helped_on = models.DateField(null=True)
    end_reason = models.CharField(max_length=300, blank=True)
    """Why it was withdrawn, or opened again."""
    previous = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="following")
    """The referral that this one replaces, after a decline or no answer."""
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        ordering = ["-made_on", "-pk"]
        indexes = [
            models.Index(fields=["owner", "state", "due_on"]),
            models.Index(fields=["partner", "state", "due_on"]),
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["company", "-made_on"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[*ENDED], due_on=None)
                | ~models.Q(state__in=[*ENDED]) & models.Q(due_on__isnull=False),
                name="open_referral_has_term",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=UNSHARED) | models.Q(consent__isnull=False),
                name="sent_referral_has_consent",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["result_known", "closed"])
                | ~models.Q(outcome="") & models.Q(result_on__isnull=False),
                name="closed_referral_has_outcome",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="declined") | ~models.Q(decline_reason=""),
                name="declined_referral_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(helped="", helped_on=None)
                | ~models.Q(helped="") & models.Q(helped_on__isnull=False),
                name="helped_and_day_together",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def turn(self) -> states.Turn | None:
        """Who moves next and by which clock; None when it has ended."""
        if self.state == states.State.RESULT_KNOWN and self.helped:
            return states.ANSWERED
        return states.TURNS.get(states.State(self.state))

    @property
    def is_open(self) -> bool:
        """Whether somebody must still do something."""
        return self.turn is not None

    @property
    def organisation(self) -> Partner:
        """The partner as the programme describes it."""
        return current().partner(self.partner)

    def days_left(self, on: date) -> int | None:
        """Working days left in the term; negative when too late, None when it has ended."""
        return working_days_between(on, self.due_on) if self.due_on else None
