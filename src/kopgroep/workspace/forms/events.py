"""The form for a table or meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm


class EventForm(ActForm):
    """A table or meeting that was held."""

    kind = forms.ChoiceField(label=_("Kind of meeting"), widget=forms.RadioSelect)
    title = forms.CharField(label=_("Title"), max_length=200)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    held_on = forms.DateField(label=_("Date"), widget=DATE)
    place = forms.CharField(label=_("Place"), max_length=80, required=False)
    visitors = forms.IntegerField(
        label=_("Visitors"),
        min_value=0,
        max_value=100_000,
        help_text=_("Visitors are reach. They never count as companies that were helped."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = current()
        self.fields["kind"].choices = self.named(programme.event_kinds)  # type: ignore[attr-defined]
        self.fields["theme"].choices = self.named(  # type: ignore[attr-defined]
            programme.themes, empty=str(_("No theme in particular"))
        )
        self.fields["held_on"].initial = today
