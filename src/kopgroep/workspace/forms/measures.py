"""The forms for where a company stands."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm
from kopgroep.workspace.forms.scans import FileMixin, file_field

NO_DAY = _("Choose a day, or write it as 2023-05-15.")


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


class PositionForm(FileMixin, ActForm):
    """The phase of the ladder on which a company stands."""

    phase = forms.ChoiceField(label=_("Phase"), widget=forms.RadioSelect)
    taken_on = forms.DateField(label=_("Date"), widget=DATE)
    proof = forms.CharField(
        label=_("What shows it"),
        required=False,
        max_length=300,
        help_text=_("Name the document or fact, with its date."),
    )
    file = file_field(
        required=False,
        label=_("Proof"),
        more=_(
            "A step up counts only with a file and the day on it. A PDF, a picture or a document, of 10 MB at most."
        ),
    )
    dated_on = forms.DateField(
        label=_("Day that stands on the proof"), widget=DATE, required=False, error_messages={"invalid": NO_DAY}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = self.named(current().ladder.phases)  # type: ignore[attr-defined]
        self.fields["taken_on"].initial = today

    def clean(self) -> None:
        """A file and its day go together."""
        data = self.cleaned_data
        if data.get("file") and not data.get("dated_on") and "dated_on" not in self.errors:
            self.add_error("dated_on", _("Fill in the day that stands on the document."))
        if data.get("dated_on") and not data.get("file") and "file" not in self.errors:
            self.add_error("file", _("Choose the file of which this is the day, or leave the day empty."))
