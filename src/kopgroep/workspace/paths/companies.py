"""Addresses of the list of companies."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import companies

urlpatterns: list[URLPattern] = [
    path("bedrijven/", companies.companies_page, name="companies"),
    path("bedrijven/nieuw/", companies.company_new, name="company-new"),
    path("bedrijven/export/", companies.companies_export, name="companies-export"),
]
