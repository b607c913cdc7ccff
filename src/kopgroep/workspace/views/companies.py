"""The list of companies: filtered, in order, exported; and adding one."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.companies.actions import add_company
from kopgroep.companies.doubles.before_adding import companies_like
from kopgroep.companies.listing import ORDERS, in_order
from kopgroep.companies.search import Hit, search
from kopgroep.workspace.addresses import address
from kopgroep.workspace.company_rows import rows_of
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.companies import CompanyForm, FilterForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.pair_rows import reasons_in_words
from kopgroep.workspace.views.acting import draw, saved

PAGE = 50
FARTHEST = 10_000
"""Who pages further than this many rows wants a filter: the database must pass all rows before."""


def order_of(request: Asking) -> str:
    """The order in the address, or by name when it is not one of ours."""
    key = request.GET.get("op", "")
    return key if key.removeprefix("-") in ORDERS else "name"


def clean(asked: QueryDict) -> QueryDict:
    """What stands in the address, without what is empty."""
    query = asked.copy()
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return query


@asks(Permission.SEE_COMPANIES)
def companies_page(request: Asking) -> HttpResponse:
    """The companies that fit the filters in the address, a page at a time."""
    form = FilterForm(request.GET, user=request.user)
    asked = request.GET.get("vanaf", "0")
    start = min(int(asked), FARTHEST) if asked.isdecimal() else 0
    found = list(in_order(form.rows(), order_of(request))[start : start + PAGE + 1])
    query = clean(request.GET)
    context: dict[str, Any] = {
        "form": form,
        "filters": [(item, address(query, **{item.name: ""})) for item in form.active],
        "rows": rows_of(found[:PAGE]),
        "start": start,
        "alike": search(form.chosen["tekst"], user=request.user, limit=5)
        if not found and "tekst" in form.chosen
        else [],
        "previous_page": address(query, vanaf=str(start - PAGE) if start > PAGE else "") if start else "",
        "next_page": address(query, vanaf=str(start + PAGE)) if len(found) > PAGE and start < FARTHEST else "",
        "too_far": len(found) > PAGE and start >= FARTHEST,
        "order": order_of(request),
        "export_query": query.urlencode(),
        "may_add": request.user.may(Permission.EDIT_COMPANY),
        "may_merge": request.user.may(Permission.MERGE_COMPANIES),
        "may_export": request.user.may(Permission.EXPORT_COMPANIES),
    }
    part = request.headers.get("HX-Target") == "companies" and "HX-History-Restore-Request" not in request.headers
    response = render(request, "workspace/companies.html#companies" if part else "workspace/companies.html", context)
    if part:
        # The form sends its empty fields along; they need not stand in the address.
        response["HX-Push-Url"] = f"{request.path}{address(query, vanaf=str(start) if start else '')}".removesuffix("?")
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@asks(Permission.EDIT_COMPANY)
def company_new(request: Asking) -> HttpResponse:
    """Add a company that the register does not know, after showing those that look like it."""
    form = CompanyForm(request.POST or None, initial={"name": request.GET.get("naam", "")})
    alike: list[tuple[Hit, str]] = []
    if form.is_valid():
        data = form.cleaned_data
        if not data["anyway"]:
            typed = {name: data[name] for name in ("name", "place", "kvk_number")}
            alike = [
                (known.hit, reasons_in_words(known.reasons)) for known in companies_like(**typed, user=request.user)
            ]
        if alike:
            form.ask_whether_another()
            form.add_error(None, _("We know companies with such a name. Look whether it is one of these."))
        else:
            with refusals_on(form):
                fields = ("name", "kvk_number", "place", "municipality_code", "pre_start", "submission")
                company = add_company(by=request.user, **{name: data[name] for name in fields})
                return saved(
                    request, _("%(name)s was added.") % {"name": company.name}, "workspace:company", company.pk
                )
    return draw(request, "workspace/company_new.html", form, alike=alike)
