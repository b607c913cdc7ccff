"""Reading invitations from a folder of mail: each once, marked after the commit, the refused ones told."""

import mailbox
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import User
from kopgroep.casework.models import ContactDraft
from kopgroep.jobs import mail_folders
from kopgroep.jobs.management.commands import read_invitations
from tests.factories import TODAY
from tests.planned import ics


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], anna: User) -> None:
    today_is(TODAY)


def mail(content: bytes | None, name: str = "1") -> EmailMessage:
    """A mail with a calendar beside its text, as mail programs send it."""
    letter = EmailMessage()
    letter["Message-ID"], letter["From"], letter["To"] = f"<{name}@example.org>", "bram@example.org", "info@example.org"
    letter.set_content("Tot dan")
    if content is not None:
        letter.add_attachment(content, maintype="text", subtype="calendar", params={"method": "REQUEST"})
    return letter


def folder_of(kind: Callable[..., Any], path: Path, *letters: EmailMessage) -> Path:
    """A folder of mail, a Maildir or an mbox."""
    box = kind(path, create=True)
    for letter in letters:
        box.add(letter)
    box.flush()
    box.close()
    return path


def run(folder: Path, **options: Any) -> tuple[str, str]:
    """What the command says, and what it reports."""
    out, err = StringIO(), StringIO()
    call_command("read_invitations", folder, stdout=out, stderr=err, **options)
    return out.getvalue().strip(), err.getvalue().strip()


KINDS = [pytest.param(mailbox.Maildir, id="maildir"), pytest.param(mailbox.mbox, id="mbox")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_mail_is_read_once(kind: Callable[..., Any], tmp_path: Path) -> None:
    letters = [mail(ics()), mail(None, "2"), mail(ics(UID=""), "3"), mail(ics(UID="talk-2"), "4")]
    folder = folder_of(kind, tmp_path / "post", *letters)
    said, reported = run(folder)
    assert said == "2 read, 1 refused, 1 without invitation"
    assert (reported.partition(": ")[0], reported.count("\n")) == ("<3@example.org>", 0)
    assert run(folder) == ("nothing new", "")
    assert set(ContactDraft.objects.values_list("uid", "source")) == {
        ("talk-1@example.org", "mailbox"),
        ("talk-2", "mailbox"),
    }


def test_read_mail_moves_to_cur_and_stays_there(tmp_path: Path) -> None:
    folder = folder_of(mailbox.Maildir, tmp_path / "post", mail(ics()))
    run(folder)
    (file,) = (folder / "cur").iterdir()
    assert (file.name[-4:], list((folder / "new").iterdir())) == (":2,S", [])
    assert mailbox.Maildir(folder).keys() == [file.name.partition(":")[0]]


def test_crash_before_the_mark_reads_it_again_and_makes_one_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(mailbox.Maildir, tmp_path / "post", mail(ics()), mail(ics(UID="talk-2"), "2"))

    def pull_the_plug(box: object, key: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(mail_folders.Maildir, "mark", pull_the_plug)
        with pytest.raises(KeyboardInterrupt):
            run(folder)
    assert ContactDraft.objects.count() == 1
    assert run(folder) == ("2 read", "")
    assert ContactDraft.objects.count() == 2


def test_limit_leaves_the_rest_for_the_next_time(tmp_path: Path) -> None:
    folder = folder_of(mailbox.Maildir, tmp_path / "post", *(mail(ics(UID=f"talk-{n}"), str(n)) for n in range(3)))
    assert [run(folder, limit=2)[0], run(folder, limit=2)[0]] == ["2 read", "1 read"]


@pytest.mark.parametrize("kind", KINDS)
def test_large_mail_and_a_mail_of_many_parts_are_refused(
    kind: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mail_folders, "MOST_BYTES", 20_000)
    monkeypatch.setattr(read_invitations, "MOST_PARTS", 5)
    many = mail(None, "2")
    for _ in range(6):
        many.add_attachment("x", subtype="plain")
    folder = folder_of(kind, tmp_path / "post", mail(ics(SUMMARY="x" * 30_000)), many)
    said, reported = run(folder)
    assert (said, len(reported.splitlines())) == ("2 refused", 2)


def test_mail_whose_calendar_is_in_another_alphabet(tmp_path: Path) -> None:
    folder = folder_of(mailbox.Maildir, tmp_path / "post", mail(ics(SUMMARY="Café").decode().encode("cp1252")))
    run(folder)
    assert ContactDraft.objects.get().title == "Café"


def test_what_is_no_folder_of_mail_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="neither a Maildir"):
        run(tmp_path)
