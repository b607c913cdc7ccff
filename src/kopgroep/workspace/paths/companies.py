"""Addresses of the list of companies."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import companies, companies_export

urlpatterns: list[URLPattern] = [
    path("bedrijven/", companies.companies_page, name="companies"),
    path("bedrijven/nieuw/", companies.company_new, name="company-new"),
    path("bedrijven/export/", companies_export.companies_export, name="companies-export"),
]
