"""The settings of the application, with quick passwords, mail in memory and files that are thrown away."""

import os
import tempfile
from pathlib import Path

# The tests say themselves what day it is; a demonstration's date in the shell must not change them.
os.environ.pop("KOPGROEP_TODAY", None)
_FILES = tempfile.TemporaryDirectory(prefix="kopgroep-tests-")
os.environ["KOPGROEP_VAR"] = _FILES.name
Path(_FILES.name, "static").mkdir()

from kopgroep.config.settings import *  # noqa: E402, F403  (after the folder above is chosen)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MAILERS = {name: {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"} for name in ("default", "post")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # In a file, as in the product: in memory, threads share one cache and lock each other in ways of its own.
    DATABASES["default"]["TEST"] = {"NAME": os.path.join(_FILES.name, "test.sqlite3")}  # noqa: F405
