"""The two forms of a quarter: proposing it, and closing exactly what was proposed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.workspace.forms.acting import ActForm


class ProposeForm(ActForm):
    """A proposal, with what a reader of these figures must know."""

    remark = forms.CharField(
        label=_("Remark"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What a reader of these figures must know. It stays with the quarter for good."),
    )


class CloseForm(ActForm):
    """Closing what stands on the page; ``seen`` is its fingerprint."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
