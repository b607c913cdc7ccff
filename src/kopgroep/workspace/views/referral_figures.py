"""How partners dealt with what was sent to them, over a period that one chooses."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.partner_record import FEW, Record, records
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import DATE
from kopgroep.workspace.guards import Asking, asks


class PeriodForm(forms.Form):
    """From which day to which; without days everything."""

    vanaf_dag = forms.DateField(label=gettext_lazy("Sent from"), required=False, widget=DATE)
    tot_dag = forms.DateField(label=gettext_lazy("up to and including"), required=False, widget=DATE)

    def period(self) -> dict[str, Any]:
        """The days that were filled in and can be read."""
        self.is_valid()
        return {"since": self.cleaned_data.get("vanaf_dag"), "until": self.cleaned_data.get("tot_dag")}


def reasons_of(record: Record) -> list[tuple[str, int]]:
    """Why it declined, the commonest reason first."""
    names = {reason.code: reason.name.in_(get_language() or "nl") for reason in current().decline_reasons}
    return [(names.get(code, code), count) for code, count in record.reasons.most_common()]


def figures_of(request: Asking, partner: str = "") -> list[dict[str, Any]]:
    """Each partner with its record in the period of the address; the one to which most was sent on top. One query."""
    period = PeriodForm(request.GET).period()
    found = records([partner] if partner else None, on=today(), **period)
    names = {p.code: p.name for p in current().partners}
    rows = [
        {"code": code, "name": names.get(code, code), "record": record, "reasons": reasons_of(record)}
        for code, record in found.items()
    ]
    return sorted(rows, key=lambda row: (-row["record"].sent, row["name"]))


@asks(Permission.SEE_REFERRALS)
def figures_page(request: Asking) -> HttpResponse:
    """The record of every partner, each share with the number it rests on."""
    context = {"form": PeriodForm(request.GET or None), "rows": figures_of(request), "few": FEW}
    return render(request, "workspace/referral_figures.html", context)
