"""Writing a letter in the transaction of an act, and deciding about one that did not surely arrive."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import Refused
from kopgroep.post.actions import Attachment, drop_letter, resend_letter, write_letter
from kopgroep.post.models import Letter
from tests.post.letters import letter_in, make_letter

pytestmark = pytest.mark.django_db


def test_letter_waits_with_all_that_was_written() -> None:
    invitation = Attachment("afspraak.ics", "text/calendar; method=REQUEST", "BEGIN:VCALENDAR")
    letter = write_letter(
        key="plan:1:invitation",
        kind="invitation",
        to=" bram@example.org ",
        subject="Een afspraak\r\nBcc: iedereen@example.org",
        text="Tot dan.",
        html="<p>Tot dan.</p>",
        language="en",
        reply_to="loket@example.org",
        company_id=7,
        attachments=[invitation],
    )
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.state, kept.attempts, kept.to, kept.subject) == (
        "waiting",
        0,
        "bram@example.org",
        "Een afspraak Bcc: iedereen@example.org",
    )
    assert (kept.language, kept.reply_to, kept.company_id) == ("en", "loket@example.org", 7)
    assert kept.attachments == [
        {"name": "afspraak.ics", "mimetype": "text/calendar; method=REQUEST", "content": "BEGIN:VCALENDAR"}
    ]


def test_same_act_written_twice_is_one_letter() -> None:
    first = make_letter(key="question:1:confirmation", subject="Eerste")
    second = make_letter(key="question:1:confirmation", subject="Tweede")
    assert (second.pk, second.subject, Letter.objects.count()) == (first.pk, "Eerste", 1)


def test_act_that_fails_leaves_no_letter() -> None:
    @transaction.atomic
    def act() -> None:
        make_letter()
        raise LookupError

    with pytest.raises(LookupError):
        act()
    assert Letter.objects.count() == 0


def test_no_letter_to_something_that_is_no_address() -> None:
    with pytest.raises(Refused) as refusal:
        make_letter(to="bram bij example")
    assert refusal.value.field == "email"


def test_letter_is_about_a_row(anna: User) -> None:
    letter = make_letter(about=anna)
    make_letter()
    assert [found.pk for found in Letter.objects.of(anna)] == [letter.pk]


@pytest.mark.parametrize("state", ["failed", "doubtful"])
def test_person_may_send_again(state: str, marieke: User) -> None:
    letter = letter_in(state)
    again = resend_letter(letter, by=marieke)
    assert (again.state, again.attempts, again.message_id) == ("waiting", 0, letter.message_id)
    event = AuditEvent.objects.get(verb="resend")
    assert (event.actor, event.subject_id, event.detail) == (marieke, letter.pk, {"was": state})


@pytest.mark.parametrize("state", ["failed", "doubtful"])
def test_person_may_drop_and_then_no_link_is_left(state: str, marieke: User) -> None:
    letter = letter_in(state, text="Open https://example.org/volg/geheim nu.", html="<a href='https://example.org'>")
    drop_letter(letter, by=marieke)
    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.state, kept.text, kept.html) == ("dropped", "Open […] nu.", "")
    assert [event.detail["was"] for event in AuditEvent.objects.filter(verb="drop")] == [state]


@pytest.mark.parametrize("state", ["waiting", "sending", "sent", "dropped"])
@pytest.mark.parametrize("decide", [resend_letter, drop_letter])
def test_nothing_to_decide_about_any_other_letter(state: str, decide: object, marieke: User) -> None:
    letter = letter_in(state)
    with pytest.raises(Refused):
        decide(letter, by=marieke)  # type: ignore[operator]  # one of the two actions above
    assert Letter.objects.get(pk=letter.pk).state == state


@pytest.mark.parametrize(
    "lie",
    [
        {"state": "lost"},
        {"state": "sent"},
        {"sent_at": datetime(2023, 5, 15, tzinfo=UTC)},
        {"state": "sending"},
        {"state": "failed"},
        {"state": "doubtful", "taken_at": datetime(2023, 5, 15, tzinfo=UTC), "attempts": 1},
        {"text": ""},
    ],
)
def test_database_refuses_a_state_that_cannot_be(lie: dict[str, object]) -> None:
    letter = make_letter()
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(**lie)
