"""The forms of a company: who looks after it, who works there, what it says of itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.companies.models import StatedFact
from kopgroep.workspace.forms.acting import ActForm, VersionForm, colleague


class ManagerForm(VersionForm):
    """Giving a company another account manager."""

    on_row = {"manager": "account_manager"}
    manager = colleague(_("Account manager"))


class PersonForm(ActForm):
    """Somebody who speaks for a company."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.CharField(label=_("What he or she does there"), required=False, max_length=80)
    email = forms.EmailField(label=_("E-mail address"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=30)
    anyway = forms.BooleanField(label=_("Add anyway"), required=False, widget=forms.HiddenInput)

    def ask_whether_known(self) -> None:
        """Show the box that says: add, also now that I have seen who has this address or number."""
        self.fields["anyway"].widget = forms.CheckboxInput()


class FactForm(ActForm):
    """What the company says of itself, beside the register."""

    field = forms.ChoiceField(label=_("What"))
    value = forms.CharField(label=_("What the company says"), max_length=300)
    source = forms.CharField(label=_("Who said so"), max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["field"].choices = StatedFact.Field.choices  # type: ignore[attr-defined]
