"""The diagram and the table of the manual, drawn from the one table of states: they cannot tell another story."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.casework.models.referral_states import ENDS, NEXT, TURNS, Event, State
from kopgroep.casework.referral_words import event_word, mover_word, state_word, task_word
from kopgroep.programme import current

# Withdrawing is possible almost everywhere; as arrows it would hide the rest. The table names the states.
UNDRAWN = frozenset({Event.WITHDRAW})


def mermaid(language: str) -> str:
    """The states and the events between them, as a state diagram in Mermaid."""
    with override(language):
        return "\n".join(["stateDiagram-v2", *(f"    {line}" for line in _lines())])


def _lines() -> Iterator[str]:
    yield "direction TB"
    for state in State:
        yield f"{state}: {state_word(state)}"
    yield f"[*] --> {State.DRAFT}"
    for (origin, event), to in NEXT.items():
        if event not in UNDRAWN and origin is not to:
            yield f"{origin} --> {to}: {event_word(event)}"
    for state in ENDS:
        yield f"{state} --> [*]"


def table(language: str) -> str:
    """Each state with who moves next, what is waited for, the working days, and what can happen: as Markdown."""
    with override(language):
        head = (_("state"), _("whose turn"), _("to do"), _("working days"), _("what can happen"))
        rows = [head, ("---",) * len(head), *(_row(state) for state in State)]
        return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(state: State) -> tuple[str, ...]:
    turn = TURNS.get(state)
    events = "; ".join(event_word(event) for (origin, event) in NEXT if origin is state) or "-"
    if turn is None:
        return state_word(state), "-", "-", "-", events
    days = getattr(current().clocks, turn.clock)
    return state_word(state), mover_word(turn.mover), task_word(state), str(days), events


def drawn_in(text: str, *, language: str) -> str:
    """A page of the manual with the diagram and the table between their marks drawn anew.

    The marks are ``<!-- diagram:referrals -->`` and ``<!-- table:referrals -->``, each with its ``<!-- end -->``.
    Raises ValueError for a page without any mark.
    """
    parts = {"diagram": f"```mermaid\n{mermaid(language)}\n```", "table": table(language)}
    found = False
    for name, part in parts.items():
        start, end = f"<!-- {name}:referrals -->", "<!-- end -->"
        before, mark, rest = text.partition(start)
        if mark:
            found = True
            text = f"{before}{start}\n\n{part}\n\n{end}{rest.partition(end)[2]}"
    if not found:
        raise ValueError("No mark such as <!-- diagram:referrals -->")
    return text
