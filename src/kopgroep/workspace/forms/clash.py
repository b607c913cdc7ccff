"""When two people change one row: what the other one wrote stands beside each field, and nobody's words are lost."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.db import models
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.clock import now
from kopgroep.base.errors import Stale
from kopgroep.workspace.log_words import deed, details

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Clash:
    """What stands in the row in place of what this form was made from."""

    who: str
    """Name of who wrote it; empty when the audit trail does not tell."""
    at: datetime | None
    shown: str
    """Their value as a person reads it; empty when they emptied the field."""
    values: list[str]
    """Their value as the form sends it."""
    both: bool
    """Whether this person changed the field too. Then there is something to choose; else theirs was filled in."""


def sent(value: Any) -> list[str]:
    """A value of a row, or a cleaned one, as a form sends it."""
    if value is None or value is False:
        return []
    if isinstance(value, models.Manager):
        value = value.all()
    if isinstance(value, models.QuerySet | list | tuple | set):
        return sorted(part for item in value for part in sent(item))
    if value is True:
        return ["on"]
    if isinstance(value, models.Model):
        return [str(value.pk)]
    text = value.isoformat() if isinstance(value, date) else str(value).replace("\r\n", "\n").strip()
    return [text] if text else []


def digest(value: Any) -> str:
    """A short mark by which a value is known again, whatever its length."""
    return hashlib.sha256(json.dumps(sent(value)).encode()).hexdigest()[:16]


def stamp(values: Mapping[str, Any]) -> str:
    """What a form was made from and when: the content of its hidden field ``seen``."""
    return json.dumps({"at": now().isoformat(), "was": {name: digest(value) for name, value in values.items()}})


def read_stamp(text: str) -> tuple[datetime | None, dict[str, str]]:
    """When the form was made and the marks of what it was made from; nothing for what no form of ours has sent."""
    try:
        said = json.loads(text)
        moment, was = parse_datetime(str(said["at"])), {str(name): str(mark) for name, mark in said["was"].items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None, {}
    return (moment if moment and moment.tzinfo else None), was


def shown(field: forms.Field, value: Any) -> str:
    """A value as a person reads it: the words of a choice, a date in full."""
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, date):
        return date_format(value, "j M Y")
    words = {str(code): str(word) for code, word in getattr(field, "choices", ()) if isinstance(code, str | int)}
    return ", ".join(words.get(part, part) for part in sent(value))


def since(events: Sequence[AuditEvent], moment: datetime | None) -> list[AuditEvent]:
    """The events after the form was made; when that is not known, the latest one."""
    later = [event for event in events if moment and event.at >= moment]
    return later or list(events[:1])


def told(event: AuditEvent) -> str:
    """One change on one line: who, when, what."""
    what = ", ".join(part for part in (deed(event), details(event)) if part)
    return f"{event.actor.name if event.actor else '-'}, {localtime(event.at):%H:%M}: {what}"


def writer_of(events: Sequence[AuditEvent], *names: str) -> AuditEvent | None:
    """The latest event that says it changed a field, else the latest of all."""
    for event in events:
        changed = event.detail.get("changed")
        if set(names) & {*event.detail, *(changed if isinstance(changed, list) else ())}:
            return event
    return events[0] if events else None


def clashes(
    fields: Mapping[str, forms.Field],
    *,
    mine: Mapping[str, Any],
    theirs: Mapping[str, Any],
    was: Mapping[str, str],
    events: Sequence[AuditEvent],
    names: Mapping[str, str],
) -> dict[str, Clash]:
    """Compare three versions of each field: what the form was made from, what this person sent, what is in the row now.

    A field that the other one left alone, or in which both wrote the same, has no clash.
    """
    found = {}
    for name, value in theirs.items():
        if digest(value) in (was.get(name), digest(mine.get(name))):
            continue
        event = writer_of(events, name, names.get(name, name))
        found[name] = Clash(
            who=event.actor.name if event and event.actor else "",
            at=event.at if event else None,
            shown=shown(fields[name], value),
            values=sent(value),
            both=digest(mine.get(name)) != was.get(name),
        )
    return found


class VersionMixin(forms.Form):
    """A form that changes a row: it knows the version and the values that it was made from."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=True)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    on_row: Mapping[str, str] = {}
    """The name that a field has on the row, where it is another than in the form."""
    changes: list[str] = []
    """What somebody else did while this form was open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = lambda: stamp(
            {name: self.get_initial_for_field(field, name) for name, field in self._asked()}
        )
        if self.is_bound:
            self._take_theirs()

    def _asked(self) -> list[tuple[str, forms.Field]]:
        return [(name, field) for name, field in self.fields.items() if not field.widget.is_hidden]

    def _take_theirs(self) -> None:
        """Where the person chose what the other one wrote, that is what this form says."""
        data: Any = copy(self.data)
        for name, _field in self._asked():
            if data.get(f"keep_{name}") == THEIRS and hasattr(data, "getlist"):
                data.setlist(self.add_prefix(name), data.getlist(f"{THEIRS}_{name}"))
        self.data = data

    def theirs(self, row: models.Model) -> dict[str, Any]:
        """What stands in the row now, for every field of this form that the row has."""
        named = {name: self.on_row.get(name, name) for name, _field in self._asked()}
        return {name: getattr(row, on_row) for name, on_row in named.items() if hasattr(row, on_row)}

    def mine(self) -> Mapping[str, Any]:
        """What this person means to write. A form that drops or adds something before it writes says so here."""
        return self.cleaned_data

    def meet(self, stale: Stale) -> None:
        """Show what the other one did, keep what this person typed, and make a second save a conscious one."""
        moment, was = read_stamp(str(self.cleaned_data.get("seen", "")))
        events = since(stale.changes, moment)
        self.changes = [told(event) for event in events]
        theirs = self.theirs(stale.row)
        found = clashes(self.fields, mine=self.mine(), theirs=theirs, was=was, events=events, names=self.on_row)
        data: Any = copy(self.data)
        for name, clash in found.items():
            self.fields[name].clash = clash  # type: ignore[attr-defined]  # drawn beside the field
            if not clash.both:
                data.setlist(self.add_prefix(name), clash.values)
        data[self.add_prefix("version")] = str(stale.row.version)
        data[self.add_prefix("seen")] = stamp(theirs)
        self.data = data
