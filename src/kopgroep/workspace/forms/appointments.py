"""The forms of an appointment."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import ZONE
from kopgroep.casework.actions.appointments import LONGEST, SHORTEST, Meeting
from kopgroep.casework.models import Appointment
from kopgroep.companies.models import Company, Person
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm, VersionForm, colleague

TIME = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class MeetingMixin(forms.Form):
    """When, how and where, about what."""

    day = forms.DateField(label=_("Date"), widget=DATE)
    time = forms.TimeField(label=_("Time"), widget=TIME)
    minutes = forms.IntegerField(label=_("Minutes"), min_value=SHORTEST, max_value=LONGEST, initial=60)
    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    subject = forms.CharField(
        label=_("About what"), max_length=200, help_text=_("This stands in the invitation to the entrepreneur.")
    )
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    invite = forms.EmailField(
        label=_("Mail the invitation to"), required=False, help_text=_("Leave empty to mail nobody.")
    )
    despite = forms.CharField(label=_("Why another conversation is needed"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # It is asked only when somebody else speaks with the company, and then it is needed.
        self.fields["despite"].unmarked = True  # type: ignore[attr-defined]  # read by the field template

    def meeting(self) -> Meeting:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        names = ("minutes", "channel", "subject", "place", "invite")
        starts_at = datetime.combine(data["day"], data["time"], tzinfo=ZONE)
        return Meeting(starts_at=starts_at, **{name: data[name] for name in names})


class AppointmentForm(MeetingMixin, ActForm):
    """Planning a conversation."""

    owner = colleague(_("Who goes"))
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("With whom"), required=False, empty_label=_("Not known yet")
    )
    field_order = ["day", "time", "minutes", "channel", "subject", "place", "owner", "person", "invite", "despite"]

    def __init__(self, *args: Any, company: Company, user: User, day: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = self.named(current().channels)  # type: ignore[attr-defined]
        self.fields["channel"].initial = current().channels[0].code
        self.fields["day"].initial = day
        self.fields["owner"].initial = user.pk
        rows = Person.objects.filter(positions__company=company, positions__until=None).order_by("name")
        people = list(rows)
        self.fields["person"].queryset = rows  # type: ignore[attr-defined]
        named = [(person.pk, person.name) for person in people]
        self.fields["person"].choices = [("", gettext("Not known yet")), *named]  # type: ignore[attr-defined]
        if people:
            self.fields["person"].initial = people[0].pk
            self.fields["invite"].initial = people[0].email


class MoveForm(MeetingMixin, VersionForm):
    """Another time or place for an appointment."""

    on_row = {"day": "held_on"}

    def __init__(self, *args: Any, appointment: Appointment, **kwargs: Any) -> None:
        names = ("minutes", "channel", "subject", "place", "invite", "despite", "version")
        initial = {name: getattr(appointment, name) for name in names}
        initial |= {"day": appointment.held_on, "time": appointment.starts_at.astimezone(ZONE).time()}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["channel"].choices = self.named(current().channels)  # type: ignore[attr-defined]


class CancelForm(VersionForm):
    """Calling an appointment off."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=300,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text=_("For colleagues. It is not in the mail to the entrepreneur."),
    )
