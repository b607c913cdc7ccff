"""The forms for where a company stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm


class BenchmarkForm(ActForm):
    """A benchmark that was taken elsewhere."""

    theme = forms.ChoiceField(label=_("Theme"))
    taken_on = forms.DateField(label=_("Date"), widget=DATE)
    instrument = forms.CharField(label=_("With which instrument"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = self.named(  # type: ignore[attr-defined]
            current().themes, empty=str(_("Choose a theme"))
        )
        self.fields["taken_on"].initial = today


class PositionForm(ActForm):
    """The phase of the ladder on which a company stands."""

    phase = forms.ChoiceField(label=_("Phase"), widget=forms.RadioSelect)
    taken_on = forms.DateField(label=_("Date"), widget=DATE)
    proof = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=300,
        help_text=_("Name the document or fact, with its date. A step up counts only with proof."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = self.named(current().ladder.phases)  # type: ignore[attr-defined]
        self.fields["taken_on"].initial = today
