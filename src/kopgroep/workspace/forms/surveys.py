"""The form that opens a round of the yearly survey."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.casework.models import Survey
from kopgroep.programme import current
from kopgroep.programme.results import YearlySurvey
from kopgroep.workspace.forms.acting import ActForm


class SurveyForm(ActForm):
    """Which survey, about which year."""

    survey = forms.ChoiceField(label=_("Survey"))
    year = forms.TypedChoiceField(
        label=_("Year"), coerce=int, help_text=_("We ask every company that was in a trajectory in this year.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [survey for survey in current().surveys if survey.is_active(today())]
        self.fields["survey"].choices = self.named(offered)  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["year"].choices = [(year, str(year)) for year in years()]  # type: ignore[attr-defined]
        if len(offered) == 1:
            self.fields["survey"].widget = forms.HiddenInput()
            self.fields["survey"].initial = offered[0].code

    def asked(self) -> YearlySurvey:
        """The survey that was chosen."""
        return current().survey(self.cleaned_data["survey"])


def years() -> list[int]:
    """The years of the programme that are over and that no round of every survey asked about yet, the latest first."""
    surveys = [survey.code for survey in current().surveys if survey.is_active(today())]
    known = set(Survey.objects.values_list("survey", "year"))
    over = [year for year in current().period.years if year < today().year]
    return sorted((year for year in over if any((code, year) not in known for code in surveys)), reverse=True)
