"""Opening a file that somebody sent, with a sieve before it."""

import io
import zipfile
from typing import Any

import openpyxl
from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused

LARGEST = 5 * 1024 * 1024
"""Bytes of a file as it is sent."""
LARGEST_UNPACKED = 20 * 1024 * 1024
MOST_PARTS = 200
ZIP, OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FIELD = "file"


def open_workbook(content: bytes) -> Any:
    """The workbook, with formulas as they were written. Raises Refused for what is no workbook, or too large."""
    if not content:
        raise Refused(_("This file is empty. Choose another one."), field=FIELD)
    if len(content) > LARGEST:
        raise Refused(_("This file is larger than 5 MB. Send the sheet of the scan only."), field=FIELD)
    if content.startswith(OLD_EXCEL):
        raise Refused(
            _("This file is locked with a password, or of an old kind. Save it as .xlsx without one."), field=FIELD
        )
    if not content.startswith(ZIP):
        raise _no_workbook()
    try:
        _sieve(content)
        return openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    except Refused:
        raise
    except Exception as error:
        raise _no_workbook() from error


def _no_workbook() -> Refused:
    return Refused(_("This is no Excel file. Open it in your spreadsheet program and save it as .xlsx."), field=FIELD)


def _sieve(content: bytes) -> None:
    """Raises Refused for a file that unpacks to too much, or that declares things to be expanded."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = packed.infolist()
        too_much = sum(part.file_size for part in parts) > LARGEST_UNPACKED
        if too_much or len(parts) > MOST_PARTS:
            raise Refused(_("There is too much in this file. Send the sheet of the scan only."), field=FIELD)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and b"<!" in packed.read(part).replace(b"<!--", b""):
                raise _no_workbook()
