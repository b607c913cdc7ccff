"""Addresses of the reports."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import reports

urlpatterns: list[URLPattern] = [
    path("rapporten/", reports.reports_page, name="reports"),
    path("rapporten/<str:quarter>/<slug:kind>/", reports.report_page, name="report"),
    path("rapporten/<str:quarter>/<slug:kind>/bestand.<slug:form>", reports.report_file, name="report-file"),
]
