"""One line of the ledger: who may read it, and how it is taken back."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.casework.actions.hours import book_hours
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.counting import value
from tests.factories import TODAY, make_company, make_intake, make_journey


@pytest.fixture
def line(anna: User, today_is: Callable[[date], None]) -> Entry:
    today_is(TODAY)
    make_intake(make_company("Bakkerij De Korenaar"), anna)
    return Entry.objects.get(kind=EntryKind.INTAKE_HELD)


def reverse(client: Client, line: Entry, reason: str) -> int:
    """Send the form; the status of the answer."""
    form = {"reason": reason, "submission": str(uuid.uuid4())}
    return client.post(f"/werkplek/regels/{line.pk}/terugdraaien/", form).status_code


def test_taking_a_line_back_moves_the_figure_by_one(client: Client, line: Entry, marieke: User) -> None:
    intakes = current().indicator("digitalisering-intakes")
    assert value(intakes, TODAY) == 1
    client.force_login(marieke)
    assert reverse(client, line, "Verkeerd bedrijf") == 302
    assert value(intakes, TODAY) == 0
    page = client.get(f"/werkplek/regels/{line.pk}/").content.decode()
    assert "Verkeerd bedrijf" in page
    assert "terugdraaien" not in page


def test_reason_is_asked(client: Client, line: Entry, marieke: User) -> None:
    client.force_login(marieke)
    assert reverse(client, line, "   ") == 422
    assert Entry.objects.filter(reverses=line).count() == 0


def test_second_correction_is_refused_and_keeps_what_was_typed(client: Client, line: Entry, marieke: User) -> None:
    client.force_login(marieke)
    assert reverse(client, line, "Verkeerd bedrijf") == 302
    assert reverse(client, line, "Nog eens") == 422
    assert Entry.objects.filter(reverses=line).count() == 1


def test_adviser_reads_a_line_and_does_not_correct_it(client: Client, line: Entry, anna: User) -> None:
    client.force_login(anna)
    page = client.get(f"/werkplek/regels/{line.pk}/").content.decode()
    assert "Bakkerij De Korenaar" in page
    assert "terugdraaien" not in page
    assert reverse(client, line, "Verkeerd bedrijf") == 403


@pytest.mark.parametrize("person", ["fenna", "ari", "charlie"])
def test_who_sees_figures_only_opens_no_line(
    client: Client, line: Entry, person: str, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(person))
    assert client.get(f"/werkplek/regels/{line.pk}/").status_code == 403


def test_hours_are_corrected_at_their_trajectory(client: Client, line: Entry, anna: User, marieke: User) -> None:
    journey = make_journey(make_company(), anna)
    hours = book_hours(journey, contact=60, on=TODAY, submission=uuid.uuid4(), by=anna)
    client.force_login(marieke)
    page = client.get(f"/werkplek/regels/{hours.pk}/").content.decode()
    assert f'href="/werkplek/trajecten/{journey.pk}/"' in page
    assert reverse(client, hours, "Te veel") == 422
    assert journey.minutes_written == 60
