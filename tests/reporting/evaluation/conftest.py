"""The region and its key."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.reporting.evaluation.keys import make_key
from tests.reporting.evaluation.region import Region, make_region


@pytest.fixture
def region(db: None, anna: User, today_is: Callable[[date], None]) -> Region:
    """A small region with something of everything."""
    return make_region(anna, today_is)


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    """A key where it belongs."""
    path = tmp_path / "sleutel"
    make_key(path)
    settings.EVALUATION_KEY = str(path)
    return path
