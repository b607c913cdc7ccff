"""The forms of a question."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.programme import current
from kopgroep.workspace.forms.acting import VersionForm


class CloseQuestionForm(VersionForm):
    """Closing a question with an outcome."""

    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = self.named(current().question_outcomes)  # type: ignore[attr-defined]


class ReopenForm(VersionForm):
    """Opening something again, with a reason."""

    reason = forms.CharField(label=_("Why"), max_length=300)
