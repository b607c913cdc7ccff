"""One conversation: who spoke with a company lately or is about to, and how much a company is asked."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import DateField, F, Q, QuerySet, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.models import Appointment, Referral
from kopgroep.casework.models.referral_states import OPEN
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


@dataclass(frozen=True)
class Row:
    """One row of the ledger, an appointment or a referral, as the one query of the guard gives it."""

    sort: str
    """The kind of line, ``appointment`` or ``partner``."""
    day: date | None
    meets: date | None
    """The day of a partner's appointment."""
    who: str | None
    partner: str
    channel: str | None
    state: str
    """Of a referral."""


def recent_conversations(
    company: Company,
    *,
    on: date,
    days: int | None = None,
    but: User | None = None,
    leave_out: Appointment | None = None,
) -> list[Talk]:
    """Every conversation with a company within ``days`` of a day, by colleagues other than ``but`` and by partners.

    Held ones are those up to the day, planned ones on either side of it; the nearest to the day first. An appointment
    that was not written up yet counts as held. ``days`` is the programme's own number when not given. One query.
    """
    span = timedelta(days=current().clocks.one_conversation_days if days is None else days)
    since, until, now = on - span, on + span, today()
    found: dict[tuple[date, str, str], Talk] = {}
    # Whoever wrote a contact, an intake and hours on one day spoke once; the contact comes first and tells most.
    for row in _rows(company, since=since, until=until, held_until=min(on, now), but=but, leave_out=leave_out):
        for talk in _talks(row, now=now):
            if since <= talk.on <= (until if talk.planned else min(on, now)):
                found.setdefault((talk.on, talk.who, talk.partner), talk)
    return sorted(found.values(), key=lambda talk: (abs((talk.on - on).days), talk.planned, talk.who, talk.partner))


def _talks(row: Row, *, now: date) -> Iterator[Talk]:
    if row.sort == "partner":
        if row.day:
            yield Talk(row.day, "partner", "", row.partner)
        if row.meets and (row.meets <= now or row.state in OPEN):
            yield Talk(row.meets, "partner", "", row.partner, planned=row.meets > now)
    elif row.day:
        what = "appointment" if row.sort == "appointment" else WHAT[Kind(row.sort)]
        planned = what == "appointment" and row.day >= now
        yield Talk(row.day, what, row.who or "", channel=row.channel or "", planned=planned)


def _rows(
    company: Company,
    *,
    since: date,
    until: date,
    held_until: date,
    but: User | None,
    leave_out: Appointment | None,
) -> list[Row]:
    lines = _spoken().of(company).filter(happened_on__range=(since, held_until))
    planned = Appointment.objects.standing().filter(company=company, contact=None, held_on__range=(since, until))
    if but:
        lines, planned = lines.exclude(actor=but), planned.exclude(owner=but)
    if leave_out:
        planned = planned.exclude(pk=leave_out.pk)
    near = Q(contacted_on__range=(since, held_until)) | Q(appointment_on__range=(since, until))
    parts = (
        _told(lines, F("kind"), day=F("happened_on"), who=F("actor__name"), channel=KT("detail__channel")),
        _told(planned, Value("appointment"), day=F("held_on"), who=F("owner__name"), channel=F("channel")),
        _told(
            Referral.objects.filter(near, company=company),
            Value("partner"),
            day=F("contacted_on"),
            meets=F("appointment_on"),
            partner=F("partner"),
            state=F("state"),
        ),
    )
    rows = parts[0].union(*parts[1:], all=True).order_by("told_sort", "told_day")
    return [Row(*row) for row in rows]


def _told(rows: QuerySet[Any], sort: Any, **columns: Any) -> QuerySet[Any, Any]:
    """The same seven columns of each sort of row, so that one query reads them all."""
    empty: dict[str, Any] = {"day": None, "meets": None, "who": "", "partner": "", "channel": "", "state": ""}
    found = {"sort": sort, **{name: columns.get(name, Value(value)) for name, value in empty.items()}}
    kinds = {"day": DateField(), "meets": DateField()}
    cast = {f"told_{name}": Cast(value, kinds.get(name, TextField())) for name, value in found.items()}
    told: QuerySet[Any, Any] = rows.order_by().annotate(**cast).values_list(*cast)
    return told


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
