"""The filters of the list of companies, and the form that adds one."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.standing import Standing, on_theme, with_standing
from kopgroep.companies.listing import Wanted, listed
from kopgroep.companies.models.establishment import EstablishmentQuerySet
from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import ActForm

Choices = list[tuple[str, str]]
LONGEST_TITLE = 60


def standing_names() -> dict[Standing, str]:
    """The words for how far the programme came with a company."""
    return {
        Standing.UNKNOWN: _("Not spoken yet"),
        Standing.CONTACT: _("Spoken with"),
        Standing.TRAJECTORY: _("In trajectory"),
        Standing.HELPED: _("Trajectory finished"),
        Standing.ENDED: _("Stopped"),
    }


@dataclass(frozen=True)
class ActiveFilter:
    """One filter that is set: its name in the address, what it is about, and what was chosen."""

    name: str
    label: str
    value: str


class FilterForm(forms.Form):
    """What the list is narrowed to. Its fields are the names in the address; an unknown value narrows nothing."""

    tekst = forms.CharField(label=gettext_lazy("Name, number, place"), required=False, max_length=100)
    gemeente = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("Sector"), required=False)
    grootte = forms.ChoiceField(label=gettext_lazy("Size"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Status"), required=False)
    thema = forms.ChoiceField(label=gettext_lazy("Theme"), required=False)
    manager = forms.ChoiceField(label=gettext_lazy("Account manager"), required=False)

    def __init__(self, data: QueryDict, *, user: User) -> None:
        # An address may hold more than the filters, and values of long ago; neither is a mistake of the reader.
        super().__init__({name: data.get(name, "") for name in self.base_fields})
        self.user = user
        for name, choices in self._choices().items():
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *choices]
        self.full_clean()
        self.chosen: dict[str, str] = {
            name: str(value) for name, value in self.cleaned_data.items() if str(value).strip()
        }

    def _choices(self) -> dict[str, Choices]:
        programme, language = current(), get_language() or "nl"
        scheme_titles = sector_titles()
        return {
            "gemeente": sorted(((m.code, m.name) for m in programme.area), key=lambda choice: choice[1]),
            "sector": [
                (code, f"{code[-1]}  {title[:LONGEST_TITLE]}" + ("" if code.startswith("2008") else " (2025)"))
                for code, title in scheme_titles.items()
            ],
            "grootte": [(size.code, size.name.in_(language)) for size in programme.sizes],
            "stand": [(standing.value, word) for standing, word in standing_names().items()],
            "thema": [(t.code, t.name.in_(language)) for t in programme.themes if t.is_active(today())],
            "manager": [(str(user.pk), user.name) for user in User.objects.advisers()],
        }

    @property
    def active(self) -> list[ActiveFilter]:
        """The filters that are set, in words."""
        found = []
        for name, value in self.chosen.items():
            field: Any = self.fields[name]
            words = dict(getattr(field, "choices", []))
            label = _("Text") if name == "tekst" else str(field.label)
            found.append(ActiveFilter(name=name, label=label, value=str(words.get(value, value))))
        return found

    def rows(self) -> EstablishmentQuerySet:
        """The establishments that fit, as far as this person may see them."""
        chosen = self.chosen
        wanted = Wanted(
            text=chosen.get("tekst", ""),
            municipality=chosen.get("gemeente", ""),
            sector=chosen.get("sector", ""),
            size=chosen.get("grootte", ""),
            manager=chosen.get("manager", ""),
        )
        rows = listed(wanted, user=self.user)
        if "stand" in chosen:
            rows = with_standing(rows, Standing(chosen["stand"]))
        return on_theme(rows, chosen["thema"]) if "thema" in chosen else rows


class CompanyForm(ActForm):
    """A company that the register does not know."""

    name = forms.CharField(
        label=gettext_lazy("Name of the company"),
        max_length=200,
        error_messages={"required": gettext_lazy("Fill in the name of the company.")},
    )
    pre_start = forms.BooleanField(
        label=gettext_lazy("Has not started yet"),
        required=False,
        help_text=gettext_lazy("Somebody with a plan, who is not in the trade register."),
    )
    kvk_number = forms.CharField(
        label=gettext_lazy("KVK number"), required=False, max_length=12, help_text=gettext_lazy("8 digits.")
    )
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=80)
    municipality_code = forms.ChoiceField(label=gettext_lazy("Municipality"), required=False)
    anyway = forms.BooleanField(
        label=gettext_lazy("This is another company: add it"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = sorted(((m.code, m.name) for m in current().area), key=lambda choice: choice[1])
        field: Any = self.fields["municipality_code"]
        field.choices = [("", _("Not known, or elsewhere")), *area]

    def ask_whether_another(self) -> None:
        """Show the box that says: not one of the companies that look like it."""
        self.fields["anyway"].widget = forms.CheckboxInput()

    def clean_kvk_number(self) -> str:
        """The number without the spaces and dots that people type in it."""
        return "".join(c for c in self.cleaned_data["kvk_number"] if c not in " .")
