"""What every form of the counter has: a number against sending twice, a trap for machines, and the own company."""

import re
import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kopgroep.companies.models import Company
from kopgroep.companies.search import Suggestion, company_suggestions

OTHER = "other"
SHORTEST_SEARCH = 2
NUMBER_LENGTHS = (8, 12)  # of a company and of an establishment


class CounterForm(forms.Form):
    """A form that begins something and asks which company it is about."""

    company_text = forms.CharField(
        label=_("Name or KVK number of your company"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization", "spellcheck": "false"}),
    )
    company = forms.ChoiceField(
        label=_("Which company is yours?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose your company in the list, or say that it is not there.")},
    )
    # A box that people do not see and machines fill in. The template draws it empty every time.
    website = forms.CharField(required=False)
    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    lookup = ""
    """Which page the list of companies belongs to, for ``portal:companies``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", str(uuid.uuid4()))
        self.fields["company_text"].widget.attrs |= {
            "hx-get": f"{reverse('portal:companies')}{self.lookup}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#companies",
            "hx-swap": "outerHTML",
        }
        self.fields["company"].unmarked = True  # type: ignore[attr-defined]  # the label does not say "(optional)"
        self.suggestions = self._suggest()
        self.fields["company"].choices = self._company_choices()  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def searched(self) -> bool:
        """Whether something was typed that can be looked up."""
        return len(self._typed("company_text")) >= SHORTEST_SEARCH

    @property
    def nothing_found(self) -> bool:
        """Whether the register has no company like what was typed."""
        return self.searched and not self.suggestions

    def _typed(self, field: str) -> str:
        return str(self[field].value() or "").strip()

    def _suggest(self) -> list[Suggestion]:
        """Companies like what was typed."""
        return company_suggestions(self._typed("company_text")) if self.searched else []

    def _company_choices(self) -> list[tuple[str, Any]]:
        """Name and place of each, and a way out; nothing when there is nothing to choose."""
        if not self.suggestions:
            return []
        rows = [(str(s.company_id), ", ".join(filter(None, (s.name, s.place)))) for s in self.suggestions]
        return [*rows, (OTHER, _("My company is not in this list"))]

    def clean_company_text(self) -> str:
        """What was typed; refuses a number that is too short or too long to be looked up."""
        typed = str(self.cleaned_data["company_text"])
        digits = re.sub(r"[\s.]", "", typed)
        if digits.isdecimal() and len(digits) not in NUMBER_LENGTHS:
            raise forms.ValidationError(_("A KVK number has 8 digits. You can also type the name of your company."))
        return typed

    def clean_submission(self) -> uuid.UUID:
        """The number that this form was made with; a new one when it was damaged, which people never do."""
        try:
            return uuid.UUID(self.cleaned_data["submission"])
        except ValueError:
            return uuid.uuid4()

    def refuse_machines(self) -> None:
        """Say what is wrong when the box was filled in that people do not see."""
        if self.cleaned_data.get("website"):
            self.add_error(None, _("A box that must stay empty was filled in, perhaps by your browser. Send it again."))

    def picked(self) -> Company | None:
        """The company of the register that was chosen. Only after ``is_valid``."""
        key = self.cleaned_data["company"]
        if key in ("", OTHER):
            return None
        return Company.objects.filter(pk=key).prefetch_related("establishments").first()
