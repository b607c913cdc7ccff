"""The forms of a contact moment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.actions.contacts import Spoken
from kopgroep.casework.models import Contact, Journey, Question
from kopgroep.companies.models import Company, Person
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, ActForm, MinutesMixin, VersionForm, colleague, line_choices


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """People of one company, as checkboxes."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class ContactForm(ActForm, MinutesMixin):
    """One contact moment, in two minutes: only how, when and what for are asked; the rest can follow."""

    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    held_on = forms.DateField(label=_("Date"), widget=DATE)
    people = PeopleChoice(
        Person.objects.none(), label=_("With whom"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("Sort"), widget=forms.RadioSelect)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    line = forms.ChoiceField(label=_("Programme line that pays"))
    journey = forms.ModelChoiceField(
        Journey.objects.none(), label=_("Hours on trajectory"), required=False, empty_label=_("No trajectory")
    )
    needs = forms.MultipleChoiceField(
        label=_("What they struggle with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=_("What was discussed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Short and factual. The entrepreneur may read this. Nothing about health, debts or family."),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_step_owner = colleague(_("Who does that"), required=False)
    next_step_on = forms.DateField(label=_("When"), required=False, widget=DATE)

    def __init__(
        self, *args: Any, company: Company, user: User, question: Question | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        programme = current()
        self.question = question
        self._choices({"channel": self.named(programme.channels), "kind": self.named(programme.contact_kinds)})
        self._choices({"theme": self.named(programme.themes, empty=str(_("No theme"))), "line": line_choices(self)})
        self._choices({"needs": self.named(programme.needs)})
        self.fields["people"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            positions__company=company, positions__until=None
        ).order_by("name")
        self.fields["journey"].queryset = company.journeys.open()  # type: ignore[attr-defined]
        # Listed once: a field that lists its rows itself asks the database every time it is looked at.
        people = [(person.pk, person.name) for person in self.fields["people"].queryset]  # type: ignore[attr-defined]
        journeys = [(journey.pk, self._theme(journey)) for journey in company.journeys.open()]
        self.has_people, self.has_journeys = bool(people), bool(journeys)
        self._choices({"people": people, "journey": [("", _("No trajectory")), *journeys]})
        self.fields["held_on"].initial = today
        self.fields["next_step_owner"].initial = user.pk

    def _choices(self, choices: dict[str, Any]) -> None:
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def _theme(self, journey: Journey) -> str:
        return current().theme(journey.theme).name.in_(self.language)

    def spoken(self) -> Spoken:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        minutes = self.minutes()
        return Spoken(
            held_on=data["held_on"],
            channel=data["channel"],
            kind=data["kind"],
            line=data["line"],
            themes=[data["theme"]] if data["theme"] else [],
            needs=data["needs"],
            note=data["note"],
            next_step=data["next_step"],
            next_step_owner=data["next_step_owner"] if data["next_step"] else None,
            next_step_on=data["next_step_on"],
            question=self.question,
            journey=data["journey"],
            minutes_contact=minutes["contact"],
            minutes_preparation=minutes["preparation"],
            minutes_travel=minutes["travel"],
        )


class CompleteContactForm(VersionForm):
    """What can be filled in later or mended: the words, the needs, the next step."""

    needs = forms.MultipleChoiceField(
        label=_("What they struggle with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(label=_("What came of it"), required=False)
    note = forms.CharField(
        label=_("What was discussed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Short and factual. The entrepreneur may read this. Nothing about health, debts or family."),
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_step_owner = colleague(_("Who does that"), required=False)
    next_step_on = forms.DateField(label=_("When"), required=False, widget=DATE)

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        fields = ("needs", "outcome", "note", "next_step", "next_step_owner", "next_step_on", "version")
        kwargs.setdefault("initial", {name: getattr(contact, name) for name in fields})
        super().__init__(*args, **kwargs)
        programme = current()
        self.fields["needs"].choices = self.named(programme.needs)  # type: ignore[attr-defined]
        self.fields["outcome"].choices = self.named(  # type: ignore[attr-defined]
            programme.contact_outcomes, empty=str(_("Not known yet"))
        )

    def written(self) -> dict[str, Any]:
        """The fields of the contact as filled in."""
        data = {k: v for k, v in self.cleaned_data.items() if k not in ("submission", "version")}
        if not data["next_step"]:
            data |= {"next_step_owner": None, "next_step_on": None}
        return data
