"""The filters of the list of referrals. Each stands in the address, so that a list can be kept and shared."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import ENDS, Mover, State
from kopgroep.casework.referral_words import state_word
from kopgroep.programme import current

WAITS = {"adviseur": Mover.ADVISER, "partner": Mover.PARTNER, "ondernemer": Mover.ENTREPRENEUR}
"""Whose turn it is, by the word in the address."""


class ReferralFilter(forms.Form):
    """Which referrals: ``tab`` is open, late or ended; a word that nobody knows filters nothing."""

    tab = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    van = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    wacht = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    stand = forms.ChoiceField(required=False)
    partner = forms.ChoiceField(required=False)
    thema = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        language, programme = get_language() or "nl", current()
        self.tabs = [(_("Open"), ""), (_("Too late"), "te-laat"), (_("Closed"), "afgerond")]
        partners = sorted(((p.code, p.name) for p in programme.partners), key=lambda item: item[1].casefold())
        themes = [(theme.code, theme.name.in_(language)) for theme in programme.themes]
        self._offer("tab", [(value, label) for label, value in self.tabs])
        self._offer("van", [("mij", _("Mine"))])
        self._offer("wacht", [(word, word) for word in WAITS])
        self._offer("stand", [("", _("Every state")), *((state.value, state_word(state)) for state in State)])
        self._offer("partner", [("", _("Every partner")), *partners])
        self._offer("thema", [("", _("Every theme")), *themes])
        for name, label in {"stand": _("State"), "partner": _("Partner"), "thema": _("Theme")}.items():
            self.fields[name].label = label
            self.fields[name].unmarked = True  # type: ignore[attr-defined]  # a filter is never required

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

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
        return any(self.chosen(name) for name in ("van", "wacht", "stand", "partner", "thema"))

    def rows(self) -> QuerySet[Referral]:
        """The referrals that fit, whose term ends first on top; of the ended ones the latest."""
        rows = Referral.objects.visible_to(self.user).select_related("company", "owner")
        if self.tab_now == "afgerond":
            rows = rows.filter(state__in=ENDS).order_by("-state_on", "-pk")
        elif self.tab_now == "te-laat":
            rows = rows.overdue(today())
        else:
            rows = rows.open().order_by("due_on", "pk")
        if self.chosen("van"):
            rows = rows.owned_by(self.user)
        if self.chosen("wacht"):
            rows = rows.waiting_for(WAITS[self.chosen("wacht")])
        named = {"state": self.chosen("stand"), "partner": self.chosen("partner"), "theme": self.chosen("thema")}
        return rows.filter(**{name: value for name, value in named.items() if value})
