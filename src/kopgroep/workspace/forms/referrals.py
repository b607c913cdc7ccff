"""The forms of a referral that exists: changing it, consent by word of mouth, its end, what a partner rang about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kopgroep.base.clock import today
from kopgroep.casework.models import Referral
from kopgroep.casework.referral_history import Asked, asked_before
from kopgroep.companies.models import Consent
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE, VersionForm
from kopgroep.workspace.forms.referring import ROWS, ContactMixin, PartnerMixin, partner_choices


class ReferralForm(VersionForm):
    """Any form about one referral. By itself it asks nothing: the press of the button says it all."""

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": referral.version, **self.now(referral)})
        super().__init__(*args, **kwargs)
        self.referral = referral
        self.choose(referral)

    def now(self, referral: Referral) -> dict[str, Any]:
        """What stands in the row, for the fields of this form."""
        return {}

    def choose(self, referral: Referral) -> None:
        """Set the choices of the fields."""

    def said(self) -> dict[str, Any]:
        """What the action is told."""
        return self.cleaned_data

    def choices_of(self, name: str, choices: Any) -> None:
        """Give a field its choices."""
        self.fields[name].choices = choices  # type: ignore[attr-defined]


DRAFT = ("partner", "theme", "ask", "contact_name", "contact_email", "contact_phone", "internal_note")
ON_ROW = {**{name: name for name in DRAFT}, "mail_language": "language"}
"""The fields of a draft, each with its name on the row."""


class DraftForm(ContactMixin, ReferralForm):
    """Changing a referral before it is sent."""

    notes = ("ask", "internal_note")
    partner = forms.ChoiceField(label=_("Partner"))
    theme = forms.ChoiceField(label=_("Theme"))
    ask = forms.CharField(label=_("What the partner is asked"), max_length=1000, widget=ROWS)
    field_order = ("partner", "theme", "ask")
    on_row = {"mail_language": "language"}

    def now(self, referral: Referral) -> dict[str, Any]:
        """The fields as they are."""
        return {name: getattr(referral, on_row) for name, on_row in ON_ROW.items()}

    def said(self) -> dict[str, Any]:
        """The fields by the names of the row."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in ON_ROW}
        return data | {on_row: self.cleaned_data[name] for name, on_row in ON_ROW.items()} | {"kept": self.kept}

    def choose(self, referral: Referral) -> None:
        """Partners that did not decline, and all themes."""
        asked = asked_before(referral.company, question=referral.question, theme=referral.theme, but=referral.pk)
        self.choices_of("partner", partner_choices(asked.all - {referral.partner}))
        self.choices_of("theme", self.named(current().themes))

    def clean(self) -> dict[str, Any] | None:
        """Somebody must be within reach."""
        data = super().clean()
        self.reachable()
        return data


class NoteConsentForm(ReferralForm):
    """What the entrepreneur said, on a visit, by telephone or in a mail."""

    given = forms.ChoiceField(
        label=_("May this be shared?"),
        choices=[("yes", _("Yes, send it to the partner")), ("no", _("No, share nothing"))],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(label=_("How was it said"), widget=forms.RadioSelect)
    answered_by = forms.CharField(label=_("Who gave the answer"), max_length=120)

    def now(self, referral: Referral) -> dict[str, Any]:
        """The person to call is mostly the one who answers."""
        return {"answered_by": referral.contact_name}

    def choose(self, referral: Referral) -> None:
        """Every way but the link: that is the entrepreneur's own."""
        how = Consent.How
        words = [
            (how.VISIT.value, _("On a visit")),
            (how.PHONE.value, _("By telephone")),
            (how.EMAIL.value, _("In a mail")),
        ]
        self.choices_of("how", words)


class WhyForm(ReferralForm):
    """Withdrawing or opening again, with a reason."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class RerouteForm(PartnerMixin, ReferralForm):
    """Another partner for the same question."""

    # The partner of the row is the one that is left, not another answer to what is asked here.
    on_row = {"partner": "partner_chosen"}

    def choose(self, referral: Referral) -> None:
        """Nobody who declined, and not the one who has it now."""
        asked = asked_before(referral.company, question=referral.question, theme=referral.theme, but=referral.pk)
        own = {referral.partner} if referral.decline_reason else set()
        # Who did not answer is left out too: to that partner it can be sent again.
        self.offer_partners(Asked(asked.declined | own, asked.busy | {referral.partner} - own))

    def said(self) -> dict[str, Any]:
        """The partner and its service apart."""
        partner, service = self.chosen
        return {**self.cleaned_data, "partner": partner, "service": service}


class HelpedForm(ReferralForm):
    """What the entrepreneur says of the help, told to an adviser."""

    notes = ("note",)
    helped = forms.ChoiceField(
        label=_("Did it help?"),
        choices=[("yes", _("Yes")), ("partly", _("Partly")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("In a few words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )


class OnBehalfForm(ReferralForm):
    """What a partner told by telephone: who rang."""

    who = forms.CharField(label=_("Who rang"), required=False, max_length=120)


class DeclineForm(OnBehalfForm):
    """The partner says no."""

    reason = forms.ChoiceField(label=_("Why is it not possible"), widget=forms.RadioSelect)
    note = forms.CharField(label=_("In a few words"), required=False, max_length=500)
    field_order = ("reason", "note", "who")

    def choose(self, referral: Referral) -> None:
        """The reasons of the programme."""
        self.choices_of("reason", self.named(current().decline_reasons))


class FirstContactForm(OnBehalfForm):
    """The partner spoke with the company."""

    on = forms.DateField(label=_("Day of the first contact"), widget=DATE)
    appointment_on = forms.DateField(label=_("Day of the appointment"), required=False, widget=DATE)
    field_order = ("on", "appointment_on", "who")

    def now(self, referral: Referral) -> dict[str, Any]:
        """Mostly it was today."""
        return {"on": today(), "appointment_on": referral.appointment_on}


class ResultForm(OnBehalfForm):
    """The partner says what came of it."""

    outcome = forms.ChoiceField(label=_("What came of it"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("In a few words"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2})
    )
    field_order = ("outcome", "note", "who")

    def choose(self, referral: Referral) -> None:
        """The outcomes of the programme."""
        self.choices_of("outcome", self.named(current().referral_outcomes))
