"""The counter as its tests find it: a Monday, an adviser who can call, and nobody who has asked too much."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.core.cache import cache

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from tests.cast import make_user
from tests.factories import TODAY

Filled = Callable[..., dict[str, str]]


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    cache.clear()


@pytest.fixture
def nel(db: None) -> User:
    """The adviser of the municipality in which the companies of the tests lie."""
    return make_user("Nel Bij", Role.ADVISER, areas=["GM0106"])


@pytest.fixture
def filled() -> Filled:
    """What a starter fills in, as the form sends it; named boxes are changed, and left out when None."""

    def fill(**changes: str | None) -> dict[str, str]:
        boxes: dict[str, str | None] = {
            "text": "Waar begin ik met verkopen over de grens?",
            "name": "Bram Jansen",
            "phone": "06 12 34 56 78",
            "email": "bram@example.org",
            "company_text": "",
            "not_started": "on",
            "municipality": "GM0106",
            "website": "",
            "submission": str(uuid.uuid4()),
        }
        return {box: value for box, value in {**boxes, **changes}.items() if value is not None}

    return fill
