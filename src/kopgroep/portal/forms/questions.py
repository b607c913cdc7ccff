"""The form with which somebody asks: the question, how to reach you, and which company it is about."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.actions.questions import Asked
from kopgroep.portal.forms.counter import OTHER, CounterForm
from kopgroep.programme import current

ELSEWHERE = "elsewhere"
PHONE_DIGITS = range(8, 16)  # the longest international number has 15


def municipality_choices() -> list[tuple[str, Any]]:
    """The municipalities of the programme, and a way out for who sits elsewhere."""
    area = sorted(current().area, key=lambda m: m.name)
    return [("", _("Choose a municipality")), *((m.code, m.name) for m in area), (ELSEWHERE, _("Somewhere else"))]


class QuestionForm(CounterForm):
    """What an entrepreneur fills in. Made with ``initial`` it complains of nothing; made with ``data`` it checks."""

    text = forms.CharField(
        label=_("Your question"),
        help_text=_("A few words are enough."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write down your question. A few words are enough.")},
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

    field_order = ("text", "company_text", "company", "not_started", "municipality", "name", "phone", "email")
    depending = ("phone", "email", "company_text", "company", "municipality")
    """Whether these are needed depends on the others, so none of them is called optional."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].choices = municipality_choices()  # type: ignore[attr-defined]  # a ChoiceField
        for box in self.depending:
            self.fields[box].unmarked = True  # type: ignore[attr-defined]  # the label does not say "(optional)"

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

    def clean(self) -> None:
        """What is asked about more than one box."""
        given = self.cleaned_data
        self.refuse_machines()
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
        company = self.picked()
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
