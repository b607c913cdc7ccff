"""The form that corrects a line of the ledger."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.workspace.forms.acting import ActForm


class ReverseLineForm(ActForm):
    """Taking a line back, with the reason that everybody can read."""

    reason = forms.CharField(
        label=_("Why it is taken back"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The line and this reason stay readable. The figures change at once."),
    )
