"""The open data as it is written in the night, and read by whoever asks."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.reporting.opendata.catalogue import WRITERS
from kopgroep.reporting.opendata.datasets import DATASETS, FORMS
from kopgroep.reporting.opendata.shelf import write_open_data
from tests.reporting.quarters import SOON, closed, some_work

OF_A_QUARTER = len(DATASETS) * len(FORMS)
ALL = OF_A_QUARTER + len(WRITERS)
ADDRESSES = ["doelen/2021Q1.csv", "definities/2021Q1.json", *(f"catalogus.{form}" for form in WRITERS)]


@pytest.fixture(autouse=True)
def shelf(
    anna: User, marieke: User, olga: User, today_is: Callable[[date], None], settings: Any, tmp_path: Path
) -> Path:
    """A closed quarter, and nothing written yet."""
    settings.VAR = tmp_path
    cache.clear()
    some_work(anna, marieke, today_is, companies=12)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    return tmp_path / "open-data"


def files(shelf: Path) -> dict[str, bytes]:
    """What stands on the shelf, by edition and name."""
    return {str(path.relative_to(shelf)): path.read_bytes() for path in shelf.rglob("*") if path.is_file()}


def test_night_writes_everything_once(shelf: Path) -> None:
    assert (write_open_data(SOON), write_open_data(SOON), len(files(shelf))) == (ALL, 0, ALL)


@pytest.mark.parametrize("address", ADDRESSES)
def test_reader_gets_what_the_night_wrote(client: Client, shelf: Path, address: str) -> None:
    write_open_data(SOON)
    name = address.replace("/", "-").replace("catalogus", "catalogue")
    [path] = shelf.rglob(name)
    path.write_bytes(b"as it stands there")
    assert client.get(f"/open-data/{address}").content == b"as it stands there"


@pytest.mark.parametrize("address", ADDRESSES)
def test_reader_before_the_night_gets_the_same_bytes(client: Client, shelf: Path, address: str) -> None:
    early = client.get(f"/open-data/{address}").content
    assert early in files(shelf).values()
    written = len(WRITERS) if "catalogus" in address else 1
    assert write_open_data(SOON) == ALL - written
    assert client.get(f"/open-data/{address}").content == early


def test_night_goes_on_where_the_last_one_broke_off(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*facts: Any) -> bytes:
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setitem(FORMS, "json", broken)
        with pytest.raises(OSError, match="No space left"):
            write_open_data(SOON)
    begun = files(shelf)
    assert 0 < len(begun) < ALL
    assert write_open_data(SOON) == ALL - len(begun)
    assert files(shelf).items() >= begun.items()


def test_file_is_whole_or_not_there(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk breaks off between the bytes and the name."""

    def broken(source: str, target: Path) -> None:
        raise OSError("Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", broken)
        with pytest.raises(OSError, match="Input/output"):
            write_open_data(SOON)
    assert files(shelf) == {}
    assert write_open_data(SOON) == ALL


def test_new_quarter_makes_a_new_edition_and_keeps_the_bytes_of_the_old_one(
    shelf: Path, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    write_open_data(SOON)
    before = {Path(name).name: content for name, content in files(shelf).items()}
    today_is(date(2021, 7, 5))
    closed("2021Q2", proposed_by=marieke, closed_by=olga)
    assert write_open_data(date(2021, 7, 5)) == ALL + OF_A_QUARTER
    after = {Path(name).name: content for name, content in files(shelf).items()}
    assert len(list(shelf.iterdir())) == 1
    assert {name for name, content in before.items() if after[name] != content} == {
        f"catalogue.{form}" for form in WRITERS
    }
