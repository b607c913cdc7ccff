"""The key of the pseudonyms: a file of its own, apart from the database and from every evaluation file."""

import os
import secrets
import stat
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused

FEWEST_BYTES = 32
OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_key(path: Path) -> None:
    """Write a new key that only its owner may read.

    Raises Refused inside the folder of the project and FileExistsError for a file that is there: a key that is
    overwritten can never be had back, and with it goes the link between the files of the years.
    """
    _check_place(path)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, stat.S_IRUSR | stat.S_IWUSR)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(FEWEST_BYTES))


def read_key() -> bytes:
    """The key in the file that KOPGROEP_EVALUATION_KEY names.

    Raises Refused, with what to do, when none is named or the file is not there, is too short, lies inside the folder
    of the project, or can be read by others than its owner.
    """
    if not settings.EVALUATION_KEY:
        raise Refused(_("There is no key for the pseudonyms yet. Name its file in KOPGROEP_EVALUATION_KEY."))
    path = Path(settings.EVALUATION_KEY)
    _check_place(path)
    if not path.is_file():
        raise Refused(_("The file of the key is not there. Look at KOPGROEP_EVALUATION_KEY."))
    if path.stat().st_mode & OTHERS:
        raise Refused(_("Others can read the file of the key. Give it the rights 0600."))
    key = path.read_bytes()
    if len(key) < FEWEST_BYTES:
        raise Refused(_("The key is too short: it has %(n)s bytes, and needs 32.") % {"n": len(key)})
    return key


def _check_place(path: Path) -> None:
    """Whatever lies in the folder of the project is copied, kept and shown together with it."""
    places = (settings.ROOT, settings.VAR, settings.MEDIA_ROOT)
    if any(path.resolve().is_relative_to(Path(place).resolve()) for place in places):
        raise Refused(_("Keep the key outside the folders of the application."))
