"""The list of companies: filtered, in order, exported; and adding one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import batched
from typing import Any

from django.http import FileResponse, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.standing import Standing, last_contacts, standings_of
from kopgroep.companies.actions import add_company
from kopgroep.companies.listing import CHUNK, ORDERS, export_rows, in_order
from kopgroep.companies.models import Establishment
from kopgroep.companies.search import lookalikes, search
from kopgroep.companies.sectors import sector_title
from kopgroep.programme import current
from kopgroep.workspace.addresses import address
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.companies import CompanyForm, FilterForm, standing_names
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.sheets import csv_lines, xlsx_file
from kopgroep.workspace.views.acting import draw, saved

PAGE = 50
FARTHEST = 10_000
"""Who pages further than this many rows wants a filter: the database must pass all rows before."""
SHAPES = {
    Standing.UNKNOWN: "rest",
    Standing.CONTACT: "near",
    Standing.TRAJECTORY: "ok",
    Standing.HELPED: "ok",
    Standing.ENDED: "rest",
}


@dataclass(frozen=True)
class Row:
    """One company as the list shows it."""

    place: Establishment
    municipality: str
    sector: str
    size: str
    standing: str
    shape: str
    last_contact: date | None

    @property
    def where(self) -> str:
        """The place, or the municipality when no place is known; nothing for a shielded address."""
        return "" if self.place.address_shielded else self.place.place or self.municipality

    @property
    def sector_in_short(self) -> str:
        """The title of the sector up to its first semicolon."""
        return self.sector.partition(";")[0]


def rows_of(places: Iterable[Establishment]) -> list[Row]:
    """Some establishments with their words, standing and last contact; three queries, however many there are."""
    places = list(places)
    companies = [place.company_id for place in places]
    ended = [place.company_id for place in places if place.company.ended_on]
    standings, contacts = standings_of(companies, ended), last_contacts(companies)
    words, language = standing_names(), get_language() or "nl"
    towns = {m.code: m.name for m in current().area}
    sizes = {size.code: size.name.in_(language) for size in current().sizes}
    return [
        Row(
            place=place,
            municipality=towns.get(place.municipality_code, place.municipality_code),
            sector=sector_title(place.sbi_scheme, place.sbi_section),
            size=sizes.get(place.size_class, place.size_class),
            standing=words[standings[place.company_id]],
            shape=SHAPES[standings[place.company_id]],
            last_contact=contacts.get(place.company_id),
        )
        for place in places
    ]


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
        "may_export": request.user.may(Permission.EXPORT_COMPANIES),
    }
    part = request.headers.get("HX-Target") == "companies" and "HX-History-Restore-Request" not in request.headers
    response = render(request, "workspace/companies.html#companies" if part else "workspace/companies.html", context)
    if part:
        # The form sends its empty fields along; they need not stand in the address.
        response["HX-Push-Url"] = f"{request.path}{address(query, vanaf=str(start) if start else '')}".removesuffix("?")
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _head() -> list[str]:
    return [
        _("KVK number"),
        _("Establishment number"),
        _("Name"),
        _("Legal form"),
        _("Address"),
        _("Place"),
        _("Municipality"),
        _("SBI version"),
        _("SBI code"),
        _("Sector"),
        _("Size"),
        _("Status"),
        _("Last contact"),
        _("Account manager"),
        _("No unasked mail"),
    ]


def _cells(places: Iterable[Establishment]) -> Iterator[list[str]]:
    yes, no = _("yes"), _("no")
    for some in batched(places, CHUNK):
        for row in rows_of(some):
            place, company = row.place, row.place.company
            yield [
                company.kvk_number or "",
                place.number or "",
                company.name,
                company.legal_form,
                place.address,
                "" if place.address_shielded else place.place,
                row.municipality,
                place.sbi_scheme,
                place.sbi_code,
                row.sector,
                row.size,
                row.standing,
                row.last_contact.isoformat() if row.last_contact else "",
                company.account_manager.name if company.account_manager else "",
                yes if company.non_mailing else no,
            ]


@require_POST
@asks(Permission.EXPORT_COMPANIES)
def companies_export(request: Asking) -> HttpResponseBase:
    """The companies that fit the filters in the address as CSV, or as XLSX with ``soort=xlsx``."""
    form = FilterForm(request.GET, user=request.user)
    kind = "xlsx" if request.POST.get("soort") == "xlsx" else "csv"
    rows = in_order(form.rows(), order_of(request))
    cells = _cells(export_rows(rows, filters=form.chosen, form=kind, by=request.user))
    name = f"bedrijven-{today():%Y-%m-%d}.{kind}"
    if kind == "xlsx":
        return FileResponse(xlsx_file(_head(), cells, title=_("Companies")), as_attachment=True, filename=name)
    response = StreamingHttpResponse(csv_lines(_head(), cells), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@asks(Permission.EDIT_COMPANY)
def company_new(request: Asking) -> HttpResponse:
    """Add a company that the register does not know, after showing those that look like it."""
    form = CompanyForm(request.POST or None, initial={"name": request.GET.get("naam", "")})
    alike = []
    if form.is_valid():
        data = form.cleaned_data
        if not data["anyway"]:
            alike = lookalikes(data["name"], user=request.user)
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
