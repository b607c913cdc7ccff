"""Money: budget, spent, committed and left per source and year, and writing down what was promised or paid."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.reporting.money import KINDS, money_on
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.money import MoneyForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, page_of, saved

PAGE = 25


@asks(Permission.SEE_MONITOR)
def money_page(request: Asking) -> HttpResponse:
    """The money on one page; the single lines for who may open them."""
    money, programme = money_on(today()), current()
    lines = Entry.objects.visible_to(request.user).filter(kind__in=KINDS).select_related("actor")
    context = {
        "on": today(),
        "money": money,
        "sources": [
            (source, money.by_source[source.code].items(), money.of(source.code)) for source in programme.money
        ],
        "may_record": request.user.may(Permission.RECORD_MONEY),
        "page": page_of(request, lines.order_by("-happened_on", "-pk"), size=PAGE),
    }
    return render(request, "workspace/money.html", context)


@asks(Permission.RECORD_MONEY)
def money_new(request: Asking) -> HttpResponse:
    """Write a commitment or a payment."""
    form = MoneyForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            form.record(by=request.user)
            _warn_when_overspent(request, form.cleaned_data["source"])
            return saved(request, _("The amount is written."), "workspace:money")
    return draw(request, "workspace/money_form.html", form)


def _warn_when_overspent(request: Asking, source: str) -> None:
    """Say so when more was given out or promised than a source holds: the amount is true, so it is written."""
    if money_on(today()).of(source).left < 0:
        name = current().money_source(source).name.in_(get_language() or "nl")
        messages.warning(request, _("More was spent and committed than the whole budget of %(name)s.") % {"name": name})
