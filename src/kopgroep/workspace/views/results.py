"""Results: the list, one of them, and each thing that is done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.actions.results import ask_result, verify_result, withdraw_result, write_result
from kopgroep.casework.models import Result
from kopgroep.companies.models import Position
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import ActForm, refusals_on
from kopgroep.workspace.forms.results import (
    TABS,
    AskResultForm,
    ResultFilter,
    ResultForm,
    VerifyResultForm,
    WithdrawResultForm,
)
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.result_rows import Row, history_of
from kopgroep.workspace.views.acting import draw, page_of, saved
from kopgroep.workspace.views.company import find_company

PAGE = 50


def find_result(request: Asking, pk: int) -> Result:
    """The result with what its pages show, if this person may see it; else a 404."""
    rows = Result.objects.visible_to(request.user)
    rows = rows.select_related("company", "journey", "referral", "written_by", "verified_by")
    return get_object_or_404(rows, pk=pk)


@asks(Permission.SEE_JOURNEYS)
def results_page(request: Asking) -> HttpResponse:
    """The results that fit the filters in the address, with the three stages in columns of their own."""
    form = ResultFilter(request.GET, user=request.user)
    page = page_of(request, form.rows(), size=PAGE)
    tabs = [(label, word) for word, (label, _states) in TABS.items()]
    context = {"form": form, "page": page, "rows": [Row(result) for result in page.rows], "tabs": tabs}
    return render(request, "workspace/results.html", context)


@asks(Permission.SEE_JOURNEYS)
def result_page(request: Asking, pk: int) -> HttpResponse:
    """One result: who says what, what can be done, what happened."""
    result = find_result(request, pk)
    note_read(result.company, by=request.user, page="result")
    row = Row(result)
    context = {
        "result": result,
        "row": row,
        "may_ask": row.may_be_asked and request.user.may(Permission.RECORD_RESULT),
        "may_verify": row.may_verify(request.user),
        "may_withdraw": row.may_withdraw(request.user),
        "events": history_of(result),
    }
    return render(request, "workspace/result.html", context)


@asks(Permission.RECORD_RESULT)
def result_new(request: Asking, pk: int) -> HttpResponse:
    """Write down what the help brought a company."""
    company = find_company(request, pk)
    came_from = request.GET.get("van", "")
    form = ResultForm(request.POST or None, company=company, user=request.user, came_from=came_from)
    if form.is_valid():
        with refusals_on(form):
            submission = form.cleaned_data["submission"]
            result = write_result(company, form.reached(), submission=submission, kept=form.kept, by=request.user)
            return saved(request, _("The result is written down. Now ask the company."), "workspace:result", result.pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("Add a result"))


def _draw(request: Asking, result: Result, form: ActForm, title: str, explain: str) -> HttpResponse:
    row = Row(result)
    return draw(request, "workspace/result_form.html", form, result=result, row=row, title=title, explain=explain)


def _not_now(request: Asking, pk: int) -> HttpResponse:
    messages.error(request, _("This is not possible now. Look where the result stands."))
    return redirect("workspace:result", pk)


def _open(request: Asking, pk: int, is_possible: Callable[[Row], bool]) -> Result | HttpResponse:
    """The result for a form; the way back to its page when that form makes no sense any more."""
    result = find_result(request, pk)
    return result if request.method == "POST" or is_possible(Row(result)) else _not_now(request, pk)


@asks(Permission.RECORD_RESULT)
def result_ask(request: Asking, pk: int) -> HttpResponse:
    """Ask the company whether it is so."""
    result = _open(request, pk, lambda row: row.may_be_asked)
    if isinstance(result, HttpResponse):
        return result
    form = AskResultForm(request.POST or None, initial={"version": result.version, **_whom(result)})
    if form.is_valid():
        with refusals_on(form):
            data = {name: form.cleaned_data[name] for name in ("name", "email", "version")}
            ask_result(result, by=request.user, language=form.cleaned_data["mail_language"], **data)
            return saved(request, _("The company is asked by mail."), "workspace:result", pk)
    explain = _("The company sees what you wrote, and says how much it was or that it is not so. It has %(n)s days.")
    explain %= {"n": current().results.link_days}
    return _draw(request, result, form, _("Ask the company"), explain)


def _whom(result: Result) -> dict[str, str]:
    """Who was asked before; else the one who speaks for the company and has an address."""
    if result.asked_email:
        return {"name": result.asked_name, "email": result.asked_email, "mail_language": result.language}
    rows = Position.objects.filter(company=result.company_id, until=None).exclude(person__email="")
    position = rows.select_related("person").order_by("since", "pk").first()
    return {"name": position.person.name, "email": position.person.email} if position else {}


@asks(Permission.VERIFY_RESULT)
def result_verify(request: Asking, pk: int) -> HttpResponse:
    """Write down what a register or an account says."""
    result = _open(request, pk, lambda row: row.may_verify(request.user))
    if isinstance(result, HttpResponse):
        return result
    initial = {"version": result.version, "on": today()}
    form = VerifyResultForm(request.POST or None, initial=initial, result=result)
    if form.is_valid():
        with refusals_on(form):
            data = {name: form.cleaned_data[name] for name in ("amount", "against", "on", "evidence", "version")}
            verify_result(result, by=request.user, **data)
            return saved(request, _("The result is verified."), "workspace:result", pk)
    explain = _("Look it up without asking the company. What you find stands beside what the company said.")
    return _draw(request, result, form, _("Verify the result"), explain)


@asks(Permission.RECORD_RESULT)
def result_withdraw(request: Asking, pk: int) -> HttpResponse:
    """Take a result back."""
    result = _open(request, pk, lambda row: row.may_withdraw(request.user))
    if isinstance(result, HttpResponse):
        return result
    form = WithdrawResultForm(request.POST or None, initial={"version": result.version})
    if form.is_valid():
        with refusals_on(form):
            data = {name: form.cleaned_data[name] for name in ("reason", "version")}
            withdraw_result(result, by=request.user, **data)
            return saved(request, _("The result is taken back and counts no more."), "workspace:result", pk)
    explain = _("It counts no more, in no column. It stays readable, with your reason.")
    return _draw(request, result, form, _("Take the result back"), explain)
