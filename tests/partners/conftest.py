"""The day on which the tests of partners stand, and the small invented programme."""

from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.partners import choosing, matching, reasons
from kopgroep.programme import Programme, load
from tests.factories import TODAY
from tests.programme.conftest import PROGRAMMES


@pytest.fixture(autouse=True)
def _stand_in_the_programme(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> Programme:
    """The invented programme with three services, as the one in use."""
    programme = load(PROGRAMMES / "voorbeeld")
    for module in (choosing, reasons):
        monkeypatch.setattr(module, "current", lambda: programme)
    assert not hasattr(matching, "current")
    return programme
