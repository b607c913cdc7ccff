"""One conversation: who spoke with a company lately or is about to, and how much a company is asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import Q

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.models import Appointment, Referral
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind as Kind


@dataclass(frozen=True)
class Talk:
    """One conversation with a company, held or planned."""

    on: date
    what: str
    """``contact``, ``intake``, ``hours``, ``appointment`` or ``partner``."""
    who: str
    """Name of the colleague; empty for a partner."""
    partner: str = ""
    """Code of the partner; empty for a colleague."""
    channel: str = ""
    """Code of the channel, where it is known."""
    planned: bool = False

    @property
    def organisation(self) -> str:
        """Name of the partner; empty for the programme itself."""
        if not self.partner:
            return ""
        return next((p.name for p in current().partners if p.code == self.partner), self.partner)


WHAT = {Kind.CONTACT_HELD: "contact", Kind.INTAKE_HELD: "intake", Kind.HOURS_WRITTEN: "hours"}


def _spoken() -> EntryQuerySet:
    """Lines that say somebody of the programme spoke with a company; hours of preparation and travel alone do not."""
    spoke = Q(kind__in=[Kind.CONTACT_HELD, Kind.INTAKE_HELD]) | Q(kind=Kind.HOURS_WRITTEN, detail__contact__gt=0)
    return Entry.objects.standing().filter(spoke)


def recent_conversations(
    company: Company,
    *,
    on: date,
    days: int | None = None,
    but: User | None = None,
    leave_out: Appointment | None = None,
) -> list[Talk]:
    """Every conversation with a company within ``days`` of a day, by colleagues other than ``but`` and by partners.

    Held ones are those before the day, planned ones on either side of it; the nearest to the day first. ``days`` is
    the programme's own number when it is not given. Three queries.
    """
    span = timedelta(days=current().clocks.one_conversation_days if days is None else days)
    since, until, now = on - span, on + span, today()
    found = [
        *_colleagues(company, since=since, until=min(on, now), but=but),
        *_appointments(company, since=max(since, now), until=until, but=but, leave_out=leave_out),
        *_partners(company, since=since, until=until, held_until=min(on, now), now=now),
    ]
    return sorted(found, key=lambda talk: (abs((talk.on - on).days), talk.planned, talk.who, talk.partner))


def _colleagues(company: Company, *, since: date, until: date, but: User | None) -> list[Talk]:
    lines = _spoken().of(company).filter(happened_on__gte=since, happened_on__lte=until)
    if but:
        lines = lines.exclude(actor=but)
    found: dict[tuple[date, str], Talk] = {}
    # Whoever wrote a contact, an intake and hours on one day spoke once; the contact tells most.
    for line in lines.select_related("actor").order_by("kind", "pk"):
        who = line.actor.name if line.actor else ""
        channel = str(line.detail.get("channel", ""))
        talk = Talk(on=line.happened_on, what=WHAT[Kind(line.kind)], who=who, channel=channel)
        found.setdefault((talk.on, who), talk)
    return list(found.values())


def _appointments(
    company: Company, *, since: date, until: date, but: User | None, leave_out: Appointment | None
) -> list[Talk]:
    rows = Appointment.objects.standing().filter(company=company, contact=None, held_on__gte=since, held_on__lte=until)
    if but:
        rows = rows.exclude(owner=but)
    if leave_out:
        rows = rows.exclude(pk=leave_out.pk)
    rows = rows.select_related("owner").order_by("starts_at", "pk")
    return [
        Talk(on=row.held_on, what="appointment", who=row.owner.name, channel=row.channel, planned=True) for row in rows
    ]


def _partners(company: Company, *, since: date, until: date, held_until: date, now: date) -> list[Talk]:
    near = Q(contacted_on__gte=since, contacted_on__lte=held_until)
    near |= Q(appointment_on__gte=since, appointment_on__lte=until)
    rows = Referral.objects.filter(near, company=company).order_by("pk")
    found: dict[tuple[date, str], Talk] = {}
    for row in rows:
        if row.contacted_on and since <= row.contacted_on <= held_until:
            found[row.contacted_on, row.partner] = Talk(row.contacted_on, "partner", "", row.partner)
        meets = row.appointment_on
        if meets and since <= meets <= until and (row.is_open or meets <= now):
            talk = Talk(meets, "partner", "", row.partner, planned=meets > now)
            if talk.planned or meets <= held_until:
                found.setdefault((meets, row.partner), talk)
    return list(found.values())


class Load(StrEnum):
    """How much a company is asked, as a word."""

    CALM = "calm"
    BUSY = "busy"
    """From half of the programme's limit on."""
    TOO_MUCH = "too_much"
    """From the programme's limit on."""


@dataclass(frozen=True)
class Pressure:
    """The conversations held with a company in the programme's number of days up to a day.

    One person who speaks with a company on one day has one conversation, in however many rows it was written down.
    """

    conversations: int = 0
    organisations: int = 0
    """How many organisations held them: the programme counts as one, each partner as one."""

    @property
    def load(self) -> Load:
        """The figure as a word."""
        limit = current().clocks.pressure_high
        if self.conversations >= limit:
            return Load.TOO_MUCH
        return Load.BUSY if 2 * self.conversations >= limit else Load.CALM


def pressure(company: Company, *, on: date) -> Pressure:
    """How much one company is asked."""
    return pressures([company.pk], on=on)[company.pk]


def pressures(company_ids: Collection[int], *, on: date) -> dict[int, Pressure]:
    """How much each of these companies is asked, in two queries however many they are."""
    after = on - timedelta(days=current().clocks.pressure_days)
    about = Q(company__in=company_ids) | Q(company__merged_into__in=company_ids)
    ours = _spoken().filter(about, happened_on__gt=after, happened_on__lte=on).order_by()
    talks: dict[int | None, set[tuple[date, str]]] = {pk: set() for pk in company_ids}
    for company, stayed, day, actor in ours.values_list("company", "company__merged_into", "happened_on", "actor"):
        talks.setdefault(stayed or company, set()).add((day, f"{actor}"))
    inside = Q(contacted_on__gt=after, contacted_on__lte=on) | Q(appointment_on__gt=after, appointment_on__lte=on)
    theirs = Referral.objects.filter(inside, company__in=company_ids).order_by()
    for company, partner, *days in theirs.values_list("company", "partner", "contacted_on", "appointment_on"):
        talks[company] |= {(day, f"partner:{partner}") for day in days if day and after < day <= on}
    return {pk: _counted(talks[pk]) for pk in company_ids}


def _counted(talks: set[tuple[date, str]]) -> Pressure:
    organisations = {who if who.startswith("partner:") else "" for _day, who in talks}
    return Pressure(conversations=len(talks), organisations=len(organisations))
