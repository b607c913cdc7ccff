"""The form of a kept list."""

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.models import SavedList
from kopgroep.workspace.forms.acting import ActForm, VersionForm

NAME = SavedList._meta.get_field("name").max_length


class ListForm(ActForm):
    """A name for a list, and whether colleagues see it."""

    name = forms.CharField(
        label=_("Name of the list"), max_length=NAME, error_messages={"required": _("Give the list a name.")}
    )
    shared = forms.BooleanField(
        label=_("Share with colleagues"),
        required=False,
        help_text=_("They see the name and the filters. Each sees the companies as they are then."),
    )


class ChangeListForm(VersionForm):
    """Another name, or sharing it."""

    name = forms.CharField(label=_("Name of the list"), max_length=NAME)
    shared = forms.BooleanField(label=_("Share with colleagues"), required=False)
