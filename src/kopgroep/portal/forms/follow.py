"""Asking again for the link to a question."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.actions.questions import LETTERS


class LinkForm(forms.Form):
    """The reference of a question and the address that it was asked from."""

    reference = forms.CharField(
        label=_("Reference"),
        max_length=20,
        help_text=_("Seven letters and digits, such as 7KQ-M2XB. It was on the page after you sent your question."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Fill in the reference.")},
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The address that you gave with your question."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Fill in your e-mail address."),
            "invalid": _("This is not an e-mail address. An address looks like name@company.nl."),
        },
    )

    def clean_reference(self) -> str:
        """The reference as we write it, however it was typed."""
        typed = re.sub(r"[\W_]", "", str(self.cleaned_data["reference"])).upper()
        if len(typed) != 7 or set(typed) - set(LETTERS):
            raise forms.ValidationError(_("A reference has seven letters and digits, such as 7KQ-M2XB."))
        return f"{typed[:3]}-{typed[3:]}"
