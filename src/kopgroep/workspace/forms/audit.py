"""The filter of the two logs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.workspace.forms.acting import DATE


class AnybodyChoice(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A choice of everybody who ever had an account."""

    def label_from_instance(self, obj: Any) -> str:
        """The name, and whether the account is closed."""
        return str(obj.name) if obj.is_active else f"{obj.name} ({_('closed')})"


class LogFilterForm(forms.Form):
    """Who, which company, and from when to when. An empty field leaves nothing out."""

    persoon = AnybodyChoice(
        User.objects.order_by("-is_active", "name"), label=_("Who did it"), required=False, empty_label=_("Everybody")
    )
    bedrijf = forms.CharField(
        label=_("Company"), required=False, max_length=200, help_text=_("KVK number, or the exact name.")
    )
    van = forms.DateField(label=_("From"), required=False, widget=DATE)
    tot = forms.DateField(label=_("Up to and including"), required=False, widget=DATE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.unmarked = True  # type: ignore[attr-defined]  # the label does not say "(optional)"

    def clean_bedrijf(self) -> Company | None:
        """The company that was meant. An error when none or more than one fits."""
        typed = self.cleaned_data["bedrijf"].strip()
        if not typed:
            return None
        by_number = typed.isdecimal() and len(typed) == 8
        found = Company.objects.filter(**({"kvk_number": typed} if by_number else {"name__iexact": typed}))[:2]
        if not found:
            raise forms.ValidationError(_("There is no company with this number or name."))
        if len(found) > 1:
            raise forms.ValidationError(_("More companies have this name. Fill in the KVK number."))
        return found[0]
