"""The benchmark: how companies stand, by frozen quarters and never by what came in today."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.programme import current
from kopgroep.programme.scans import Scale, Scan
from kopgroep.scans.benchmarks.frozen import FrozenScan, frozen_scan, shown_in
from kopgroep.scans.models import Snapshot
from kopgroep.workspace import benchmark_rows as tables
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.sheets import csv_lines


@dataclass(frozen=True)
class Chosen:
    """What the address asks for: a scan, a quarter and a scale; and what there is to choose from."""

    scan: Scan
    snapshots: list[Snapshot]
    """Every frozen quarter, the latest first."""
    wanted: Snapshot | None
    """The quarter asked for; the latest one when none is."""
    frozen: FrozenScan | None
    """The last quarter, up to that one, in which anything of this scan may be shown; None when there is none."""
    scale: Scale | None


def chosen(request: Asking) -> Chosen:
    """Read the address. A word that is not known is a 404."""
    code, quarter, dimension = (request.GET.get(name, "") for name in ("scan", "kwartaal", "onderdeel"))
    scans = [scan for scan in current().own_scans if scan.is_active(today()) or scan.code == code]
    scan = next((scan for scan in scans if scan.code == code), None) if code else next(iter(scans), None)
    snapshots = list(Snapshot.objects.order_by("-until"))
    wanted = next((one for one in snapshots if not quarter or one.quarter == quarter), None)
    if scan is None or (quarter and wanted is None):
        raise Http404
    frozen = _last_shown(scan.code, [one for one in snapshots if wanted and one.until <= wanted.until])
    scale = frozen.headline if frozen else None
    if frozen and dimension:
        # A scale that this quarter does not show falls back on the one that heads the page.
        scale = next((one for one in frozen.scales if one.code == dimension), scale)
    return Chosen(scan, snapshots, wanted, frozen, scale)


def _last_shown(code: str, snapshots: list[Snapshot]) -> FrozenScan | None:
    shown = shown_in(code) if snapshots else {}
    for snapshot in snapshots:
        if snapshot.pk in shown:
            return frozen_scan(snapshot, code, shown[snapshot.pk])
    return None


@asks(Permission.SEE_MONITOR)
def benchmark_page(request: Asking) -> HttpResponse:
    """One scan in one frozen quarter, with every group of which the figures may be shown."""
    asked = chosen(request)
    frozen, scale = asked.frozen, asked.scale
    scans = [scan for scan in current().own_scans if scan.is_active(today())]
    context = {"asked": asked, "scans": scans, "minimum": current().benchmark.minimum}
    context["may_see_scans"] = request.user.may(Permission.SEE_JOURNEYS)
    if frozen and scale:
        context |= figures(frozen, scale)
    return render(request, "workspace/benchmark.html", context)


def figures(frozen: FrozenScan, scale: Scale) -> dict[str, object]:
    """What the page shows of one quarter and one scale."""
    weights = frozen.weights(scale.code)
    places = tables.by_municipality(frozen, scale)
    return {
        "frozen": frozen,
        "scale": scale,
        "whole": frozen.cell(scale.code),
        "effective": weights.effective_n if weights else None,
        "levels": tables.by_level(frozen, scale),
        "chips": tables.chips(frozen),
        "label": frozen.label(scale, get_language() or "nl"),
        "dimensions": tables.by_scale(frozen, scale),
        "axis": all((one.lowest, one.highest) == (0, 100) for one in frozen.dimensions(scale)),
        "of_hundred": (scale.lowest, scale.highest) == (0, 100),
        "sectors": tables.by_sector(frozen, scale),
        "sizes": tables.by_size(frozen, scale),
        "both": tables.by_both(frozen, scale),
        "places": places,
        "means": {place.code: place.mean for place in places},
    }


@asks(Permission.SEE_MONITOR)
def benchmark_table(request: Asking) -> HttpResponseBase:
    """One table of the page as CSV."""
    asked, table = chosen(request), request.GET.get("tabel", "")
    if asked.frozen is None or asked.scale is None:
        raise Http404
    head, rows = _sheet(asked.frozen, asked.scale, table)
    about = [_("Scan"), _("Version"), _("Quarter"), _("Source")]
    said = [asked.scan.code, asked.frozen.scan.version, asked.frozen.snapshot.quarter, _("Own scans, not a sample")]
    lines = csv_lines([*head, *about], ([*row, *said] for row in rows))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    name = f"benchmark-{asked.scan.code}-{asked.frozen.snapshot.quarter}-{table}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _sheet(frozen: FrozenScan, scale: Scale, table: str) -> tuple[list[str], list[list[str]]]:
    """The head and the rows of a table of the page; a 404 for a table that is not there."""
    match table:
        case "onderdelen":
            return [_("Part"), *tables.head()], _cells(tables.by_scale(frozen, scale))
        case "sectoren":
            return [_("Sector"), *tables.head()], _cells(tables.by_sector(frozen, scale))
        case "grootte":
            return [_("Size"), *tables.head()], _cells(tables.by_size(frozen, scale))
        case "gemeenten":
            return [_("Municipality"), *tables.head()], _cells(tables.by_municipality(frozen, scale))
        case "niveaus":
            return [_("Level"), _("Companies")], [[row.name, str(row.n)] for row in tables.by_level(frozen, scale)]
        case "sector-en-grootte":
            rows = [(row, size) for row in tables.by_both(frozen, scale) for size in (*row.sizes, row.whole)]
            cells = [[row.name, *cell] for (row, _size), cell in zip(rows, _cells([s for _r, s in rows]), strict=True)]
            return [_("Sector"), _("Size"), *tables.head()], cells
    raise Http404


def _cells(lines: list[tables.Line]) -> list[list[str]]:
    return [[one.name, tables.too_few() if one.n is None else str(one.n), *one.figures] for one in lines]
