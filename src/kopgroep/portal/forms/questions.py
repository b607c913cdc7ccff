"""The one form of the counter: the question, how to reach you, and which company it is about."""

import re
import uuid
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.actions.questions import Asked
from kopgroep.companies.models import Company
from kopgroep.companies.search import Suggestion, company_suggestions
from kopgroep.programme import current

OTHER = "other"
ELSEWHERE = "elsewhere"
SHORTEST_SEARCH = 2
PHONE_DIGITS = range(8, 16)  # the longest international number has 15
NUMBER_LENGTHS = (8, 12)  # of a company and of an establishment


def municipality_choices() -> list[tuple[str, Any]]:
    """The municipalities of the programme, and a way out for who sits elsewhere."""
    area = sorted(current().area, key=lambda m: m.name)
    return [("", _("Choose a municipality")), *((m.code, m.name) for m in area), (ELSEWHERE, _("Somewhere else"))]


class QuestionForm(forms.Form):
    """What an entrepreneur fills in. Made with ``initial`` it complains of nothing; made with ``data`` it checks."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("A few words are enough."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down your question. A few words are enough.")},
    )
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
    not_started = forms.BooleanField(label=_("I have not started yet"), required=False)
    municipality = forms.ChoiceField(
        label=_("In which municipality are you?"),
        required=False,
        help_text=_("Then an adviser from your area calls you."),
        error_messages={"invalid_choice": _("Choose a municipality in the list.")},
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Fill in your name, so that we know whom to ask for.")},
    )
    phone = forms.CharField(
        label=_("Phone number"),
        required=False,
        max_length=30,
        help_text=_("So that we can call you."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_("Here we send the link with which you follow your question."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("This is not an e-mail address. An address looks like name@company.nl.")},
    )
    # A box that people do not see and machines fill in. The template draws it empty every time.
    website = forms.CharField(required=False)
    submission = forms.CharField(required=False, widget=forms.HiddenInput)

    depending = ("phone", "email", "company_text", "company", "municipality")
    """Whether these are needed depends on the others, so none of them is called optional."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("submission", str(uuid.uuid4()))
        self.fields["company_text"].widget.attrs |= {
            "hx-get": reverse("portal:companies"),
            "hx-trigger": "input changed delay:250ms",
            "hx-target": "#companies",
            "hx-swap": "outerHTML",
        }
        self.fields["municipality"].choices = municipality_choices()  # type: ignore[attr-defined]  # a ChoiceField
        for box in self.depending:
            self.fields[box].unmarked = True  # type: ignore[attr-defined]  # the label does not say "(optional)"
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

    def clean_text(self) -> str:
        """The question; refuses what holds no letter."""
        text = str(self.cleaned_data["text"])
        if not re.search(r"[^\W\d_]", text):
            raise forms.ValidationError(_("Write down your question in words."))
        return text

    def clean_phone(self) -> str:
        """The number as typed; refuses what cannot be called."""
        phone = str(self.cleaned_data["phone"])
        if phone and (re.search(r"[^\d\s()+./-]", phone) or len(re.sub(r"\D", "", phone)) not in PHONE_DIGITS):
            raise forms.ValidationError(_("We cannot call this number. Use digits, such as 06 12 34 56 78."))
        return phone

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

    def clean(self) -> None:
        """What is asked about more than one box."""
        given = self.cleaned_data
        if given.get("website"):
            self.add_error(None, _("A box that must stay empty was filled in, perhaps by your browser. Send it again."))
        if not given.get("email") and not given.get("phone") and not {"email", "phone"} & set(self.errors):
            self.add_error("phone", _("Fill in a phone number or an e-mail address, so that we can reach you."))
        self._clean_company()

    def _clean_company(self) -> None:
        """Either a company of the register, or a typed name and a municipality, or not started and a municipality."""
        given = self.cleaned_data
        if {"company", "company_text"} & set(self.errors):
            return
        if given.get("company") not in ("", OTHER):
            if given.get("not_started"):
                both = _("You chose a company and also ticked that you have not started. Undo one of the two.")
                self.add_error("not_started", both)
            return
        if not given.get("not_started"):
            if not given.get("company_text"):
                self.add_error("company_text", _("Fill in your company, or tick that you have not started yet."))
                return
            if self.suggestions and not given.get("company"):
                self.add_error("company", _("Choose your company in the list, or say that it is not there."))
                return
        if not given.get("municipality") and "municipality" not in self.errors:
            self.add_error("municipality", _("Choose the municipality where you are or want to start."))

    def asked(self) -> Asked:
        """What was filled in, as the action takes it. Only after ``is_valid``."""
        given = self.cleaned_data
        picked = given["company"] if given["company"] != OTHER else ""
        company = Company.objects.filter(pk=picked).prefetch_related("establishments").first() if picked else None
        return Asked(
            text=given["text"],
            name=given["name"],
            email=given["email"],
            phone=given["phone"],
            company=company,
            company_typed="" if company else given["company_text"],
            not_started=given["not_started"],
            municipality_code="" if company or given["municipality"] == ELSEWHERE else given["municipality"],
            language=(get_language() or "nl")[:2],
        )
