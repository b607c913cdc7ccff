"""The forms of merging and of undoing it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.workspace.forms.acting import ActForm


class MergeForm(ActForm):
    """Agreeing to a merge as the preview shows it."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    reason = forms.CharField(
        label=_("How do you know it?"),
        required=False,
        max_length=300,
        help_text=_("A colleague who looks later understands why."),
    )


class UndoForm(ActForm):
    """Undoing a merge."""

    reason = forms.CharField(label=_("Why is it undone?"), required=False, max_length=300)
