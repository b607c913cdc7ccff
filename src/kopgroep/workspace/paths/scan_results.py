"""Addresses of the result of a scan."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import scan_results

urlpatterns: list[URLPattern] = [
    path("scans/<int:pk>/resultaat/", scan_results.scan_result, name="scan-result"),
    path("scans/<int:pk>/resultaat.pdf", scan_results.scan_result_paper, name="scan-result-pdf"),
]
