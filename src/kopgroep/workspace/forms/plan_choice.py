"""Picking what goes into a growth plan out of the advice of a scan. Its answers stand in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from kopgroep.casework.plan_proposals import Chosen, Dimension, Proposal
from kopgroep.workspace.forms.plan_rows import does_words

FIRST = 2
"""How many dimensions are shown at once: those where most is to be gained. The rest opens when asked."""


@dataclass(frozen=True)
class Card:
    """One piece of advice on the page."""

    proposal: Proposal
    who: str
    """Who does it, as the form of a plan says it."""
    ticked: bool
    partner: forms.BoundField | None
    money: forms.BoundField | None


@dataclass(frozen=True)
class Part:
    """One dimension of the scan on the page."""

    dimension: Dimension
    cards: list[Card]


class ChoiceForm(forms.Form):
    """At most ``room`` pieces of advice, each with a service of a partner and an instrument when one wants to."""

    advies = forms.MultipleChoiceField(label=_("What will be done"), required=False)

    def __init__(self, *args: Any, dimensions: Sequence[Dimension], room: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimensions, self.room = dimensions, room
        self.known = {one.code: one for dimension in dimensions for one in dimension.proposals}
        chosen: Any = self.fields["advies"]
        chosen.choices = [(code, one.said.title) for code, one in self.known.items() if not one.in_plan]
        chosen.error_messages["invalid_choice"] = _("This advice is not given any more, or is in the plan already.")
        for code, one in self.known.items():
            if one.said.help:
                services = [
                    ("", gettext("No partner yet")),
                    *((h.code, f"{h.name} ({h.partner})") for h in one.said.help),
                ]
                self._offer(f"dienst-{code}", _("Who helps with it"), services, one.usual.code if one.usual else "")
            if one.said.money:
                money = [
                    ("", gettext("No grant or loan")),
                    *((m.code, f"{m.name} ({m.status})") for m in one.said.money),
                ]
                self._offer(f"middel-{code}", _("What may pay a part of it"), money, "")

    def _offer(self, name: str, label: Any, choices: list[tuple[str, str]], usual: str) -> None:
        field = forms.ChoiceField(label=label, choices=choices, initial=usual, required=False)
        field.unmarked = True  # type: ignore[attr-defined]  # read by the field template
        field.error_messages["invalid_choice"] = _("This is not offered any more. Choose something else.")
        self.fields[name] = field

    def clean_advies(self) -> list[str]:
        """One, and no more than the plan has room for."""
        codes: list[str] = list(dict.fromkeys(self.cleaned_data["advies"]))
        if not codes:
            raise forms.ValidationError(gettext("Choose what will be done."))
        if len(codes) > self.room:
            sentence = ngettext("Choose one at most.", "Choose %(n)s at most.", self.room)
            raise forms.ValidationError(sentence % {"n": self.room})
        return codes

    def clean(self) -> dict[str, Any]:
        """What was chosen with advice that was not ticked says nothing, right or wrong."""
        data = super().clean() or self.cleaned_data
        ticked = data.get("advies", [])
        for name in [name for name in self.errors if "-" in name and name.partition("-")[2] not in ticked]:
            del self.errors[name]
        return data

    @property
    def ticked(self) -> list[str]:
        """The codes as they were sent, right or wrong."""
        return self.data.getlist("advies") if self.is_bound else []  # type: ignore[attr-defined]  # data of a request

    @property
    def shown(self) -> list[Part]:
        """Each dimension with its cards."""
        return [Part(dimension, [self._card(one) for one in dimension.proposals]) for dimension in self.dimensions]

    @property
    def first(self) -> list[Part]:
        """The dimensions that are shown at once."""
        return self.shown[:FIRST]

    @property
    def further(self) -> list[Part]:
        """The other ones."""
        return self.shown[FIRST:]

    @property
    def further_is_ticked(self) -> bool:
        """Whether something was picked among the other ones, so that they must stand open."""
        return any(card.ticked for part in self.further for card in part.cards)

    def _card(self, one: Proposal) -> Card:
        partner, money = (
            self[name] if name in self.fields else None for name in (f"dienst-{one.code}", f"middel-{one.code}")
        )
        ticked = one.code in self.ticked and not one.in_plan
        return Card(one, dict(does_words())[one.advice.does], ticked, partner, money)

    def chosen(self) -> list[Chosen]:
        """What was picked, in the order of the page."""
        data = self.cleaned_data
        picked = [one for code, one in self.known.items() if code in data["advies"]]
        return [
            Chosen(
                one,
                help=next((h for h in one.said.help if h.code == data.get(f"dienst-{one.code}")), None),
                money=next((m for m in one.said.money if m.code == data.get(f"middel-{one.code}")), None),
            )
            for one in picked
        ]
