"""The page that shows every part with lifelike content, for whoever makes pages. It stays in Dutch."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from kopgroep.accounts.permissions import Permission
from kopgroep.programme import current
from kopgroep.workspace.guards import Asking, asks

QUARTERS = [(year, quarter) for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)][:10]


@dataclass(frozen=True)
class Quarter:
    """One column of the example chart."""

    label: str
    value: int
    expected: int


@dataclass(frozen=True)
class Part:
    """One row of the example profile."""

    name: str
    shown: str
    share: float | None
    median_share: float
    scored: str = "niet gemeten"


class ExampleForm(forms.Form):
    """One field of each kind."""

    held_on = forms.DateField(label="Datum", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    email = forms.EmailField(label="E-mail", help_text="Alleen om je te antwoorden.")
    theme = forms.ChoiceField(label="Thema", choices=[("", "Kies een thema"), ("export", "Export")])
    channel = forms.ChoiceField(
        label="Hoe",
        choices=[("visit", "Bezoek"), ("phone", "Telefoon"), ("video", "Video")],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label="Waar ze mee zitten",
        required=False,
        choices=[("staff", "Personeel"), ("money", "Geld"), ("abroad", "Zakendoen over de grens")],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label="Wat is er besproken", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label="De ondernemer vindt goed dat een partner dit leest")


def example_values() -> dict[str, float | None]:
    """Invented figures per municipality, one of them missing."""
    codes = [place.code for place in current().area]
    values: dict[str, float | None] = {code: 9.4 + (i * 37 % 11) for i, code in enumerate(codes)}
    return values | ({codes[-1]: None} if codes else {})


@asks(Permission.SEE_WORKSPACE)
def parts_page(request: Asking) -> HttpResponse:
    """Every part once. It holds no data of anybody."""
    wrong = {"email": "harm@", "channel": "", "note": "Exportbudget 2024 doorgenomen."}
    context: dict[str, Any] = {
        "day": date(2023, 5, 15),
        "form": ExampleForm(initial={"held_on": date(2023, 5, 15)}, auto_id="good_%s"),
        "refused": ExampleForm(wrong, auto_id="bad_%s"),
        "phases": [
            (p.number, p.name.in_("nl"), "done" if p.number < 3 else "now" if p.number == 3 else "ahead")
            for p in current().ladder.phases
        ],
        "quarters": [
            Quarter(f"K{quarter} {year}", 6 + (i * 5) % 11, 8 + i % 3) for i, (year, quarter) in enumerate(QUARTERS)
        ],
        "values": example_values(),
        "profile_rows": [Part("Strategie", "42", 42, 45), Part("Mensen", "", None, 41), Part("Groen", "34", 34, 31)],
    }
    return render(request, "workspace/parts.html", context)


@asks(Permission.SEE_WORKSPACE)
def keys_page(request: Asking) -> HttpResponse:
    """The list of keys as a page, for when there is no JavaScript to open it as a window."""
    return render(request, "workspace/keys.html")
