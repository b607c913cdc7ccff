"""The form of an intake."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.casework.models import Question
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm, offer_lines


class IntakeForm(ActForm):
    """An intake on one theme."""

    notes = ("asked", "agreed")
    theme = forms.ChoiceField(label=_("Theme"))
    held_on = forms.DateField(label=_("Date"), widget=DATE)
    line = forms.ChoiceField(label=_("Programme line that pays"))
    asked = forms.CharField(label=_("The specific question"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    needs = forms.MultipleChoiceField(
        label=_("What they struggle with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    agreed = forms.CharField(
        label=_("What was agreed"),
        help_text=_("The next step, or why it ends here."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, company: Company, question: Question | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = current()
        themes = [t for t in programme.themes if t.intake]
        self.fields["theme"].choices = self.named(themes, empty=str(_("Choose a theme")))  # type: ignore[attr-defined]
        offer_lines(self, company, backdated=True)
        self.fields["needs"].choices = self.named(programme.needs)  # type: ignore[attr-defined]
        self.fields["held_on"].initial = today
        if question:
            self.fields["asked"].initial = question.text
