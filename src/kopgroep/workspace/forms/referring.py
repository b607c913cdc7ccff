"""The form with which a company is referred: what is asked and of whom, who can be called, and the consent."""

import uuid
from copy import copy
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.cards import card_of
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.referrable import Wanted
from kopgroep.casework.referral_history import Asked, asked_before
from kopgroep.companies.models import Company, Consent, Person
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import KEEP, ActForm, Choices

OTHER = "other"
"""The choice of a partner that was not proposed."""
DONE = "klaar"
LAST = 3
STEPS = {
    1: ("theme", "ask", "partner", "other"),
    2: ("contact_name", "contact_email", "contact_phone", "mail_language", "internal_note"),
    3: ("consent", "answered_by"),
}
"""The fields of each step."""
ROWS = forms.Textarea(attrs={"rows": 4})


def partner_choices(without: frozenset[str]) -> Choices:
    """Every partner that can be chosen, by name, but not those that were asked already."""
    found = [p for p in current().partners if p.is_active(today()) and p.code not in without]
    return [(p.code, p.name) for p in sorted(found, key=lambda p: p.name.casefold())]


class PartnerMixin(forms.Form):
    """The choice of a partner: one of the proposed ones, as ``partner:service``, or any other one."""

    partner = forms.CharField(label=gettext_lazy("Partner"), required=False, max_length=130)
    other = forms.ChoiceField(label=gettext_lazy("Another partner"), required=False)
    asked = Asked(frozenset(), frozenset())
    """Who was asked before, and is not asked now."""

    def offer_partners(self, asked: Asked) -> None:
        """Let every partner be chosen, except those that were asked before."""
        self.asked = asked
        choices = [("", _("Choose a partner")), *partner_choices(asked.all)]
        self.fields["other"].choices = choices  # type: ignore[attr-defined]

    def clean_partner(self) -> str:
        """A partner that can be chosen, perhaps with one of its services."""
        value = str(self.cleaned_data["partner"])
        code, _colon, service = value.partition(":")
        known = {p.code for p in current().partners} - self.asked.all
        services = {s.code for s in current().services if s.partner == code}
        if value in ("", OTHER) or (code in known and (not service or service in services)):
            return value
        raise forms.ValidationError(_("Choose one of the partners."))

    def clean(self) -> dict[str, Any] | None:
        """One partner must be chosen."""
        data = super().clean() or self.cleaned_data
        chosen = data.get("partner", "")
        if "partner" in data and (not chosen or (chosen == OTHER and not data.get("other"))):
            self.add_error("partner", _("Choose a partner."))
        return data

    @property
    def chosen(self) -> tuple[str, str]:
        """The codes of the partner and of its service; the second may be empty."""
        data = self.cleaned_data
        if data.get("partner") == OTHER:
            return str(data.get("other", "")), ""
        code, _colon, service = str(data.get("partner", "")).partition(":")
        return code, service


class ContactMixin(forms.Form):
    """Whom the partner can reach, in which language, and what only colleagues read."""

    contact_name = forms.CharField(label=gettext_lazy("Whom the partner can call"), max_length=120)
    contact_email = forms.EmailField(label=gettext_lazy("E-mail address"), required=False)
    contact_phone = forms.CharField(label=gettext_lazy("Telephone"), required=False, max_length=30)
    mail_language = forms.ChoiceField(
        label=gettext_lazy("Language of the mail"),
        choices=[("nl", "Nederlands"), ("en", "English")],
        widget=forms.RadioSelect,
        initial="nl",
    )
    internal_note = forms.CharField(
        label=gettext_lazy("Note for colleagues"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def reachable(self) -> None:
        """Without a telephone number or mail address nobody can be reached."""
        data = self.cleaned_data
        if "contact_email" in data and "contact_phone" in data and not (data["contact_email"] or data["contact_phone"]):
            self.add_error("contact_phone", _("Fill in a telephone number or an e-mail address."))


class ReferForm(PartnerMixin, ContactMixin, ActForm):
    """Referring in three steps on one page. ``naar`` in what was sent says which step is asked for.

    Only the steps before that one are checked; what was typed in all others goes along, hidden.
    """

    notes = ("ask", "internal_note")
    theme = forms.ChoiceField(label=gettext_lazy("Theme"))
    ask = forms.CharField(
        label=gettext_lazy("What the partner is asked"),
        max_length=1000,
        widget=ROWS,
        help_text=gettext_lazy("In words that the entrepreneur and the partner both read."),
    )
    consent = forms.ChoiceField(label=gettext_lazy("How do we ask for consent?"), widget=forms.RadioSelect)
    answered_by = forms.CharField(label=gettext_lazy("Who said yes"), required=False, max_length=120)

    def __init__(
        self, *args: Any, company: Company, user: User, question: Question | None, people: list[Person], **kwargs: Any
    ) -> None:
        self.company, self.user, self.question, self.people = company, user, question, people
        kwargs.setdefault("initial", self._known())
        super().__init__(*args, **kwargs)
        themes = self.named(current().themes, empty=str(_("Choose a theme")))
        self.fields["theme"].choices = themes  # type: ignore[attr-defined]
        theme = str(self.data.get("theme", ""))
        # A second click on the last button finds its own referral; that one is not in the way.
        self.offer_partners(asked_before(company, question=question, theme=theme, submission=self._drawn()))
        self.fields["consent"].choices = [  # type: ignore[attr-defined]
            ("mail", _("Ask by mail: the entrepreneur says yes or no through a link")),
            (Consent.How.VISIT.value, _("The entrepreneur said yes on a visit")),
            (Consent.How.PHONE.value, _("The entrepreneur said yes by telephone")),
            (Consent.How.EMAIL.value, _("The entrepreneur said yes in a mail to me")),
            ("later", _("Not now: keep it as a draft")),
        ]
        self.fields["answered_by"].unmarked = True  # type: ignore[attr-defined]  # needed with some of the choices

    def _drawn(self) -> uuid.UUID | None:
        """The key that was drawn with the form."""
        try:
            return uuid.UUID(str(self.data.get("submission", "")))
        except ValueError:
            return None

    def _known(self) -> dict[str, Any]:
        """What can be filled in already: the words of the question, and who asked it or works there."""
        question = self.question
        if question:
            who = {"name": question.name, "email": question.email, "phone": question.phone}
            more = {"ask": question.text[:1000], "mail_language": question.language}
        else:
            first = self.people[0] if self.people else None
            who = {name: getattr(first, name, "") for name in ("name", "email", "phone")}
            more = {"mail_language": first.language if first else "nl"}
        return {**more, **{f"contact_{name}": value for name, value in who.items()}}

    @property
    def goal(self) -> int:
        """The step that is asked for; without one (a refresh while typing) the one on the page."""
        asked = str(self.data.get("naar") or self.data.get("stap") or "")
        return int(asked) if asked in {"1", "2", "3"} else LAST if asked == DONE else 1

    @property
    def reach(self) -> int:
        """Up to which step what was typed is checked."""
        asked = str(self.data.get("naar", ""))
        return LAST if asked == DONE else self.goal - 1 if asked else 0

    @property
    def step(self) -> int:
        """The step on the page: the one that is asked for, or an earlier one in which something is to be mended."""
        wrong = [number for number, names in STEPS.items() if set(names) & set(self.errors)]
        if KEEP in self.errors:
            wrong.append(self.reach)
        return min([*wrong, self.goal])

    def full_clean(self) -> None:
        """Check everything, and leave out what is wrong in steps that were not reached yet."""
        super().full_clean()
        later = [name for number, names in STEPS.items() if number > self.reach for name in names]
        for name in later if self.reach else [*later, KEEP]:
            self.errors.pop(name, None)

    def clean(self) -> dict[str, Any] | None:
        """Somebody must be within reach, and a yes must be somebody's."""
        data = super().clean() or self.cleaned_data
        self.reachable()
        if data.get("consent") == "mail" and not data.get("contact_email"):
            self.add_error("consent", _("There is no e-mail address. Go back and fill it in, or ask by telephone."))
        if data.get("consent") in Consent.How.values and not data.get("answered_by"):
            self.add_error("answered_by", _("Say who gave the answer."))
        return data

    @property
    def is_done(self) -> bool:
        """Whether the last step was sent and nothing is to be mended."""
        return self.is_bound and self.data.get("naar") == DONE and not self.errors

    @property
    def asks_to_keep(self) -> bool:
        """Whether the box to keep sensitive words must be shown."""
        return KEEP in self.fields

    def said(self, name: str) -> str:
        """What a field says now, checked or not."""
        return str(self[name].value() or "")

    def take_over(self, person: Person) -> None:
        """Fill in somebody of the company as the one to call."""
        data: Any = copy(self.data)
        for name in ("name", "email", "phone"):
            data[f"contact_{name}"] = getattr(person, name)
        self.data = data

    def person(self) -> Person | None:
        """The person of the company who was filled in, if it is one we know."""
        name, email = self.said("contact_name").strip(), self.said("contact_email").strip().casefold()
        known = [p for p in self.people if p.name == name or (email and p.email.casefold() == email)]
        return known[0] if known else None

    def wanted(self) -> Wanted:
        """What was filled in, as the action takes it."""
        data = self.cleaned_data
        partner, service = self.chosen
        names = ("theme", "ask", "contact_name", "contact_email", "contact_phone", "internal_note")
        return Wanted(
            partner=partner,
            service=service,
            language=data["mail_language"],
            question=self.question,
            person=self.person(),
            **{name: data[name] for name in names},
        )

    def card(self) -> dict[str, Any]:
        """The card as the partner would see it, from what is typed so far."""
        names = ("ask", "contact_name", "contact_email", "contact_phone")
        partner, service = self.chosen
        themes = {theme.code for theme in current().themes}
        if self.said("theme") not in themes:
            return {}
        referral = Referral(
            company=self.company,
            owner=self.user,
            partner=partner,
            service=service,
            theme=self.said("theme"),
            language=self.said("mail_language"),
            **{name: self.said(name) for name in names},
        )
        return card_of(referral)
