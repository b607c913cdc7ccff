"""The one timeline of a company: every line of the ledger about it, with the words that belong to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Model, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kopgroep.accounts.models import User
from kopgroep.casework.models import Contact, Intake, Journey, Plan, PlanAction, Question, Referral, Result
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind as Kind
from kopgroep.scans.models import Measure

GROUPS: dict[str, tuple[Kind, ...]] = {
    "question": (Kind.QUESTION_ASKED, Kind.QUESTION_TAKEN, Kind.QUESTION_CLOSED),
    "contact": (Kind.CONTACT_HELD, Kind.INTAKE_HELD),
    "journey": (Kind.JOURNEY_OPENED, Kind.JOURNEY_CLOSED),
    "referral": (
        Kind.REFERRAL_ASKED,
        Kind.REFERRAL_SENT,
        Kind.REFERRAL_ACCEPTED,
        Kind.REFERRAL_DECLINED,
        Kind.REFERRAL_EXPIRED,
        Kind.REFERRAL_CONTACTED,
        Kind.REFERRAL_STARTED,
        Kind.REFERRAL_RESULT,
        Kind.REFERRAL_CONFIRMED,
        Kind.REFERRAL_CLOSED,
        Kind.REFERRAL_WITHDRAWN,
        Kind.REFERRAL_REOPENED,
        Kind.REFERRAL_REROUTED,
    ),
    "plan": (Kind.PLAN_AGREED, Kind.ACTION_DONE),
    "hours": (Kind.HOURS_RESERVED, Kind.HOURS_WRITTEN, Kind.HOURS_RELEASED),
    "measure": (Kind.BENCHMARK_TAKEN, Kind.LADDER_POSITION, Kind.STEP_SHOWN),
    "result": (Kind.RESULT_FORECAST, Kind.RESULT_STATED, Kind.RESULT_VERIFIED),
}
"""The filters of the timeline, each with the kinds of line that it shows."""

PAGE = 40


@dataclass(frozen=True)
class Item:
    """One moment on the timeline. ``text`` are the words written down then; ``more`` what was agreed."""

    entry_id: int
    on: date
    kind: Kind
    group: str
    theme: str
    outcome: str
    quantity: int
    who: str
    subject_type: str
    subject_id: int | None
    text: str
    more: str
    channel: str
    partner: str
    """Code of the partner, for a line about a referral."""
    scan: int | None
    """Key of the scan that a line comes from."""
    undone: str
    """Why this line was reversed; empty when it stands."""


def _texts(model: type[Model], text: str, more: str, pks: Iterable[int]) -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = (
        model._default_manager.filter(pk__in=pks)
        .order_by()
        .annotate(
            told_of=Value(model._meta.model_name or "", output_field=TextField()),
            told=Cast(F(text), TextField()),
            told_more=Cast(F(more), TextField()),
        )
        .values_list("told_of", "pk", "told", "told_more")
    )
    return rows


WORDS: dict[str, tuple[type[Model], str, str]] = {
    "question": (Question, "text", "reference"),
    "contact": (Contact, "note", "next_step"),
    "intake": (Intake, "asked", "agreed"),
    "journey": (Journey, "goal", "result"),
    "referral": (Referral, "ask", "outcome_note"),
    "plan": (Plan, "goal", "end_note"),
    "planaction": (PlanAction, "text", "proof_seen"),
    "measure": (Measure, "instrument", "proof"),
    "result": (Result, "description", "remark"),
}


def _words_of(entries: list[Entry]) -> dict[tuple[str, int], tuple[str, str]]:
    """The words of all subjects in one query."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        if entry.subject_type in WORDS and entry.subject_id:
            wanted.setdefault(entry.subject_type, set()).add(entry.subject_id)
    parts = [_texts(*WORDS[kind], pks) for kind, pks in wanted.items()]
    if not parts:
        return {}
    rows = parts[0].union(*parts[1:], all=True).order_by() if len(parts) > 1 else parts[0]
    return {(of, pk): (words, agreed) for of, pk, words, agreed in rows}


def group_of(kind: Kind) -> str:
    """The filter under which a kind of line is found; ``other`` for account managers and the like."""
    return next((name for name, kinds in GROUPS.items() if kind in kinds), "other")


def timeline(company: Company, *, user: User, group: str = "", size: int = PAGE) -> tuple[list[Item], bool]:
    """The newest moments of a company that this person may see, and whether there are older ones.

    ``group`` is a key of GROUPS, or empty for everything.
    """
    entries = Entry.objects.visible_to(user).of(company).filter(reverses=None)
    if group in GROUPS:
        entries = entries.filter(kind__in=GROUPS[group])
    entries = entries.select_related("actor", "reversed_by").order_by("-happened_on", "-pk")
    rows = list(entries[: size + 1])
    words = _words_of(rows[:size])
    return [_item(entry, words) for entry in rows[:size]], len(rows) > size


def _item(entry: Entry, words: dict[tuple[str, int], tuple[str, str]]) -> Item:
    kind = Kind(entry.kind)
    text, more = words.get((entry.subject_type, entry.subject_id or 0), ("", ""))
    reversal = getattr(entry, "reversed_by", None)
    told_elsewhere = kind in GROUPS["hours"]
    return Item(
        entry_id=entry.pk,
        on=entry.happened_on,
        kind=kind,
        group=group_of(kind),
        theme=entry.theme,
        outcome=entry.outcome,
        quantity=entry.quantity,
        who=entry.actor.name if entry.actor else "",
        subject_type=entry.subject_type,
        subject_id=entry.subject_id,
        text=str(entry.detail.get("description", "")) if told_elsewhere else text,
        more="" if told_elsewhere else more,
        channel=str(entry.detail.get("channel", "")),
        partner=str(entry.detail.get("partner", "")),
        scan=entry.detail.get("filling") or entry.detail.get("after"),
        undone=reversal.reason if reversal else "",
    )
