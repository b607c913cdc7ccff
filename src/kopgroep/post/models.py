"""Letters: every mail that an act writes, kept in the transaction of that act, with how far it came."""

import re
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import make_msgid
from django.db import models
from django.db.models import Q

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission

LINK = re.compile(r"https?://\S+")


def new_message_id() -> str:
    """The Message-ID of a new letter, under the domain that the mail comes from."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip(" >") or "localhost"
    return make_msgid(domain=domain)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Questions about the outbox."""

    def visible_to(self, user: User) -> "LetterQuerySet":
        """The letters that this person may look after: all or none."""
        return self if user.may(Permission.SEE_POST) else self.none()

    def due(self, moment: datetime) -> "LetterQuerySet":
        """What waits and may leave now, the oldest first. ``moment`` is of the real clock."""
        may_leave = Q(not_before=None) | Q(not_before__lte=moment)
        return self.filter(may_leave, state=Letter.State.WAITING).order_by("pk")

    def stuck(self, *, since: datetime) -> "LetterQuerySet":
        """What was taken before a moment of the real clock, and of which nothing was heard after that."""
        return self.filter(state=Letter.State.SENDING, taken_at__lt=since)

    def of(self, subject: models.Model) -> "LetterQuerySet":
        """The letters about one row of another room, the oldest first."""
        return self.filter(subject_type=subject._meta.model_name, subject_id=subject.pk).order_by("pk")


class Letter(models.Model):
    """One mail to one address.

    ``written_at`` and ``sent_at`` are moments of the programme's clock, for people to read. ``not_before`` and
    ``taken_at`` are of the real clock, because a demonstration's clock stands still while machines wait.

    A letter may hold a link that is a key. So once it was sent or dropped the links, the HTML and the attachments are
    gone from the database, and some weeks later the text too (``delivery.forget``).
    """

    class State(models.TextChoices):
        """How far it came. Only ``delivery`` and the two decisions in ``actions`` change it."""

        WAITING = "waiting"
        """Still to leave, now or after ``not_before``."""
        SENDING = "sending"
        """In the hands of a worker since ``taken_at``."""
        SENT = "sent"
        """Accepted by the mail server."""
        FAILED = "failed"
        """Surely not sent, and not tried again by itself."""
        DOUBTFUL = "doubtful"
        """The worker or the line broke in the middle: perhaps sent. Never sent again by itself."""
        DROPPED = "dropped"
        """A person decided that it need not leave."""

    key = models.CharField(max_length=120, unique=True)
    """Names the act, so that writing the same act twice gives one letter."""
    kind = models.CharField(max_length=60)
    to = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list, blank=True)
    """Of each attachment: ``name``, ``mimetype`` and ``content``, as text."""
    language = models.CharField(max_length=10)
    reply_to = models.EmailField(blank=True)
    company_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    """The company it is about. No foreign key: this room stands below the companies."""
    subject_type = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    message_id = models.CharField(max_length=200, unique=True, default=new_message_id)
    """Stable over all attempts, so that a mail program can see that two are one."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=500, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "id"], name="letter_state"),
            models.Index(fields=["subject_type", "subject_id"], name="letter_of_subject"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sending", "sent", "failed", "doubtful", "dropped"]),
                name="letter_known_state",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="letter_sent_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["sending", "sent", "doubtful"]) | Q(taken_at__isnull=False, attempts__gt=0),
                name="letter_taken_before_sent",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["failed", "doubtful"]) | ~Q(last_error=""), name="letter_fault_has_words"
            ),
            # What may still leave must be whole.
            models.CheckConstraint(
                condition=Q(state__in=["sent", "dropped"]) | ~Q(text=""), name="letter_unsent_has_text"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def undecided(self) -> bool:
        """Whether a person must say what happens with it."""
        return self.state in {self.State.FAILED, self.State.DOUBTFUL}


def without_links(text: str, word: str = "[…]") -> str:
    """A text with a word in the place of every web address."""
    return LINK.sub(word, text)


def emptied(letter: Letter) -> dict[str, Any]:
    """The fields of a letter that is done, without what could open a door."""
    return {"text": without_links(letter.text), "html": "", "attachments": []}
