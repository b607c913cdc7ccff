"""The forms in which a partner answers a card.

They stand below the surfaces, because the link in the mail and the account ask exactly the same.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused, Stale
from kopgroep.casework.actions import referral_answers as acts
from kopgroep.casework.answering import answers_to, is_asked
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import NEXT, Event
from kopgroep.programme import current

DATE = {"type": "date"}


def day_field(label: Any, **options: Any) -> forms.DateField:
    """A day, in the field of the browser itself."""
    wrong = _("Choose a day, or write it as 2023-05-15.")
    widget = forms.DateInput(attrs=DATE, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, error_messages={"invalid": wrong}, **options)


class AnswerForm(forms.Form):
    """One answer. ``answer`` names it, so that one address can take them all."""

    event: ClassVar[Event]
    act: ClassVar[Callable[..., Referral]]
    title: ClassVar[Any]
    """The words that lead to the form when it is not the one that is asked first."""
    button: ClassVar[Any]

    answer = forms.CharField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    """Of the referral when the form was drawn, so that sending twice, or from an old page, is noticed."""
    who = forms.CharField(
        label=_("Name of who answers"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def __init__(self, data: Any = None, *, referral: Referral, who: str | None = "") -> None:
        drawn = {"answer": self.event, "version": referral.version, "who": who}
        super().__init__(data, auto_id=f"{self.event}_%s", initial=drawn)
        self.referral = referral
        self.late = False
        if who is None:  # somebody with an account needs no other name
            del self.fields["who"]

    def clean_who(self) -> str:
        """The name on one line."""
        return " ".join(str(self.cleaned_data["who"]).split())

    @property
    def is_asked(self) -> bool:
        """Whether the form stands open on the page; the others unfold."""
        return is_asked(self.event, self.referral)

    @property
    def is_one_tap(self) -> bool:
        """Whether nothing has to be filled in: the name may stay empty and folds away, so that the button is near."""
        return [field.name for field in self.visible_fields()] == ["who"]

    @property
    def status(self) -> int:
        """The HTTP status of a page with this form: 409 when the card has moved on, 422 with errors, else 200."""
        if self.late:
            return 409
        return 422 if self.is_bound and self.errors else 200

    def send(self, **door: Any) -> bool:
        """Take the answer; true when the card holds it. Else what is the matter stands on the form. After ``is_valid``.

        ``door`` is ``through`` with ``by`` or ``link_round``. The same answer twice, such as after a double click,
        is written once.
        """
        told = {name: value for name, value in self.cleaned_data.items() if name != "answer"}
        try:
            type(self).act(self.referral, **told, **door)
        except Refused as refused:
            self.referral.refresh_from_db()
            if self.is_known():
                return True
            self.late = isinstance(refused, Stale) or not refused.field
            self.data = {**self.data, "version": self.referral.version}
            stale = _("The card has changed after you opened it. Look at it, and send again if it is still right.")
            message = stale if isinstance(refused, Stale) else refused.message
            self.add_error(refused.field if refused.field in self.fields else None, message)
            return False
        return True

    def is_known(self) -> bool:
        """Whether the card says already what this form says."""
        return any(to == self.referral.state for (_from, event), to in NEXT.items() if event is self.event)


class AcceptForm(AnswerForm):
    """Yes, the partner takes it up."""

    event = Event.ACCEPT
    act = staticmethod(acts.accept_referral)
    title = _("Accept after all")
    button = _("Accept")


class DeclineForm(AnswerForm):
    """No, with a reason from the list of the programme."""

    event = Event.DECLINE
    act = staticmethod(acts.decline_referral)
    title = _("We cannot do this")
    button = _("Give it back")

    reason = forms.ChoiceField(
        label=_("Why not?"), widget=forms.RadioSelect, error_messages={"required": _("Choose a reason.")}
    )
    note = forms.CharField(
        label=_("What should the adviser know?"),
        help_text=_("Only the adviser reads this. Do you know who can help? Name them."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = _named(current().decline_reasons)  # type: ignore[attr-defined]  # a ChoiceField


class ContactForm(AnswerForm):
    """The partner spoke with the company, or made an appointment."""

    event = Event.CONTACT
    act = staticmethod(acts.contact_referral)
    title = _("There is a new appointment")
    button = _("Pass on the contact")

    on = day_field(_("On which day was there contact?"), initial=today)
    appointment_on = day_field(_("Appointment on"), required=False)

    def is_known(self) -> bool:
        """A second appointment is another answer."""
        given = self.cleaned_data.get("appointment_on") or self.referral.appointment_on
        return super().is_known() and self.referral.appointment_on == given


class StartForm(AnswerForm):
    """The partner is at work for the company."""

    event = Event.START
    act = staticmethod(acts.start_referral)
    title = _("We are at work on it")
    button = _("Yes, we are at work")


class ReportForm(AnswerForm):
    """How it ended, with an outcome from the list of the programme."""

    event = Event.REPORT
    act = staticmethod(acts.report_referral)
    title = _("It is done")
    button = _("Pass on the result")

    outcome = forms.ChoiceField(
        label=_("How did it end?"), widget=forms.RadioSelect, error_messages={"required": _("Choose how it ended.")}
    )
    note = forms.CharField(
        label=_("What came out of it?"),
        help_text=_("In one or two sentences. The adviser and the entrepreneur read this."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = _named(current().referral_outcomes)  # type: ignore[attr-defined]  # as above


FORMS: dict[Event, type[AnswerForm]] = {
    form.event: form for form in (AcceptForm, DeclineForm, ContactForm, StartForm, ReportForm)
}


def answer_forms(referral: Referral, *, who: str | None = "", sent: AnswerForm | None = None) -> list[AnswerForm]:
    """A form for each answer that is possible now; ``sent`` stands in its own place, with what was typed."""
    possible = answers_to(referral)
    forms_now = [FORMS[event](referral=referral, who=who) for event in possible]
    return [sent if sent is not None and form.event is sent.event else form for form in forms_now]


def answered_form(data: Any, *, referral: Referral, who: str | None = "") -> AnswerForm | None:
    """The form that somebody sent; None when it names no answer."""
    try:
        form = FORMS[Event(str(data.get("answer", "")))]
    except (ValueError, KeyError):
        return None
    return form(data, referral=referral, who=who)


def _named(items: Any) -> list[tuple[str, str]]:
    """Code and name of what may still be chosen."""
    language = get_language() or "nl"
    return [(item.code, item.name.in_(language)) for item in items if item.is_active(today())]
