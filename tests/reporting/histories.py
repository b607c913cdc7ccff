"""Random histories of the ledger, and the same counting rules written a second time, naively, over plain rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import Companies, EntryKind, Indicator, LadderSteps, Lines, OncePerPeriod, current

START = date(2021, 1, 1)
END = date(2024, 12, 31)
ON = date(2023, 5, 15)
COMPANIES = 4
KINDS = (
    EntryKind.INTAKE_HELD,
    EntryKind.JOURNEY_CLOSED,
    EntryKind.CONTACT_HELD,
    EntryKind.EVENT_HELD,
    EntryKind.STEP_SHOWN,
)
THEMES = ("digitalisering", "export", "")
OUTCOMES = ("step_taken", "plan_ready", "no_result", "specific_advice", "thematafel")
LINES = ("basis", "mkb-deal")


@dataclass(frozen=True)
class Act:
    """One line of a history, before it is in the database."""

    kind: EntryKind
    company: int | None
    """Which of the companies; None for an event."""
    theme: str
    day: date
    outcome: str
    line: str
    adviser: int
    undone: bool = False
    number: int = 0
    proof: bool = False
    needs: tuple[str, ...] = ()
    cents: int = 0
    """Of a payment; every other line has a quantity of one."""


def _days() -> st.SearchStrategy[date]:
    # Few days, close to each other and to the borders, so that what matters happens often.
    near = st.sampled_from([START - timedelta(days=1), START, ON, ON + timedelta(days=1), date(2022, 1, 1)])
    return near | st.dates(date(2020, 6, 1), date(2023, 12, 31)) | st.dates(date(2022, 2, 20), date(2022, 3, 10))


@st.composite
def acts(draw: st.DrawFn) -> Act:
    """Any act: an intake, a conversation, a closed trajectory, an event, a step that was shown."""
    kind = draw(st.sampled_from(KINDS))
    needs = st.lists(st.sampled_from([need.code for need in current().needs][:3]), unique=True, max_size=2)
    return Act(
        kind=kind,
        needs=tuple(draw(needs)) if kind is EntryKind.INTAKE_HELD else (),
        company=None if kind is EntryKind.EVENT_HELD else draw(st.integers(0, COMPANIES - 1)),
        theme=draw(st.sampled_from(THEMES)),
        day=draw(_days()),
        outcome=draw(st.sampled_from(OUTCOMES)),
        line=draw(st.sampled_from(LINES)),
        adviser=draw(st.integers(0, 1)),
        undone=draw(st.booleans()) and draw(st.booleans()),
    )


@st.composite
def positions(draw: st.DrawFn) -> Act:
    """A company's place on the ladder on some day, with or without proof."""
    number = draw(st.integers(1, 4))
    return Act(
        kind=EntryKind.LADDER_POSITION,
        company=draw(st.integers(0, 2)),
        theme=current().ladder.theme,
        day=draw(_days()),
        outcome=current().ladder.phases[number - 1].code,
        line="",
        adviser=draw(st.integers(0, 1)),
        undone=draw(st.booleans()) and draw(st.booleans()),
        number=number,
        proof=draw(st.booleans()),
    )


@st.composite
def payments(draw: st.DrawFn) -> Act:
    """Money that was spent or committed, or came back."""
    return Act(
        kind=draw(st.sampled_from([EntryKind.MONEY_SPENT, EntryKind.MONEY_COMMITTED])),
        company=None,
        theme="",
        day=draw(_days()),
        outcome="",
        line="",
        adviser=0,
        undone=draw(st.booleans()) and draw(st.booleans()),
        cents=draw(st.integers(-900, 900).filter(bool)),
    )


histories = st.lists(acts() | positions(), max_size=14)


@st.composite
def rules(draw: st.DrawFn) -> Any:
    """Any counting rule over these histories."""
    common: dict[str, Any] = {
        "theme": draw(st.sampled_from([None, "digitalisering", "export"])),
        "line": draw(st.sampled_from([None, "basis"])),
        "per_year": draw(st.booleans()),
    }
    which = draw(st.integers(0, 3))
    if which == 3:
        common.update(theme=None, line=None)
        return LadderSteps(count="ladder_steps", ladder=current().ladder.code, rise=draw(st.integers(1, 2)), **common)
    if which == 2:
        kind = draw(st.sampled_from(EVENTS_AND_INTAKES))
        event_kind = draw(st.sampled_from([None, "thematafel"])) if kind is EntryKind.EVENT_HELD else None
        return Lines(count="lines", kind=kind, event_kind=event_kind, **common)
    outcomes = draw(st.sampled_from([(), ("step_taken", "plan_ready")]))
    kind = draw(st.sampled_from([EntryKind.INTAKE_HELD, EntryKind.JOURNEY_CLOSED]))
    if which == 1:
        months = draw(st.sampled_from([1, 12]))
        return OncePerPeriod(count="once_per_period", kind=kind, months=months, outcomes=outcomes, **common)
    shown = common["theme"] is not None and draw(st.booleans())
    return Companies(count="companies", kind=kind, outcomes=outcomes, shown=shown, **common)


EVENTS_AND_INTAKES = [EntryKind.EVENT_HELD, EntryKind.INTAKE_HELD]


def indicator(rule: Any, code: str = "proef") -> Indicator:
    """An indicator with this rule over the whole programme."""
    text = {"nl": "proef", "en": "trial"}
    period = {"starts_on": START, "ends_on": END}
    place = {"source": "proef", "where": "proef", "line": "basis"}
    return Indicator(code=code, name=text, description=text, rule=rule, period=period, value=10, **place)  # type: ignore[arg-type]


@contextmanager
def thrown_away() -> Iterator[None]:
    """Undo in the database whatever the block wrote, so that each random history begins with an empty ledger."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


_keys = count(1)


def _entry(act: Act, companies: list[Company], advisers: list[User], **more: Any) -> Entry:
    detail = {"ladder": current().ladder.code, "number": act.number, "proof": act.proof} if act.number else {}
    if act.kind is EntryKind.INTAKE_HELD:
        detail = {"needs": list(act.needs)}
    facts = {"source": current().money[0].code, "quantity": act.cents} if act.cents else {}
    return Entry(
        kind=act.kind,
        company=None if act.company is None else companies[act.company],
        happened_on=act.day,
        recorded_at=datetime(2023, 5, 15, tzinfo=UTC),
        theme=act.theme,
        line=act.line,
        outcome=act.outcome,
        actor=advisers[act.adviser],
        key=f"proef:{next(_keys)}",
        programme_hash="",
        detail=detail,
        **(facts | more),
    )


def write(history: list[Act], companies: list[Company], advisers: list[User]) -> list[Entry]:
    """Put a history in the ledger; what was undone gets its reversal."""
    lines = Entry.objects.bulk_create([_entry(act, companies, advisers) for act in history])
    undone = [(act, line) for act, line in zip(history, lines, strict=True) if act.undone]
    Entry.objects.bulk_create(
        _entry(act, companies, advisers, reverses=line, quantity=-line.quantity, reason="vergissing")
        for act, line in undone
    )
    return lines


def oracle(rule: Any, history: list[Act], on: date) -> int:
    """The figure by the words of the rule, without a database and without cleverness."""
    first = date(on.year, 1, 1) if rule.per_year else START
    standing = [act for act in history if act.kind == rule.kind and not act.undone]
    fitting = [
        act
        for act in standing
        if first <= act.day <= on
        and (rule.theme is None or act.theme == rule.theme)
        and (rule.line is None or act.line == rule.line)
    ]
    if isinstance(rule, Lines):
        return len([act for act in fitting if rule.event_kind in (None, act.outcome)])
    if isinstance(rule, LadderSteps):
        return len({
            later.company
            for later in fitting
            for earlier in standing
            if later.proof
            and earlier.company == later.company
            and earlier.day < later.day
            and later.number - earlier.number >= rule.rise
        })  # fmt: skip
    fitting = [act for act in fitting if not rule.outcomes or act.outcome in rule.outcomes]
    if isinstance(rule, Companies):
        steps = [act for act in history if act.kind == EntryKind.STEP_SHOWN and not act.undone and act.day <= on]
        shown = {step.company for step in steps if step.theme == rule.theme}
        return len({act.company for act in fitting if not rule.shown or act.company in shown})
    counted: list[Act] = []
    for act in sorted(fitting, key=lambda act: act.day):
        same = [c for c in counted if (c.company, c.theme) == (act.company, act.theme)]
        if not any(act.day < months_later(c.day, rule.months) for c in same):
            counted.append(act)
    return len(counted)


def months_later(day: date, months: int) -> date:
    """The first day that lies so many months after a day: the same day of the month, or the one after its end."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, day.day)
    except ValueError:
        return date(year, month + 2, 1) if month < 11 else date(year + 1, 1, 1)


def without_advisers(history: list[Act]) -> list[Act]:
    """The same history, as if one adviser had done it all."""
    return [replace(act, adviser=0) for act in history]
