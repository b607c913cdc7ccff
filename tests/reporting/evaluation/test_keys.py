"""The key of the pseudonyms: where it may lie, and who may read it."""

from pathlib import Path
from typing import Any

import pytest

from kopgroep.base.errors import Refused
from kopgroep.reporting.evaluation.keys import make_key, read_key
from kopgroep.reporting.evaluation.pseudonyms import Pseudonyms


def test_new_key_is_for_its_owner_only(key_file: Path) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    assert read_key() == key_file.read_bytes()
    assert len(read_key()) == 32


def test_key_is_never_overwritten(key_file: Path) -> None:
    before = key_file.read_bytes()
    with pytest.raises(FileExistsError):
        make_key(key_file)
    assert key_file.read_bytes() == before


def test_key_that_others_can_read_is_refused(key_file: Path) -> None:
    key_file.chmod(0o640)
    with pytest.raises(Refused):
        read_key()


def test_short_key_is_refused(key_file: Path) -> None:
    key_file.write_bytes(b"kort")
    with pytest.raises(Refused):
        read_key()


def test_no_key_is_refused(settings: Any, tmp_path: Path) -> None:
    for named in ("", str(tmp_path / "weg")):
        settings.EVALUATION_KEY = named
        with pytest.raises(Refused):
            read_key()


@pytest.mark.parametrize("folder", ["ROOT", "VAR", "MEDIA_ROOT"])
def test_key_inside_the_application_is_refused(settings: Any, folder: str) -> None:
    place = Path(getattr(settings, folder)) / "sleutel"
    with pytest.raises(Refused):
        make_key(place)
    assert not place.exists()


def test_same_key_gives_the_same_names_and_another_key_none_of_them() -> None:
    def names(key: bytes) -> set[str]:
        return {Pseudonyms(key).of(what, pk) for what in ("company", "journey") for pk in range(500)}

    assert names(b"a" * 32) == names(b"a" * 32)
    assert len(names(b"a" * 32)) == 1000
    assert names(b"a" * 32) & names(b"b" * 32) == set()
