"""The form for an invitation as a file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.workspace.forms.acting import ActForm


class UploadForm(ActForm):
    """A calendar file."""

    file = forms.FileField(
        label=_("Invitation"),
        help_text=_("A file that ends in .ics, as your mail program saves it."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )
