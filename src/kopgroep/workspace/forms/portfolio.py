"""Whose portfolio is shown, and what it is narrowed to."""

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.casework.portfolio import Only
from kopgroep.programme import current

ONLY = {
    "te-laat": Only.LATE,
    "stil": Only.SILENT,
    "traject": Only.JOURNEY,
    "doorverwezen": Only.REFERRED,
    "niets": Only.NOTHING_AGREED,
}
"""The words in the address for what the portfolio can be narrowed to."""
ORDERS = {"stap": "next", "naam": "name", "contact": "last", "uren": "left", "fase": "phase"}
"""The words in the address for its orders."""


class PortfolioFilter(forms.Form):
    """The filters of a portfolio; their names are those in the address, an unknown value narrows nothing."""

    van = forms.ChoiceField(label=gettext_lazy("Of"), required=False)
    alleen = forms.ChoiceField(label=gettext_lazy("Only"), required=False)
    gemeente = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    fase = forms.ChoiceField(label=gettext_lazy("Phase"), required=False)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.user = user
        self.people = {str(person.pk): person for person in User.objects.advisers()}
        programme, language = current(), get_language() or "nl"
        words = {
            "te-laat": _("Something too late"),
            "stil": _("Silent"),
            "traject": _("Trajectory open"),
            "doorverwezen": _("Referral open"),
            "niets": _("Nothing agreed"),
        }
        others = [(key, person.name) for key, person in self.people.items() if person.pk != user.pk]
        choices = {
            "van": [("", _("Me")), *others],
            "alleen": [("", _("All")), *words.items()],
            "gemeente": [("", _("All")), *sorted(((m.code, m.name) for m in programme.area), key=lambda c: c[1])],
            "fase": [("", _("All")), *((p.code, p.name.in_(language)) for p in programme.ladder.phases)],
        }
        for name, options in choices.items():
            self.fields[name].choices = options  # type: ignore[attr-defined]  # all four are choices
        self.full_clean()

    def chosen(self, name: str) -> str:
        """What was chosen, or nothing."""
        return str(self.cleaned_data.get(name) or "")

    @property
    def manager(self) -> User:
        """Whose portfolio it is: one's own unless another one was chosen."""
        return self.people.get(self.chosen("van"), self.user)

    @property
    def only(self) -> Only | None:
        """What it is narrowed to."""
        return ONLY.get(self.chosen("alleen"))
