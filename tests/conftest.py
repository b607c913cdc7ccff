"""What every test may use: the cast, a day of its own, and a place in the passes of ./kopgroep test."""

import os

# Playwright runs an event loop in the thread of the test; Django would refuse its own calls there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from kopgroep.accounts.models import User
from tests import cast
from tests.emptying import allow_emptying

HERE = Path(__file__).parent
PARTS = ("sqlite", "postgresql", "browser")
# These test the plan, the texts and the tools; another database tells nothing new about them.
SAME_ON_EVERY_DATABASE = {"house", "kit", "programme", "base", "pipeline"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "django_db_serialized_rollback"}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let ./kopgroep test choose what belongs to one of its passes."""
    parser.addoption("--part", choices=PARTS, help="only the tests of one pass of ./kopgroep test")


def belongs(item: pytest.Item, part: str) -> bool:
    """True when a test belongs to a pass.

    Journeys belong to 'browser', all else to 'sqlite', and what uses a database to 'postgresql' as well.
    """
    room = item.path.relative_to(HERE).parts[0]
    if part != "postgresql":
        return (room == "browser") == (part == "browser")
    fixtures = set(getattr(item, "fixturenames", ()))
    uses_database = item.get_closest_marker("django_db") is not None or bool(fixtures & DATABASE_FIXTURES)
    return uses_database and room not in SAME_ON_EVERY_DATABASE | {"browser"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other passes."""
    part = config.getoption("--part")
    if part is None:
        return
    left_out = [item for item in items if not belongs(item, part)]
    items[:] = [item for item in items if belongs(item, part)]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """The test database, which tests with a live server may empty afterwards."""
    from django.db import connection

    allow_emptying(connection)


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    """Begin in the language of the product: a request of the test before may have left another one behind."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def today_is(monkeypatch: pytest.MonkeyPatch) -> Callable[[date], None]:
    """Let the application's clock stand at a day: ``today_is(date(2023, 5, 15))``. Call it again to go on."""

    def stand(day: date) -> None:
        monkeypatch.setenv("KOPGROEP_TODAY", day.isoformat())

    return stand


@pytest.fixture
def small_region(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The invented region in place of the one that runs; its small scan has every part of a scan once."""
    from kopgroep.programme import current

    monkeypatch.setenv("KOPGROEP_PROGRAMME", str(HERE.parent / "programmes" / "voorbeeld"))
    current.cache_clear()
    yield
    monkeypatch.undo()
    current.cache_clear()


@pytest.fixture
def anna(db: None) -> User:
    """The adviser of the first line."""
    return cast.member("anna")


@pytest.fixture
def sjoerd(db: None) -> User:
    """The theme specialist."""
    return cast.member("sjoerd")


@pytest.fixture
def olga(db: None) -> User:
    """The scheme officer."""
    return cast.member("olga")


@pytest.fixture
def marieke(db: None) -> User:
    """The programme manager."""
    return cast.member("marieke")


@pytest.fixture
def bram(db: None) -> User:
    """The entrepreneur."""
    return cast.member("bram")


@pytest.fixture
def petra(db: None) -> User:
    """The partner."""
    return cast.member("petra")


@pytest.fixture
def fenna(db: None) -> User:
    """The funder."""
    return cast.member("fenna")


@pytest.fixture
def ari(db: None) -> User:
    """The analyst."""
    return cast.member("ari")


@pytest.fixture
def priya(db: None) -> User:
    """The privacy officer."""
    return cast.member("priya")


@pytest.fixture
def charlie(db: None) -> User:
    """Somebody who may see nothing."""
    return cast.member("charlie")
