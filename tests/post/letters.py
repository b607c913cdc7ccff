"""Letters for tests, in any state."""

import uuid
from datetime import UTC, datetime
from typing import Any

from kopgroep.base.clock import now
from kopgroep.post.actions import write_letter
from kopgroep.post.models import Letter


def make_letter(**changes: Any) -> Letter:
    """A letter that waits."""
    words = {"key": str(uuid.uuid4()), "kind": "note", "to": "bram@example.org", "subject": "Bericht", "text": "Dag."}
    return write_letter(**{**words, **changes})


def letter_in(state: str, **changes: Any) -> Letter:
    """A letter in a state, as delivering would have left it there."""
    letter = make_letter(**changes)
    taken = {"taken_at": datetime.now(tz=UTC), "attempts": 1}
    told = {
        "waiting": {},
        "sending": taken,
        "sent": {**taken, "sent_at": now()},
        "failed": {**taken, "last_error": "550 No such user"},
        "doubtful": {**taken, "last_error": "The line broke"},
        "dropped": {},
    }
    Letter.objects.filter(pk=letter.pk).update(state=state, **told[state])
    letter.refresh_from_db()
    return letter
