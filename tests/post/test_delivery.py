"""Bringing letters to a real mail server: once, whatever it answers."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction

from kopgroep.accounts.models import User
from kopgroep.post.actions import Attachment, drop_letter, resend_letter
from kopgroep.post.delivery import MOST_ATTEMPTS, Verdict, deliver, flag_stuck, forget, settle, take
from kopgroep.post.models import Letter
from tests.post.conftest import Postbox, bring_to, own_socket
from tests.post.letters import letter_in, make_letter

pytestmark = pytest.mark.django_db
LINK = "Open https://example.org/volg/geheim/ nu."


def states() -> list[str]:
    """How far the letters came, the oldest first."""
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def let_try_again() -> None:
    """Let the time pass for which a letter was put off."""
    Letter.objects.filter(state="waiting").update(not_before=datetime.now(tz=UTC) - timedelta(seconds=1))


def test_letter_is_sent_once_with_its_own_number(postbox: Postbox) -> None:
    letter = make_letter(
        subject="Dag mevrouw Oé", text="Eén regel.", html="<p>Eén regel.</p>", reply_to="ik@example.org"
    )
    assert deliver() == {"sent": 1}
    assert deliver() == {}
    (came,) = postbox.letters
    heads = ("Message-ID", "Subject", "To", "Reply-To", "Auto-Submitted")
    assert [str(came[head]) for head in heads] == [
        letter.message_id,
        "Dag mevrouw Oé",
        "bram@example.org",
        "ik@example.org",
        "auto-generated",
    ]
    assert [part.get_content().strip() for part in came.iter_parts()] == ["Eén regel.", "<p>Eén regel.</p>"]  # type: ignore[attr-defined]
    kept = Letter.objects.get()
    assert (kept.state, kept.attempts, kept.sent_at is not None) == ("sent", 1, True)


def test_same_act_written_twice_is_sent_once(postbox: Postbox) -> None:
    make_letter(key="question:1:confirmation")
    make_letter(key="question:1:confirmation")
    assert deliver() == {"sent": 1}
    make_letter(key="question:1:confirmation")
    assert (deliver(), len(postbox.letters)) == ({}, 1)


def test_letters_leave_in_their_order_over_one_line(postbox: Postbox) -> None:
    numbers = [make_letter().message_id for _ in range(3)]
    assert deliver(limit=2) == {"sent": 2}
    assert deliver() == {"sent": 1}
    assert [str(came["Message-ID"]) for came in postbox.letters] == numbers


def test_invitation_arrives_as_a_form_of_the_letter_and_as_a_file(postbox: Postbox) -> None:
    event = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    make_letter(html="<p>Dag</p>", attachments=[Attachment("afspraak.ics", "text/calendar; method=REQUEST", event)])
    deliver()
    (came,) = postbox.letters
    forms, file = came.iter_parts()
    assert forms.get_content_type() == "multipart/alternative"  # type: ignore[attr-defined]
    kinds = [(part.get_content_type(), part["Content-Type"].params.get("method")) for part in forms.iter_parts()]  # type: ignore[attr-defined]
    assert kinds == [("text/plain", None), ("text/html", None), ("text/calendar", "REQUEST")]
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "afspraak.ics")  # type: ignore[attr-defined]
    assert file.get_content().decode() == event  # type: ignore[attr-defined]


@pytest.mark.parametrize("answers", ["to_recipients", "to_letters"])
def test_not_now_is_tried_again_later(postbox: Postbox, answers: str) -> None:
    getattr(postbox, answers).append("451 Come back later")
    letter = make_letter()
    assert deliver() == {"waiting": 1}
    kept = Letter.objects.get()
    assert "451" in kept.last_error
    assert (deliver(), postbox.letters) == ({}, []), "not before its time"
    let_try_again()
    assert (deliver(), postbox.times(letter.message_id)) == ({"sent": 1}, 1)
    assert (Letter.objects.get().attempts, Letter.objects.get().last_error) == (2, "")


def test_each_time_it_waits_twice_as_long_and_at_last_it_has_failed(postbox: Postbox) -> None:
    make_letter()
    waits = []
    for _ in range(MOST_ATTEMPTS):
        postbox.to_recipients.append("450 Greylisted")
        deliver()
        kept = Letter.objects.get()
        waits.append(kept.not_before - kept.taken_at if kept.state == "waiting" else None)  # type: ignore[operator]
        let_try_again()
    minutes = [round(wait.total_seconds() / 60) for wait in waits if wait]
    assert minutes[:8] == [2, 4, 8, 16, 32, 64, 128, 240]
    assert timedelta(days=5) < timedelta(minutes=sum(minutes)) < timedelta(days=6)
    assert (states(), postbox.letters, "450" in Letter.objects.get().last_error) == (["failed"], [], True)


@pytest.mark.parametrize("answers", ["to_recipients", "to_letters"])
def test_no_for_ever_has_failed_and_the_next_letter_leaves(postbox: Postbox, answers: str) -> None:
    getattr(postbox, answers).append("550 No such user")
    make_letter()
    second = make_letter()
    assert deliver() == {"failed": 1, "sent": 1}
    assert (states(), postbox.times(second.message_id)) == (["failed", "sent"], 1)
    assert "550" in Letter.objects.earliest("pk").last_error


def test_server_that_is_down_loses_nothing_and_is_asked_once_a_run(settings: Any) -> None:
    with own_socket() as nobody:
        bring_to(settings, nobody.getsockname()[1])
        make_letter()
        make_letter()
        assert deliver() == {"waiting": 1}
    assert [(letter.state, letter.attempts) for letter in Letter.objects.order_by("pk")] == [
        ("waiting", 1),
        ("waiting", 0),
    ]
    assert "ConnectionRefusedError" in Letter.objects.earliest("pk").last_error


def test_server_that_sends_us_away_is_left_alone(postbox: Postbox) -> None:
    postbox.to_recipients.append("421 Closing down")
    make_letter()
    make_letter()
    assert deliver() == {"waiting": 1}
    let_try_again()
    assert deliver() == {"sent": 2}


def test_line_that_breaks_before_the_answer_leaves_doubt_and_is_not_tried_again(
    postbox: Postbox, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.to_letters.append("")
    letter = make_letter()
    after = make_letter()
    assert deliver() == {"doubtful": 1}
    assert deliver() == {"sent": 1}
    assert (states(), postbox.times(letter.message_id), postbox.times(after.message_id)) == (["doubtful", "sent"], 1, 1)
    (said,) = [record.getMessage() for record in caplog.records if record.name == "kopgroep.post.delivery"]
    assert said.startswith(f"Letter {letter.pk} (note) is doubtful and waits for a decision: SMTPServerDisconnected")


def test_person_who_decides_to_send_again_does_so_under_the_same_number(postbox: Postbox, marieke: User) -> None:
    postbox.to_letters.append("")
    letter = make_letter()
    deliver()
    resend_letter(letter, by=marieke)
    assert (deliver(), postbox.times(letter.message_id)) == ({"sent": 1}, 2)


def test_letter_in_hand_for_long_becomes_doubtful_and_one_taken_just_now_does_not(postbox: Postbox) -> None:
    old, fresh = letter_in("sending"), letter_in("sending")
    Letter.objects.filter(pk=old.pk).update(taken_at=datetime.now(tz=UTC) - timedelta(minutes=16))
    assert deliver() == {"doubtful": 1}
    assert (states(), postbox.letters) == (["doubtful", "sending"], [])
    assert fresh.state == "sending"


def test_worker_that_was_only_slow_lifts_the_doubt(postbox: Postbox) -> None:
    make_letter()
    letter = take()
    assert letter is not None
    assert flag_stuck(since=datetime.now(tz=UTC) + timedelta(seconds=1)) == 1
    assert states() == ["doubtful"]
    settle(letter, Verdict(Letter.State.SENT))
    assert states() == ["sent"]


def test_slow_worker_does_not_undo_what_a_person_decided(postbox: Postbox, marieke: User) -> None:
    make_letter()
    letter = take()
    assert letter is not None
    flag_stuck(since=datetime.now(tz=UTC) + timedelta(seconds=1))
    drop_letter(letter, by=marieke)
    settle(letter, Verdict(Letter.State.SENT))
    assert states() == ["dropped"]


def test_taking_refuses_to_be_part_of_another_transaction() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        take()


def test_sent_letter_holds_no_key_any_more(postbox: Postbox) -> None:
    make_letter(text=LINK, html=f"<p>{LINK}</p>", attachments=[Attachment("a.ics", "text/calendar", LINK)])
    deliver()
    assert LINK in postbox.letters[0].get_body(("plain",)).get_content()  # type: ignore[union-attr]
    kept = Letter.objects.get()
    assert (kept.text, kept.html, kept.attachments) == ("Open […] nu.", "", [])


def test_demonstration_keeps_its_links(postbox: Postbox, today_is: Callable[[date], None]) -> None:
    today_is(date(2023, 5, 15))
    make_letter(text=LINK)
    deliver()
    assert Letter.objects.get().text == LINK


def test_words_are_forgotten_a_month_after_they_left(today_is: Callable[[date], None]) -> None:
    today_is(date(2023, 5, 15))
    gone, dropped, failed = letter_in("sent"), letter_in("dropped"), letter_in("failed")
    today_is(date(2023, 6, 13))
    assert forget() == 0
    today_is(date(2023, 6, 15))
    assert (forget(), forget()) == (2, 0)
    found = Letter.objects.in_bulk([gone.pk, dropped.pk, failed.pk])
    assert [found[letter.pk].text for letter in (gone, dropped, failed)] == ["", "", "Dag."]


def test_way_out_that_is_no_mail_server_works_too() -> None:
    make_letter()
    assert deliver() == {"sent": 1}
    assert [message.to for message in mail.outbox] == [["bram@example.org"]]


@pytest.mark.django_db(transaction=True)
def test_workers_at_the_same_time_send_each_letter_once(postbox: Postbox) -> None:
    numbers = [make_letter().message_id for _ in range(40)]
    told = []

    def work() -> None:
        told.append(deliver()["sent"])
        connection.close()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(str(came["Message-ID"]) for came in postbox.letters) == sorted(numbers)
    assert (sum(told), set(states())) == (40, {"sent"})
