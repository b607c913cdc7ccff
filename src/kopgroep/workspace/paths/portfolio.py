"""Addresses of the portfolio."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import portfolio

urlpatterns: list[URLPattern] = [
    path("portefeuille/", portfolio.portfolio_page, name="portfolio"),
    path("portefeuille/export/", portfolio.portfolio_export, name="portfolio-export"),
]
