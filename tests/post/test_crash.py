"""The drill: the worker is killed at its worst moments. Each letter then came once or is flagged, and none is lost."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from kopgroep.post.models import Letter
from tests.post.conftest import Postbox, own_socket
from tests.post.letters import make_letter

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a test gives up waiting for a state that should come at once."""
Worker = Callable[..., "subprocess.Popen[str]"]


def database_url() -> str:
    """The address of the database of this test."""
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    """Starts the real command as a process of its own: ``worker(port, "--every", "60")``."""
    running: list[subprocess.Popen[str]] = []

    def start(port: int, *words: str) -> "subprocess.Popen[str]":
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
            "DATABASE_URL": database_url(),
            "KOPGROEP_VAR": str(tmp_path),
            "KOPGROEP_SMTP_HOST": "127.0.0.1",
            "KOPGROEP_SMTP_PORT": str(port),
        }
        command = [sys.executable, str(ROOT / "manage.py"), "deliver", *words]
        pipe = subprocess.PIPE
        child = subprocess.Popen(command, env=environment, cwd=ROOT, text=True, stdout=pipe, stderr=pipe)
        running.append(child)
        return child

    yield start
    for child in running:
        child.kill()
        child.communicate()


def wait_until(holds: Callable[[], bool], child: "subprocess.Popen[str]") -> None:
    """Wait for a state that a worker brings about; fail when it does not come, or when the worker ends before."""
    limit = time.monotonic() + PATIENCE
    while not holds():
        assert child.poll() is None, child.communicate()
        assert time.monotonic() < limit, "the state did not come"
        time.sleep(0.02)


def in_hand() -> bool:
    """Whether a worker has a letter in hand."""
    return Letter.objects.filter(state="sending").exists()


def finish(worker: Worker, port: int) -> None:
    """Run the worker twice after the crash; both end by themselves."""
    for _ in range(2):
        child = worker(port, "--doubtful-after", "0")
        _said, complaint = child.communicate(timeout=PATIENCE)
        assert (child.returncode, "Traceback" in complaint) == (0, False)


def fates(postbox: Postbox) -> list[tuple[str, int]]:
    """Of each letter, the oldest first: how far it came, and how many times the mail server took it in."""
    return [(letter.state, postbox.times(letter.message_id)) for letter in Letter.objects.order_by("pk")]


def test_killed_between_taking_a_letter_and_sending_it(postbox: Postbox, worker: Worker) -> None:
    for _ in range(3):
        make_letter()
    with own_socket() as mute:
        # It takes the line and says nothing, so that the worker stands still before its first word.
        mute.listen()
        child = worker(mute.getsockname()[1])
        wait_until(in_hand, child)
        child.kill()
        child.communicate()
    assert fates(postbox) == [("sending", 0), ("waiting", 0), ("waiting", 0)]
    finish(worker, postbox.port)
    assert fates(postbox) == [("doubtful", 0), ("sent", 1), ("sent", 1)]


def test_killed_between_the_server_taking_a_letter_and_our_hearing_it(postbox: Postbox, worker: Worker) -> None:
    for _ in range(3):
        make_letter()
    postbox.may_answer.clear()
    child = worker(postbox.port)
    wait_until(postbox.arrived.is_set, child)
    child.kill()
    child.communicate()
    postbox.may_answer.set()
    assert fates(postbox) == [("sending", 1), ("waiting", 0), ("waiting", 0)]
    finish(worker, postbox.port)
    assert fates(postbox) == [("doubtful", 1), ("sent", 1), ("sent", 1)]


def test_asked_to_stop_it_finishes_the_letter_in_hand(postbox: Postbox, worker: Worker) -> None:
    make_letter()
    make_letter()
    postbox.may_answer.clear()
    child = worker(postbox.port, "--every", "3600")
    wait_until(postbox.arrived.is_set, child)
    child.send_signal(signal.SIGTERM)
    postbox.may_answer.set()
    said, _complaint = child.communicate(timeout=PATIENCE)
    assert (child.returncode, said) == (0, "1 sent\n")
    assert fates(postbox) == [("sent", 1), ("waiting", 0)]


def test_it_goes_on_looking_until_its_parent_has_gone(postbox: Postbox, worker: Worker) -> None:
    child = worker(postbox.port, "--every", "0.1", "--beside", str(os.getpid()))
    make_letter()
    wait_until(lambda: fates(postbox) == [("sent", 1)], child)
    make_letter()
    wait_until(lambda: fates(postbox) == [("sent", 1)] * 2, child)
    orphan = worker(postbox.port, "--every", "3600", "--beside", str(child.pid))
    assert orphan.wait(PATIENCE) == 0


def test_command_says_what_it_did_and_is_quiet_otherwise(postbox: Postbox, capsys: Any) -> None:
    make_letter()
    postbox.to_letters.append("550 No")
    make_letter()
    call_command("deliver")
    assert capsys.readouterr().out == "1 failed, 1 sent\n"
    call_command("deliver")
    assert capsys.readouterr().out == ""
