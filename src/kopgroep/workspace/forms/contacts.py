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
from kopgroep.workspace.forms.acting import DATE, ActForm, MinutesMixin, VersionForm, colleague, offer_lines

FOLDED = ("held_on", "minutes_preparation", "minutes_travel", "line")
WORDS = ("needs", "outcome", "note", "next_step", "next_step_owner", "next_step_on")

NOTE_HELP = _("Short and factual. The entrepreneur may read this. Nothing about health, debts, family or belief.")


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """People of one company, as checkboxes."""

    def label_from_instance(self, obj: Any) -> str:
        """The name."""
        return str(obj.name)


class ContactForm(ActForm, MinutesMixin):
    """One contact moment, in two minutes on a phone: first what can be tapped, the words last.

    Only how and what for must be said. The day is today and the line follows from the theme, unless somebody says so.
    """

    notes = ("note", "next_step")
    channel = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    held_on = forms.DateField(label=_("Date"), widget=DATE)
    people = PeopleChoice(
        Person.objects.none(), label=_("With whom"), required=False, widget=forms.CheckboxSelectMultiple
    )
    kind = forms.ChoiceField(label=_("Sort"), widget=forms.RadioSelect)
    outcome = forms.ChoiceField(label=_("What came of it"), required=False, widget=forms.RadioSelect)
    themes = forms.MultipleChoiceField(label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)
    line = forms.ChoiceField(label=_("Programme line that pays"), required=False)
    journey = forms.ModelChoiceField(
        Journey.objects.none(), label=_("Hours on trajectory"), required=False, empty_label=_("No trajectory")
    )
    needs = forms.MultipleChoiceField(
        label=_("What they struggle with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_step_owner = colleague(_("Who does that"), required=False)
    next_step_on = forms.DateField(label=_("When"), required=False, widget=DATE)
    note = forms.CharField(
        label=_("What was discussed"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NOTE_HELP,
    )

    def __init__(
        self, *args: Any, company: Company, user: User, question: Question | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        programme = current()
        self.question = question
        self._choices({"channel": self.named(programme.channels), "kind": self.named(programme.contact_kinds)})
        self._choices({"themes": self.named(programme.themes), "needs": self.named(programme.needs)})
        self._choices({"outcome": self.named(programme.contact_outcomes, empty=str(_("Not known yet")))})
        offer_lines(self, company, backdated=True, empty=str(_("Follows from the theme")))
        self.fields["people"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            positions__company=company, positions__until=None
        ).order_by("name")
        self.fields["journey"].queryset = company.journeys.open()  # type: ignore[attr-defined]
        # Listed once: a field that lists its rows itself asks the database every time it is looked at.
        people = [(person.pk, person.name) for person in self.fields["people"].queryset]  # type: ignore[attr-defined]
        journeys = [(journey.pk, self._theme(journey)) for journey in company.journeys.open()]
        self.has_people, self.has_journeys = bool(people), bool(journeys)
        self._choices({"people": people, "journey": [("", _("No trajectory")), *journeys]})
        for field in self.fields.values():
            field.unmarked = True  # type: ignore[attr-defined]  # one sentence above the form says what is needed
        self.fields["held_on"].initial = today
        self.fields["next_step_owner"].initial = user.pk

    def _choices(self, choices: dict[str, Any]) -> None:
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]

    def _theme(self, journey: Journey) -> str:
        return current().theme(journey.theme).name.in_(self.language)

    def _line(self, themes: list[str], journey: Journey | None) -> str:
        """The line of the trajectory, or the one that the programme names for the first theme, or its first line."""
        if journey:
            return journey.line
        return current().theme(themes[0]).line if themes else current().lines[0].code

    @property
    def more_said(self) -> bool:
        """Whether something that is folded away needs to be seen: an error in it, or what somebody filled in."""
        return self.is_bound and any(name in self.errors or name in self.changed_data for name in FOLDED)

    def spoken(self) -> Spoken:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        minutes = self.minutes()
        return Spoken(
            held_on=data["held_on"],
            channel=data["channel"],
            kind=data["kind"],
            line=data["line"] or self._line(data["themes"], data["journey"]),
            themes=data["themes"],
            outcome=data["outcome"],
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

    notes = ("note", "next_step")
    needs = forms.MultipleChoiceField(
        label=_("What they struggle with"), required=False, widget=forms.CheckboxSelectMultiple
    )
    outcome = forms.ChoiceField(label=_("What came of it"), required=False)
    note = forms.CharField(
        label=_("What was discussed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=NOTE_HELP,
    )
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=200)
    next_step_owner = colleague(_("Who does that"), required=False)
    next_step_on = forms.DateField(label=_("When"), required=False, widget=DATE)

    def __init__(self, *args: Any, contact: Contact, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {name: getattr(contact, name) for name in (*WORDS, "version")})
        super().__init__(*args, **kwargs)
        programme = current()
        self.fields["needs"].choices = self.named(programme.needs)  # type: ignore[attr-defined]
        self.fields["outcome"].choices = self.named(  # type: ignore[attr-defined]
            programme.contact_outcomes, empty=str(_("Not known yet"))
        )

    def mine(self) -> dict[str, Any]:
        """Without a next step nobody takes it, whoever stands in the list of names."""
        return self.written()

    def written(self) -> dict[str, Any]:
        """The fields of the contact as filled in."""
        data = {name: value for name, value in self.cleaned_data.items() if name in WORDS}
        if not data["next_step"]:
            data |= {"next_step_owner": None, "next_step_on": None}
        return data
