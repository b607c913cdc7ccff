"""The page about open data, and the frozen quarters of the benchmark. Addresses stay as they are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kopgroep.base.dates import written_in
from kopgroep.programme import current
from kopgroep.reporting.opendata.datasets import BY_CODE, DATASETS, quarters
from kopgroep.reporting.opendata.everything import ABOUT, TITLES
from kopgroep.scans.benchmarks import codebook as book
from kopgroep.scans.benchmarks.publishing import COLUMNS, LEVEL_COLUMNS, as_csv, level_rows, rows_of
from kopgroep.scans.models import Snapshot


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """Which files there are, and the codebook to read."""
    language = written_in(get_language() or "nl")
    entries = [
        (entry.kind, entry.code, entry.part_of, entry.name[language], entry.meaning[language])
        for entry in book.codebook()
    ]
    newest = next(iter(reversed(quarters())), None)
    targets = [dict(zip(BY_CODE["doelen"].head, row, strict=True)) for row in newest.rows["doelen"]] if newest else []
    context = {
        "quarters": [quarter.name for quarter in reversed(quarters())],
        "newest": newest,
        "targets": [target for target in targets if target["target"]],
        "files": _files(language),
        "snapshots": Snapshot.objects.order_by("-until"),
        "minimum": current().benchmark.minimum,
        "columns": [entry for entry in entries if entry[0] in {"column", "value"}],
        "groups": [entry for entry in entries if entry[0] in {"sector", "size"}],
        "scales": [entry for entry in entries if entry[0] in {"scan", "scale", "level"}],
        "licence": book.LICENCE,
        "licence_url": book.LICENCE_URL,
    }
    return render(request, "portal/open_data.html", context)


def _files(language: str) -> list[tuple[str, str, str]]:
    """Code, name and meaning of each file of figures."""
    at = 0 if language == "nl" else 1
    return [(dataset.code, TITLES[dataset.code][at], ABOUT[dataset.code][at]) for dataset in DATASETS]


@require_safe
def quarter_csv(request: HttpRequest, quarter: str) -> HttpResponse:
    """Every group of one frozen quarter."""
    snapshot = get_object_or_404(Snapshot, quarter=quarter)
    return _file(f"scans-{quarter}.csv", as_csv(COLUMNS, rows_of(snapshot)))


@require_safe
def levels_csv(request: HttpRequest, quarter: str) -> HttpResponse:
    """The levels of one frozen quarter."""
    snapshot = get_object_or_404(Snapshot, quarter=quarter)
    return _file(f"scans-{quarter}-levels.csv", as_csv(LEVEL_COLUMNS, level_rows(snapshot)))


@require_safe
def codebook_csv(request: HttpRequest) -> HttpResponse:
    """What stands in the files."""
    return _file("codebook.csv", as_csv(book.COLUMNS, (entry.cells() for entry in book.codebook())))


def _file(name: str, text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
