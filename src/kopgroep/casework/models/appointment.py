"""Appointments with a company, what came in as a calendar invitation, and the private link to a calendar."""

from datetime import date, datetime, timedelta

from django.db import models

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import ZONE
from kopgroep.casework.models.contact import Contact
from kopgroep.casework.models.journey import Journey
from kopgroep.casework.models.question import Question
from kopgroep.companies.models import Company, Person


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Questions about appointments."""

    def visible_to(self, user: User) -> "AppointmentQuerySet":
        """The appointments that this person may see."""
        return self if user.may(Permission.SEE_COMPANIES) else self.none()

    def standing(self) -> "AppointmentQuerySet":
        """Not cancelled."""
        return self.filter(cancelled_on=None)

    def unwritten(self, on: date) -> "AppointmentQuerySet":
        """Before a day, not cancelled, and without the contact moment that came of it."""
        return self.standing().filter(held_on__lt=on, contact=None).order_by("starts_at", "pk")


class Appointment(models.Model):
    """One planned conversation with a company."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="appointments")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, null=True, related_name="appointments")
    journey = models.ForeignKey(Journey, on_delete=models.PROTECT, null=True, related_name="appointments")
    owner = models.ForeignKey(User, on_delete=models.PROTECT, related_name="appointments")
    """Who goes."""
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    """Who planned it."""
    subject = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    held_on = models.DateField()
    """The day of ``starts_at`` in the programme's own time zone."""
    minutes = models.PositiveSmallIntegerField(default=60)
    channel = models.CharField(max_length=20)
    place = models.CharField(max_length=200, blank=True)
    invite = models.EmailField(blank=True)
    """Where the invitation was mailed; empty when none was wanted."""
    despite = models.CharField(max_length=300, blank=True)
    """Why it is planned although somebody spoke with the company shortly before."""
    uid = models.CharField(max_length=120, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    """Counts the changes, as calendars expect (RFC 5545)."""
    cancelled_on = models.DateField(null=True)
    cancel_reason = models.CharField(max_length=300, blank=True)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, null=True, related_name="appointment")
    """What came of it."""
    submission = models.UUIDField(unique=True)
    version = models.PositiveIntegerField(default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["owner", "starts_at"]), models.Index(fields=["company", "-held_on"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(cancelled_on=None) | models.Q(contact=None), name="cancelled_has_no_contact"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at.astimezone(ZONE):%Y-%m-%d %H:%M} {self.subject}"

    @property
    def ends_at(self) -> datetime:
        """The moment at which it ends."""
        return self.starts_at + timedelta(minutes=self.minutes)


class ContactDraftQuerySet(models.QuerySet["ContactDraft"]):
    """Questions about contact moments that still wait for a person."""

    def visible_to(self, user: User) -> "ContactDraftQuerySet":
        """One's own drafts and those of nobody, for who records contacts; a manager of people sees all."""
        if not user.may(Permission.RECORD_CONTACT):
            return self.none()
        if user.may(Permission.HAND_OVER):
            return self
        return self.filter(models.Q(owner=user) | models.Q(owner=None))

    def open(self) -> "ContactDraftQuerySet":
        """Neither kept nor dropped; the oldest first."""
        return self.filter(state=ContactDraft.State.OPEN).order_by("starts_at", "pk")


class ContactDraft(models.Model):
    """A conversation read from a calendar invitation. It counts for nothing until somebody keeps it as a contact."""

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        KEPT = "kept"
        DROPPED = "dropped"

    class Source(models.TextChoices):
        """Where it came from."""

        UPLOAD = "upload"
        MAILBOX = "mailbox"

    uid = models.CharField(max_length=255, unique=True)
    """The calendar's own key: the same invitation twice gives one draft."""
    sequence = models.PositiveIntegerField(default=0)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="contact_drafts")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, null=True, related_name="contact_drafts")
    starts_at = models.DateTimeField()
    held_on = models.DateField()
    minutes = models.PositiveIntegerField(default=0)
    channel = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=200)
    attendees = models.JSONField(default=list)
    """Name and address of each who was invited: ``[{"name": …, "email": …}]``."""
    source = models.CharField(max_length=10, choices=Source)
    received_at = models.DateTimeField()
    cancelled = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    contact = models.OneToOneField(Contact, on_delete=models.PROTECT, null=True, related_name="draft")
    version = models.PositiveIntegerField(default=1)

    objects = ContactDraftQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["owner", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="kept", contact__isnull=False)
                | ~models.Q(state="kept") & models.Q(contact=None),
                name="kept_draft_has_contact",
            )
        ]

    def __str__(self) -> str:
        return self.title


class AgendaLink(models.Model):
    """The private address under which somebody's calendar can be read. Only a digest of the secret is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="agenda_links")
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the secret part of the address, 64 hexadecimal digits."""
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user"], condition=models.Q(ended_at=None), name="one_open_agenda_link")
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.made_at:%Y-%m-%d}"
