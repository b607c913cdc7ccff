"""What every form of the workspace needs: sending twice is harmless, refusals come back beside what was typed."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused, Stale
from kopgroep.casework.lines import misfits_of_company, misfits_of_day, themes_of
from kopgroep.casework.note_warnings import Finding, sensitive
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.forms.clash import VersionMixin

KEEP = "keep_words"
Choices = list[tuple[str, str]]


class ActForm(forms.Form):
    """A form that makes something. ``submission`` is drawn with the form, so that a double click makes one row."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=True)
    notes: tuple[str, ...] = ()
    """The fields in which somebody writes about people; they are searched for words that hardly ever belong there."""
    kept: list[str] = []
    """The groups of such words that this person was asked about and kept."""
    changes: list[str] = []
    """What somebody else changed while this form was open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = get_language() or "nl"
        self.fields["submission"].initial = uuid.uuid4
        if self.notes and self.is_bound:
            self.fields[KEEP] = forms.BooleanField(label=_("It really belongs here"), required=False)
            self.fields[KEEP].unmarked = True  # type: ignore[attr-defined]  # read by the field template

    def full_clean(self) -> None:
        """Look for sensitive words once everything is filled in; the box to keep them is there only when there are."""
        super().full_clean()
        if KEEP not in self.fields:
            return
        findings = sensitive(*(str(self.cleaned_data.get(name) or "") for name in self.notes if self.is_new(name)))
        if self.cleaned_data.pop(KEEP, False):
            self.kept = [finding.group for finding in findings]
        elif findings:
            self.add_error(KEEP, self._warning(findings))
        if not findings:
            del self.fields[KEEP]

    def is_new(self, name: str) -> bool:
        """Whether a field says something that nobody was asked about before."""
        return True

    def _warning(self, findings: list[Finding]) -> str:
        words = ", ".join(f"‘{word}’" for finding in findings for word in finding.words)
        return _("Look again at %(words)s. The entrepreneur may read this. Take it out, or tick the box.") % {
            "words": words
        }

    def named(self, items: Any, *, empty: str | None = None) -> Choices:
        """Code and name of programme items that may still be chosen."""
        found = [(item.code, item.name.in_(self.language)) for item in items if item.is_active(today())]
        return [("", empty), *found] if empty is not None else found

    @property
    def status(self) -> int:
        """The HTTP status of a page with this form: 409 when somebody was first, 422 with errors, else 200."""
        if self.changes:
            return 409
        return 422 if self.is_bound and self.errors else 200


class VersionForm(VersionMixin, ActForm):
    """A form that changes something: ``version`` is that of the row when the form was made.

    Give it the values of the row as ``initial``. When somebody else was first, what he or she wrote stands beside each
    field, with the choice whose words to keep; a field that this person left alone takes over theirs.
    """

    def is_new(self, name: str) -> bool:
        """What stood in the row already was asked about when it was written."""
        return name in self.changed_data


@contextmanager
def refusals_on(form: ActForm) -> Iterator[None]:
    """Put a refusal on the form, at its field. After a clash the form shows it and gets the new version."""
    try:
        yield
    except Stale as stale:
        if isinstance(form, VersionForm):
            form.meet(stale)
        form.add_error(None, _("Somebody else changed this after you opened it. Look at the change and save again."))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of colleagues, by name."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


def colleague(label: Any, *, required: bool = True) -> PersonChoice:
    """A field to choose one of the advisers and specialists."""
    return PersonChoice(User.objects.advisers(), label=label, required=required, empty_label=None)


def offer_lines(form: ActForm, company: Company, *, backdated: bool, empty: str = "") -> None:
    """Offer the programme lines that may pay for a company, and say of the others why not, in the field ``line``.

    With ``backdated`` lines that have ended too: what is written down today may have happened before. The themes are
    said in the choice itself; the act checks them, and the day.
    """
    choices: Choices = [("", empty)] if empty else []
    against: list[str] = []
    for line in current().lines:
        on = min(today(), line.ends_on) if backdated else today()
        if not line.is_active(today()):
            continue
        reasons = [*misfits_of_company(line, company), *misfits_of_day(line, on)]
        against += reasons
        if not reasons:
            name, themes = line.name.in_(form.language), themes_of(line)
            # Apart from the name: the tool that gathers texts reads no text inside another one.
            only = _("only %(themes)s") % {"themes": themes}
            choices.append((line.code, f"{name} ({only})" if themes else name))
    form.fields["line"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
    form.fields["line"].help_text = " ".join(against)


DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MINUTES = {"min_value": 0, "max_value": 1440, "required": False}


class MinutesMixin(forms.Form):
    """Minutes of contact, preparation and travel; together they count against the cap."""

    minutes_contact = forms.IntegerField(label=gettext_lazy("Conversation, in minutes"), **MINUTES)  # type: ignore[arg-type]
    minutes_preparation = forms.IntegerField(label=gettext_lazy("Preparation, in minutes"), **MINUTES)  # type: ignore[arg-type]
    minutes_travel = forms.IntegerField(label=gettext_lazy("Travel, in minutes"), **MINUTES)  # type: ignore[arg-type]

    def minutes(self) -> dict[str, int]:
        """The three figures, empty ones as 0."""
        return {name: self.cleaned_data.get(f"minutes_{name}") or 0 for name in ("contact", "preparation", "travel")}
