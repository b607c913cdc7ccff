"""The page that shows every part with lifelike content, for whoever makes pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from kopgroep.programme import current


@dataclass(frozen=True)
class Quarter:
    """One column of the example chart."""

    label: str
    value: int
    expected: int


class ExampleForm(forms.Form):
    """One field of each kind."""

    held_on = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    email = forms.EmailField(label=_("E-mail"), help_text=_("We only use it to answer you."))
    theme = forms.ChoiceField(label=_("Theme"), choices=[("", _("Choose a theme")), ("export", _("Export"))])
    channel = forms.ChoiceField(
        label=_("How"),
        choices=[("visit", _("Visit")), ("phone", _("Phone")), ("video", _("Video"))],
        widget=forms.RadioSelect,
    )
    needs = forms.MultipleChoiceField(
        label=_("What they struggle with"),
        required=False,
        choices=[("staff", _("Staff")), ("money", _("Money")), ("abroad", _("Business abroad"))],
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("What was discussed"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    agree = forms.BooleanField(label=_("The entrepreneur agrees that a partner reads this"))


def example_values() -> dict[str, float | None]:
    """Invented figures per municipality, one of them missing."""
    codes = [place.code for place in current().area]
    values: dict[str, float | None] = {code: 9.4 + (i * 37 % 11) for i, code in enumerate(codes)}
    return values | ({codes[-1]: None} if codes else {})


def parts_page(request: HttpRequest) -> HttpResponse:
    """Every part once. Open to whoever may see the workspace; it holds no data of anybody."""
    wrong = {"email": "harm@", "channel": "", "note": "Exportbudget 2024 doorgenomen."}
    context: dict[str, Any] = {
        "day": date(2023, 5, 15),
        "form": ExampleForm(initial={"held_on": date(2023, 5, 15)}, auto_id="good_%s"),
        "refused": ExampleForm(wrong, auto_id="bad_%s"),
        "phases": [
            (p.number, p.name.in_("nl"), "done" if p.number < 3 else "now" if p.number == 3 else "ahead")
            for p in current().ladder.phases
        ],
        "quarters": [Quarter(f"{k}{y}", 6 + (i * 5) % 11, 8 + i % 3) for i, (y, k) in enumerate(QUARTERS)],
        "values": example_values(),
    }
    return render(request, "workspace/parts.html", context)


QUARTERS = [(f" {year}", f"K{quarter}") for year in (2021, 2022, 2023) for quarter in (1, 2, 3, 4)][:10]
