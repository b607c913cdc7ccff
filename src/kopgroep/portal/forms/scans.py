"""Beginning a scan at the counter."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.portal.forms.counter import CounterForm
from kopgroep.scans.actions.fillings import Visitor

WRONG_ADDRESS = _("This is not an e-mail address. An address looks like name@company.nl.")


class StartForm(CounterForm):
    """Who fills in a scan, and which company it is about."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Fill in your name, so that we know who answered.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        help_text=_(
            "We mail you the link to go on later, and the one to the result. Without it you get the link on the page."
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": WRONG_ADDRESS},
    )
    field_order = ("company_text", "company", "name", "email")
    lookup = "?voor=scan"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company_text"].unmarked = True  # type: ignore[attr-defined]  # needed, unless one was chosen

    def clean(self) -> None:
        """A company of the register, or a typed name."""
        self.refuse_machines()
        given = self.cleaned_data
        if {"company", "company_text"} & set(self.errors) or given.get("company"):
            return
        if not given.get("company_text"):
            self.add_error("company_text", _("Fill in the name of your company."))
        elif self.suggestions:
            self.add_error("company", _("Choose your company in the list, or say that it is not there."))

    def visitor(self) -> Visitor:
        """What was filled in, as the action takes it. Only after ``is_valid``."""
        given, company = self.cleaned_data, self.picked()
        return Visitor(
            contact_name=" ".join(given["name"].split()),
            contact_email=given["email"],
            company_guess=company,
            company_typed="" if company else given["company_text"],
            language=(get_language() or "nl")[:2],
        )


class AddressForm(forms.Form):
    """Where the link goes, when nobody said it yet."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Fill in the e-mail address to which the link goes."), "invalid": WRONG_ADDRESS},
    )
