"""The page of the evaluation file: who takes it, and what is noted."""

import io
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.reporting.evaluation.keys import make_key
from tests.factories import TODAY

PAGE = "/werkplek/evaluatiebestand/"
TAKE = f"{PAGE}meenemen/"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def _key(tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "sleutel"
    make_key(path)
    settings.EVALUATION_KEY = str(path)


@pytest.mark.usefixtures("_key")
def test_analyst_takes_the_file_and_it_is_noted(client: Client, ari: User) -> None:
    client.force_login(ari)
    answer = client.post(TAKE, {"kwartaal": "2023Q1"})
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # it is a file
    assert answer["Content-Disposition"] == 'attachment; filename="evaluation-2023Q1.zip"'
    assert "codebook.csv" in ZipFile(io.BytesIO(content)).namelist()
    event = AuditEvent.objects.get(verb="export_evaluation")
    assert (event.actor, event.detail["quarter"], event.detail["sha256"]) == (
        ari, "2023Q1", sha256(content).hexdigest(),
    )  # fmt: skip


def test_page_says_what_to_do_without_a_key(client: Client, ari: User) -> None:
    client.force_login(ari)
    page = client.get(PAGE).content.decode()
    assert "--new-key" in page
    assert TAKE not in page
    assert client.post(TAKE, {"kwartaal": "2023Q1"}).status_code == 409
    assert not AuditEvent.objects.filter(verb="export_evaluation").exists()


@pytest.mark.usefixtures("_key")
def test_quarter_that_is_not_there_is_a_404(client: Client, ari: User) -> None:
    client.force_login(ari)
    for quarter in ("", "2023Q4", "2020Q4", "x"):
        assert client.post(TAKE, {"kwartaal": quarter}).status_code == 404


@pytest.mark.usefixtures("_key")
def test_manager_takes_no_evaluation_file(client: Client, marieke: User) -> None:
    client.force_login(marieke)
    assert client.get(PAGE).status_code == client.post(TAKE, {"kwartaal": "2023Q1"}).status_code == 403


def test_only_who_may_sees_the_way(client: Client, ari: User, fenna: User) -> None:
    for user, sees in ((ari, True), (fenna, False)):
        client.force_login(user)
        assert (PAGE in client.get("/werkplek/monitor/").content.decode()) is sees
