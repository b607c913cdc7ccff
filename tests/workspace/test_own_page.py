"""The page of one's own work."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.casework.actions.hours import book_hours
from tests.factories import TODAY, make_company, make_journey
from tests.workspace.test_monitor import seen_by


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def test_ones_own_page_draws_no_hours_before_there_are_any(client: Client, sjoerd: User) -> None:
    assert "You wrote no hours yet" in seen_by(client, sjoerd, "/werkplek/mijn-werk/")
    journey = make_journey(make_company("Smid"), sjoerd)
    book_hours(journey, contact=90, on=TODAY, submission=uuid.uuid4(), by=sjoerd)
    page = seen_by(client, sjoerd, "/werkplek/mijn-werk/")
    assert ("You wrote no hours yet" in page, "Hours in trajectories per quarter" in page) == (False, True)
