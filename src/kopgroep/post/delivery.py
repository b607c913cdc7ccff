"""Bringing letters to the mail server, so that each leaves once, whatever breaks down in between.

Take one letter and commit that it is in hand; hand it over; commit what came of it. Who dies between the first commit
and the second leaves a letter of which nobody knows whether it was sent. It is flagged, and never sent again by itself:
a person decides. So nothing is lost, and nothing is sent twice unless somebody says so.
"""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused
from typing import Any

from django.core.mail import mailers
from django.db import connection, transaction

from kopgroep.base.clock import now, standing_at
from kopgroep.post.mail import as_mail
from kopgroep.post.models import Letter, emptied

log = logging.getLogger(__name__)

State = Letter.State
MAILER = "post"
"""The name in ``MAILERS`` of the way out."""
DOUBTFUL_AFTER = timedelta(minutes=15)
"""When nothing was heard of a letter in hand for this long its worker is dead: nine steps of a minute are over."""
MOST_ATTEMPTS = 38
"""With the delays below about five days, which is what RFC 5321 (4.5.4.1) asks of who sends mail."""
LONGEST_DELAY = timedelta(hours=4)
KEPT = timedelta(days=30)
"""How long the words of a letter that left stay readable, to answer who asks what was mailed."""
NO, NOT_WELCOME = 500, 421
BROKEN_OFF = "The worker or the line broke off while the mail was handed over."


@dataclass(frozen=True)
class Verdict:
    """What came of handing over one letter."""

    state: Letter.State
    words: str = ""
    line_broken: bool = False
    """Whether it is useless to try other letters over this line."""


def deliver(
    *, limit: int = 1000, doubtful_after: timedelta = DOUBTFUL_AFTER, stopping: Callable[[], bool] = lambda: False
) -> Counter[str]:
    """Send what waits, over one connection, until nothing waits, ``limit`` is reached or ``stopping`` says so.

    Returns how many letters came in which state. Run it as often and as many at a time as you like.
    """
    _commit_to_disk()
    told: Counter[str] = Counter({State.DOUBTFUL.value: flag_stuck(since=_real_now() - doubtful_after)})
    tried, mailer = 0, mailers[MAILER]
    try:
        while tried < limit and not stopping() and (letter := take()) is not None:
            verdict = hand_over(letter, mailer)
            told[settle(letter, verdict).value] += 1
            tried += 1
            if verdict.line_broken:
                break
    finally:
        _close(mailer)
    return +told


def flag_stuck(*, since: datetime) -> int:
    """Flag the letters that were taken before a moment and of which nothing was heard. Returns how many."""
    stuck = list(Letter.objects.stuck(since=since).order_by("pk"))
    return sum(settle(letter, Verdict(State.DOUBTFUL, BROKEN_OFF)) == State.DOUBTFUL for letter in stuck)


# Durable: it refuses to run inside another transaction, where its commit would be none.
@transaction.atomic(durable=True)
def take() -> Letter | None:
    """Take the oldest letter that may leave, for this worker alone. Committed before anything is sent."""
    moment = _real_now()
    # PostgreSQL passes over what another worker holds; SQLite lets one worker at a time in here.
    letter = Letter.objects.due(moment).select_for_update(skip_locked=True).first()
    if letter is not None:
        letter.state, letter.taken_at, letter.attempts = State.SENDING, moment, letter.attempts + 1
        letter.save(update_fields=["state", "taken_at", "attempts"])
    return letter


def hand_over(letter: Letter, mailer: Any) -> Verdict:
    """Bring one letter to the mail server, and say what is sure about it.

    Surely not sent: no connection, a refused sender or recipient, an answer that says no. Doubtful: a line that breaks
    between the letter and its answer; a way out that cannot tell counts as such.
    """
    try:
        mailer.open()
    except (SMTPException, OSError) as error:
        return Verdict(State.WAITING, _words(error), line_broken=True)
    try:
        mailer.send_messages([as_mail(letter)])
    except ValueError as error:
        # An address or header that cannot be written down, found before the first word to the server.
        return Verdict(State.FAILED, _words(error))
    except SMTPRecipientsRefused as refused:
        ((code, said),) = refused.recipients.values()
        return _answered(code, f"{code} {said.decode(errors='replace')}")
    except SMTPSenderRefused as refused:
        # It is us who are not welcome: that is to be mended, and the letter can wait for it.
        return Verdict(State.WAITING, _words(refused), line_broken=True)
    except SMTPDataError as refused:
        return _answered(refused.smtp_code, _words(refused))
    except (SMTPException, OSError) as error:
        sure = not getattr(mailer, "in_doubt", True)
        return Verdict(State.WAITING if sure else State.DOUBTFUL, _words(error), line_broken=True)
    return Verdict(State.SENT)


@transaction.atomic(durable=True)
def settle(letter: Letter, verdict: Verdict) -> Letter.State:
    """Write what came of a letter, unless a person has decided meanwhile. Returns the state that was written.

    What is put off waits twice as long each time; after ``MOST_ATTEMPTS`` it has failed.
    """
    state = verdict.state
    changes: dict[str, Any] = {"last_error": verdict.words[:500]}
    if state == State.SENT:
        # A demonstration mails nobody, and who walks around in it wants to open the links.
        changes |= {"sent_at": now(), **({} if standing_at() else emptied(letter))}
    elif state == State.WAITING and letter.attempts >= MOST_ATTEMPTS:
        state = State.FAILED
    elif state == State.WAITING:
        changes["not_before"] = _real_now() + min(timedelta(minutes=2**letter.attempts), LONGEST_DELAY)
    # The moment of taking names this attempt. A worker that was only slow may still lift the doubt about it.
    held = Letter.objects.filter(pk=letter.pk, taken_at=letter.taken_at, state__in=[State.SENDING, State.DOUBTFUL])
    if held.update(state=state, **changes) and state in {State.FAILED, State.DOUBTFUL}:
        log.error("Letter %s (%s) is %s and waits for a decision: %s", letter.pk, letter.kind, state, verdict.words)
    return state


def forget() -> int:
    """Empty the text of letters that were done with ``KEPT`` ago. Returns how many."""
    done = Letter.objects.filter(state__in=[State.SENT, State.DROPPED], written_at__lt=now() - KEPT).exclude(text="")
    return done.update(text="", html="", attachments=[])


def _answered(code: int, words: str) -> Verdict:
    """What follows from an answer of the server: 5xx is no for ever, 4xx is not now, anything else is no answer."""
    if code >= NO:
        return Verdict(State.FAILED, words)
    known = 400 <= code < NO
    return Verdict(State.WAITING if known else State.DOUBTFUL, words, line_broken=code == NOT_WELCOME or not known)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _real_now() -> datetime:
    """The real clock: a demonstration stands still, machines do not."""
    return datetime.now(tz=UTC)


def _close(mailer: Any) -> None:
    """Leave the mail server politely; what was accepted stays accepted when that fails."""
    try:
        mailer.close()
    except (SMTPException, OSError) as error:
        log.warning("The line to the mail server broke at its end: %s", error)


def _commit_to_disk() -> None:
    """Let SQLite wait for the disk at every commit of this connection, as PostgreSQL does.

    Without it a power cut could undo that a letter was taken, after it was sent.
    """
    # Inside a transaction, as in tests, SQLite refuses the change; then nothing is committed to disk anyway.
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")
