"""The forms of a trajectory and its hours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm, MinutesMixin, VersionForm, colleague, offer_lines


class JourneyForm(ActForm):
    """Opening a trajectory."""

    notes = ("goal",)
    theme = forms.ChoiceField(label=_("Theme"))
    line = forms.ChoiceField(label=_("Programme line that pays"))
    goal = forms.CharField(
        label=_("What the company wants to reach"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    specialist = colleague(_("Who guides it"))

    def __init__(self, *args: Any, company: Company, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programme = current()
        themes = [t for t in programme.themes if t.journey]
        self.fields["theme"].choices = self.named(themes, empty=str(_("Choose a theme")))  # type: ignore[attr-defined]
        offer_lines(self, company, backdated=False)
        self.fields["specialist"].initial = user.pk


class HoursForm(ActForm, MinutesMixin):
    """Hours on a trajectory."""

    notes = ("description",)
    held_on = forms.DateField(label=_("Date"), widget=DATE)
    description = forms.CharField(label=_("What was done"), required=False, max_length=200)
    from_reserve = forms.BooleanField(label=_("Take them from the reserved hours"), required=False)
    override = forms.CharField(
        label=_("Reason to go over the cap"),
        help_text=_("Only a programme manager can do this."),
        required=False,
        max_length=300,
    )

    def __init__(self, *args: Any, may_override: bool, reserved: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["held_on"].initial = today
        if not may_override:
            del self.fields["override"]
        if reserved <= 0:
            del self.fields["from_reserve"]


class ReserveForm(ActForm):
    """Setting hours aside, or giving them back."""

    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_digits=4, decimal_places=2)

    @property
    def minutes(self) -> int:
        """The hours as whole minutes."""
        return int(self.cleaned_data["hours"] * 60)


class CorrectHoursForm(ActForm):
    """Correcting written hours: the old line stays and is reversed."""

    minutes = forms.IntegerField(
        label=_("Minutes that are right"), min_value=0, max_value=1440, help_text=_("0 takes the line back.")
    )
    reason = forms.CharField(label=_("Why"), max_length=300)


class CloseJourneyForm(VersionForm):
    """Closing a trajectory with an outcome."""

    notes = ("result",)
    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    result = forms.CharField(
        label=_("What the company can do now"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = self.named(current().journey_outcomes)  # type: ignore[attr-defined]
