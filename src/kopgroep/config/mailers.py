"""The ways out for mail, from the environment. Without KOPGROEP_SMTP_HOST mail is written to files.

``KOPGROEP_MAIL=nowhere`` throws all mail away: for building a demonstration, whose mail of years is nobody's.
"""

import os
from pathlib import Path
from typing import Any

SECURITY = ("none", "starttls", "tls")
SOMEBODY_WAITS, NOBODY_WAITS = 5, 60
"""Seconds of patience with the mail server."""


def mailers(folder: Path) -> dict[str, dict[str, Any]]:
    """Django's setting MAILERS. Raises SystemExit with the remedy when the environment makes no sense."""
    if os.environ.get("KOPGROEP_MAIL") == "nowhere":
        if os.environ.get("KOPGROEP_PRODUCTION") == "1":
            raise SystemExit("KOPGROEP_MAIL=nowhere throws all mail away. Take it out of the environment.")
        nowhere = {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
        return {"default": nowhere, "post": nowhere}
    host = os.environ.get("KOPGROEP_SMTP_HOST")
    if not host:
        files = {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": str(folder)}}
        return {"default": files, "post": files}
    security = os.environ.get("KOPGROEP_SMTP_SECURITY", "none")
    if security not in SECURITY:
        raise SystemExit(f"KOPGROEP_SMTP_SECURITY is {security!r}. Make it one of {', '.join(SECURITY)}.")
    options = {
        "host": host,
        "port": int(os.environ.get("KOPGROEP_SMTP_PORT", "25")),
        "username": os.environ.get("KOPGROEP_SMTP_USER", ""),
        "password": os.environ.get("KOPGROEP_SMTP_PASSWORD", ""),
        "use_tls": security == "starttls",
        "use_ssl": security == "tls",
    }
    way = {"BACKEND": "kopgroep.post.smtp.EmailBackend"}
    return {
        "default": {**way, "OPTIONS": {**options, "timeout": SOMEBODY_WAITS}},
        "post": {**way, "OPTIONS": {**options, "timeout": NOBODY_WAITS}},
    }
