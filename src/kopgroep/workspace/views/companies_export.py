"""The list of companies as a file."""

from collections.abc import Iterable, Iterator
from itertools import batched

from django.http import FileResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.companies.listing import CHUNK, export_rows, in_order
from kopgroep.companies.models import Establishment
from kopgroep.workspace.company_rows import rows_of
from kopgroep.workspace.forms.companies import FilterForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.sheets import csv_lines, xlsx_file
from kopgroep.workspace.views.companies import order_of


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
