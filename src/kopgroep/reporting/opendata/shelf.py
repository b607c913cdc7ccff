"""Open data as it was written: made once, in the night or by whoever asks first, and then only read.

What is published changes when a quarter is closed, and with the programme, the address of the site and the software.
Together they are an edition, and each edition has a folder. A file has its name only when it is whole, so that a night
that breaks off leaves nothing half, and the next one goes on where it stopped.
"""

import os
import shutil
import tempfile
from datetime import date
from hashlib import sha256
from itertools import product
from pathlib import Path

from django.conf import settings

from kopgroep.reporting.fingerprints import code_version
from kopgroep.reporting.models import Closing
from kopgroep.reporting.opendata.catalogue import WRITERS
from kopgroep.reporting.opendata.datasets import BY_CODE, FORMS, Quarter, quarters
from kopgroep.reporting.opendata.everything import catalogue, edition

SHORT = 32


def write_open_data(on: date) -> int:
    """Write what is not written yet, and throw away earlier editions. Returns how many files were written."""
    here = _folder()
    written = _write_catalogue(here)
    for quarter, code, form in product(quarters(), BY_CODE, FORMS):
        path = _path(here, code, quarter.name, form)
        if not path.exists():
            _put(path, _made(code, quarter, form))
            written += 1
    for other in here.parent.iterdir() if here.parent.is_dir() else ():
        if other != here:
            shutil.rmtree(other, ignore_errors=True)
    return written


def file_of(code: str, quarter: str, form: str) -> bytes | None:
    """One file of one closed quarter, written now when the night did not; None when there is no such file."""
    if code not in BY_CODE or form not in FORMS or not Closing.objects.closed().filter(quarter=quarter).exists():
        return None
    path = _path(_folder(), code, quarter, form)
    found = _read(path)
    if found is None:
        [known] = [one for one in quarters() if one.name == quarter]
        found = _put(path, _made(code, known, form))
    return found


def catalogue_as(form: str) -> bytes | None:
    """The catalogue in one form, written now when the night did not; None when there is nothing to catalogue."""
    here = _folder()
    found = _read(here / f"catalogue.{form}")
    if found is None and _write_catalogue(here):
        found = _read(here / f"catalogue.{form}")
    return found


def _write_catalogue(here: Path) -> int:
    """Write the forms that are not there. The catalogue itself is made once for all of them."""
    missing = [form for form in WRITERS if not (here / f"catalogue.{form}").exists()]
    graph = catalogue() if missing else None
    if graph is None:
        return 0
    for form in missing:
        _put(here / f"catalogue.{form}", WRITERS[form][1](graph))
    return len(missing)


def _made(code: str, quarter: Quarter, form: str) -> bytes:
    return FORMS[form](BY_CODE[code], quarter)


def _path(here: Path, code: str, quarter: str, form: str) -> Path:
    return here / f"{code}-{quarter}.{form}"


def _folder() -> Path:
    """Where this edition stands."""
    words = f"{edition()}|{code_version()}"
    root: Path = settings.VAR / "open-data"
    return root / sha256(words.encode()).hexdigest()[:SHORT]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _put(path: Path, content: bytes) -> bytes:
    """Write a file whole or not at all, also when two do so at once: both bring the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(number)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return content
