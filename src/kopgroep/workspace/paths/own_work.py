"""Addresses of the tables of one's own work."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import own_tables

urlpatterns: list[URLPattern] = [
    path("mijn-werk/csv/<slug:table>/", own_tables.own_table, name="own-table"),
]
