"""The forms of a result: write it down, ask the company, verify it, take it back; and the filters of the list."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.results import MOST_ROUNDS, Reached
from kopgroep.casework.models import Journey, Referral, Result
from kopgroep.casework.result_checks import MOST
from kopgroep.casework.result_words import unit_of, unit_word
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.kinds import Evidence
from kopgroep.workspace.forms.acting import DATE, ActForm, VersionForm, offer_lines

State = Result.State
JOURNEY, REFERRAL = "traject", "doorverwijzing"
VERIFY = "nakijken"
"""The tab to which the day page links; for who verifies both ask the same question."""
AMOUNT = {"max_digits": 14, "decimal_places": 2, "max_value": MOST}
TABS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "": (_("To ask"), (State.FORECAST, State.UNANSWERED)),
    "gevraagd": (_("Asked"), (State.ASKED,)),
    VERIFY: (_("To verify"), (State.STATED,)),
    "alle": (_("All results"), ()),
}
"""The tabs of the list by their word in the address: label, and the states; none means all."""


class ResultForm(ActForm):
    """Writing down what the help brought."""

    notes = ("description",)
    kind = forms.ChoiceField(label=_("What kind of result"), widget=forms.RadioSelect)
    amount = forms.DecimalField(
        label=_("How much"),
        help_text=_("People and times as a whole number, fte with a decimal, euros without points."),
        min_value=Decimal(0),
        **AMOUNT,  # type: ignore[arg-type]
    )
    happened_on = forms.DateField(
        label=_("When it was reached"), help_text=_("Or when you expect it."), widget=DATE, initial=today
    )
    description = forms.CharField(
        label=_("What was reached, in one sentence"),
        help_text=_("The company reads this, and says whether it is so."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    came_from = forms.ChoiceField(label=_("What it came from"), required=False)
    line = forms.ChoiceField(label=_("Programme line that pays"))

    def __init__(self, *args: Any, company: Company, user: User, came_from: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.journeys = {
            f"{JOURNEY}-{row.pk}": row
            for row in Journey.objects.visible_to(user).filter(company=company).order_by("-opened_on", "-pk")
        }
        self.referrals = {
            f"{REFERRAL}-{row.pk}": row
            for row in Referral.objects.visible_to(user).filter(company=company).order_by("-made_on", "-pk")
        }
        self._offer("kind", self.named(current().results.kinds))
        offer_lines(self, company, backdated=True)
        self._offer("came_from", [("", str(_("No trajectory or referral"))), *self._sources()])
        self.fields["came_from"].initial = came_from
        if came_from in self.journeys:
            self.fields["line"].initial = self.journeys[came_from].line

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    def _sources(self) -> list[tuple[str, str]]:
        themes = {theme.code: theme.name.in_(self.language) for theme in current().themes}
        journeys = [(key, f"{_('Trajectory')}: {themes.get(row.theme, '')}") for key, row in self.journeys.items()]
        return journeys + [(key, f"{_('Referral')}: {row.organisation.name}") for key, row in self.referrals.items()]

    def reached(self) -> Reached:
        """What was written down, as the action takes it. Only after ``is_valid``."""
        data = self.cleaned_data
        journey, referral = self.journeys.get(data["came_from"]), self.referrals.get(data["came_from"])
        source = journey or referral
        words = {name: data[name] for name in ("kind", "amount", "happened_on", "description", "line")}
        return Reached(**words, theme=source.theme if source else "", journey=journey, referral=referral)


class AskResultForm(VersionForm):
    """Whom to ask whether it is so."""

    on_row = {"name": "asked_name", "email": "asked_email", "mail_language": "language"}

    name = forms.CharField(label=_("Whom you ask"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    mail_language = forms.ChoiceField(label=_("Language"), choices=[("nl", "Nederlands"), ("en", "English")])


class VerifyResultForm(VersionForm):
    """What a register or an account says."""

    amount = forms.DecimalField(label=_("What you found"), min_value=Decimal(0), **AMOUNT)  # type: ignore[arg-type]
    against = forms.CharField(
        label=_("What you held it against"),
        help_text=_("Such as: annual account of 2022, trade register on 3 March."),
        max_length=300,
    )
    on = forms.DateField(label=_("When you looked it up"), widget=DATE)
    evidence = forms.TypedChoiceField(
        label=_("How much it proves"),
        choices=[
            (Evidence.ASKED.value, _("0: it is so, but nothing shows that it came from the help")),
            (Evidence.BEFORE_AFTER.value, _("1: measured before and after, without a comparison")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Higher levels ask for a comparison with other companies; only an evaluation can do that."),
    )

    def __init__(self, *args: Any, result: Result, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"].help_text = unit_word(unit_of(result.kind))


class WithdrawResultForm(VersionForm):
    """Why a result is taken back."""

    reason = forms.CharField(label=_("Why"), max_length=300)


class ResultFilter(forms.Form):
    """Which results: ``tab`` says what waits, ``soort`` the kind; a word that nobody knows filters nothing."""

    tab = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    van = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    soort = forms.ChoiceField(label=_("Kind of result"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        language = get_language() or "nl"
        kinds = [(kind.code, kind.name.in_(language)) for kind in current().results.kinds]
        self.fields["tab"].choices = [(word, word) for word in TABS]  # type: ignore[attr-defined]
        self.fields["van"].choices = [("mij", "mij")]  # type: ignore[attr-defined]
        self.fields["soort"].choices = [("", _("Every kind")), *kinds]  # type: ignore[attr-defined]
        self.fields["soort"].unmarked = True  # type: ignore[attr-defined]  # a filter is never required

    def chosen(self, name: str) -> str:
        """The value of a filter; empty when it is not set or unknown."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    @property
    def tab_now(self) -> str:
        """The tab on the page."""
        return self.chosen("tab")

    @property
    def any_set(self) -> bool:
        """Whether fewer are shown than the tab holds."""
        return any(self.chosen(name) for name in ("van", "soort"))

    @property
    def leaves_own_out(self) -> bool:
        """Whether the tab holds what this person may verify, and so nothing that he or she wrote down."""
        return self.tab_now == VERIFY and self.user.may(Permission.VERIFY_RESULT)

    def rows(self) -> QuerySet[Result]:
        """The results that fit; what waits longest on top, of all of them the latest."""
        states = TABS[self.tab_now][1]
        rows = Result.objects.visible_to(self.user).select_related("company")
        if self.leaves_own_out:
            rows = rows.to_verify(self.user)
        elif states:
            rows = rows.filter(state__in=states).order_by("happened_on", "pk")
        if self.tab_now == "":
            rows = rows.filter(happened_on__lte=today()).exclude(state=State.UNANSWERED, round__gte=MOST_ROUNDS)
        if self.chosen("van"):
            rows = rows.filter(written_by=self.user)
        return rows.filter(kind=self.chosen("soort")) if self.chosen("soort") else rows
