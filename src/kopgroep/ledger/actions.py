"""Writing lines and undoing them."""

from datetime import date
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.companies.models import Company, Establishment
from kopgroep.ledger.models import Entry
from kopgroep.programme import Experience, current
from kopgroep.programme.kinds import EntryKind

MONTHS = 12
HOURS = (EntryKind.HOURS_RESERVED, EntryKind.HOURS_WRITTEN, EntryKind.HOURS_RELEASED)


def write_line(
    kind: EntryKind,
    *,
    happened_on: date,
    by: User | None,
    key: str,
    subject: models.Model | None = None,
    company: Company | None = None,
    quantity: int = 1,
    **fields: Any,
) -> Entry:
    """Write one line, inside the transaction of the act that it records.

    No permission is asked here: the act has asked its own. A second line with the same ``key`` is not written; the
    first is returned. Raises Refused when the day lies in the future.
    """
    if happened_on > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="happened_on")
    seat = company.seat if company else None
    facts = {
        "municipality_code": seat.municipality_code if seat else "",
        "sector": f"{seat.sbi_scheme}-{seat.sbi_section}" if seat and seat.sbi_section else "",
        "size_class": seat.size_class if seat else "",
        "experience": experience_of(company, seat, happened_on) if company else "",
    }
    entry, _made = Entry.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "happened_on": happened_on,
            "recorded_at": now(),
            "company": company,
            "quantity": quantity,
            "actor": by,
            "subject_type": (subject._meta.model_name or "") if subject else "",
            "subject_id": subject.pk if subject else None,
            "programme_hash": current().hash,
            **facts,
            **fields,
        },
    )
    return entry


def experience_of(company: Company, seat: Establishment | None, on: date) -> Experience:
    """Whether a company was a starter on a day: it began less than the months of the programme's clock before.

    Somebody who came before the company began is a starter too. Unknown while no register tells the first day.
    """
    began = company.started_on or (seat.started_on if seat else None)
    if began is None:
        return Experience.UNKNOWN
    months = MONTHS * (on.year - began.year) + on.month - began.month - (on.day < began.day)
    return Experience.STARTER if months < current().clocks.starter_months else Experience.ESTABLISHED


@requires(Permission.CORRECT_LINE)
@transaction.atomic
def reverse_line(entry: Entry, *, reason: str, by: User) -> Entry:
    """Undo a line by a second one with the opposite sign and a reason; the first stays as it was.

    Raises Refused without a reason, for hours (their cap is guarded where they were written), for a line that is
    already undone, and for a reversal itself.
    """
    if entry.kind in HOURS:
        raise Refused(_("Hours are corrected at their trajectory."))
    if not reason.strip():
        raise Refused(_("Say why this line is corrected."), field="reason")
    return take_back(entry, reason=reason, by=by)


def take_back(entry: Entry, *, reason: str, by: User | None) -> Entry:
    """Write the reversal of a line, for an act (such as correcting hours) that has asked its own permission."""
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    if entry.reverses_id:
        raise Refused(_("This line is itself a correction and cannot be undone. Write a new line instead."))
    if Entry.objects.filter(reverses=entry).exists():
        raise Refused(_("This line has already been corrected."))
    copied = (
        "kind",
        "company",
        "theme",
        "line",
        "source",
        "outcome",
        "municipality_code",
        "sector",
        "size_class",
        "experience",
    )
    reversal = Entry.objects.create(
        **{field: getattr(entry, field) for field in copied},
        happened_on=entry.happened_on,
        recorded_at=now(),
        quantity=-entry.quantity,
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        actor=by,
        reverses=entry,
        reason=reason.strip(),
        key=f"reverses:{entry.pk}",
        programme_hash=current().hash,
    )
    note("reverse", entry, by=by, company_id=entry.company_id, reason=reason.strip())
    return reversal


@requires(Permission.RECORD_MONEY)
@transaction.atomic
def record_money(
    kind: EntryKind, *, source: str, cents: int, happened_on: date, description: str, key: str, by: User
) -> Entry:
    """Write that money of one source was committed or spent; ``cents`` are euro cents.

    Spending what was committed before is written as a spent line and a negative commitment, so that the sums stay
    right. Raises Refused for an unknown source, a date outside the programme or nothing to write.
    """
    programme = current()
    if kind not in {EntryKind.MONEY_COMMITTED, EntryKind.MONEY_SPENT}:
        raise ValueError(f"{kind} is not about money")
    if source not in {s.code for s in programme.money}:
        raise Refused(_("Choose one of the programme's sources of money."), field="source")
    if cents == 0:
        raise Refused(_("Fill in an amount."), field="amount")
    if not programme.period.starts_on <= happened_on <= programme.period.ends_on:
        raise Refused(_("This day lies outside the programme."), field="happened_on")
    entry = write_line(
        kind,
        happened_on=happened_on,
        by=by,
        key=f"money:{key}",
        quantity=cents,
        source=source,
        detail={"description": description},
    )
    note("record_money", entry, by=by, cents=cents, source=source)
    return entry


@requires(Permission.RECORD_MONEY)
@transaction.atomic
def pay_commitment(*, source: str, cents: int, happened_on: date, description: str, key: str, by: User) -> Entry:
    """Write a payment of what was committed before: a spent line, and a commitment of as much less.

    Raises Refused as ``record_money`` does, and when less than this is committed. Returns the spent line.
    """
    lines = Entry.objects.filter(kind=EntryKind.MONEY_COMMITTED, source=source)
    # Whoever pays from the same source at the same time waits here, so that a commitment is paid once.
    list(lines.select_for_update().values_list("pk"))
    known = Entry.objects.filter(key=f"money:{key}").first()
    if known:
        return known
    if cents > lines.total():
        raise Refused(_("So much is not committed for this source. Choose a payment without promise."), field="amount")
    facts: dict[str, Any] = {"source": source, "happened_on": happened_on, "description": description, "by": by}
    record_money(EntryKind.MONEY_COMMITTED, cents=-cents, key=f"{key}:paid", **facts)
    return record_money(EntryKind.MONEY_SPENT, cents=cents, key=key, **facts)
