"""The audit trail in words: what was done, and what was said of it, on one line each."""

import re
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.dates import nice_date
from kopgroep.casework.note_warnings import NATIONAL_NUMBER
from kopgroep.programme import current
from kopgroep.workspace.log_deeds import DEEDS
from kopgroep.workspace.log_details import CODES, NAMES
from kopgroep.workspace.post_words import STATES

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def deed(event: AuditEvent) -> str:
    """What was done, in words; the verb itself when it has none yet."""
    return str(DEEDS.get(f"{event.verb} {event.subject_type}", event.verb.replace("_", " ")))


def details(event: AuditEvent, *, without: tuple[str, ...] = ()) -> str:
    """What was said of it, such as ``theme: export, minutes: 45``; what is empty or nought is left out."""
    said = [(key, value) for key, value in event.detail.items() if key not in without]
    told = [(NAMES.get(key, key.replace("_", " ")), plain(named(key, value))) for key, value in said]
    return ", ".join(f"{name}: {value}" for name, value in told if value not in {"", "0"})


def named(key: str, value: Any) -> Any:
    """The programme's own word for a code, such as the name of a role or theme; what has none stays as it is."""
    programme, language = current(), get_language() or "nl"
    known: dict[str, Any] = {
        "role": programme.roles,
        "theme": {theme.code: theme for theme in programme.themes},
        "kind": {kind.code: kind for kind in programme.results.kinds},
        "group": {group.code: group for group in programme.sensitive_words},
        "reason": {reason.code: reason for reason in programme.decline_reasons},
        "scan": {scan.code: scan for scan in programme.scans},
        "service": {service.code: service for service in programme.services},
    }
    if key == "was" and value in STATES:
        return str(STATES[value][0])
    words = known.get(key.removesuffix("s"), {})
    if isinstance(value, list):
        return [named(key, item) for item in value]
    if key in CODES:
        return CODES[key].get(str(value), value)
    if key == "partner":
        return next((partner.name for partner in programme.partners if partner.code == value), value)
    if key == "changed" and value in NAMES:
        return str(NAMES[value])
    if value == NATIONAL_NUMBER:
        return _("citizen service number")
    return words[value].name.in_(language) if isinstance(value, str) and value in words else value


def plain(value: Any) -> str:
    """A value of the trail on one line."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dict):
        return ", ".join(f"{name} {plain(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, str) and DAY.fullmatch(value):
        return nice_date(date.fromisoformat(value), get_language() or "nl")
    return "" if value is None else str(value)
