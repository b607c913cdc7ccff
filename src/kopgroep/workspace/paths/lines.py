"""Addresses of the lines of the ledger."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import lines

urlpatterns: list[URLPattern] = [
    path("regels/<int:pk>/", lines.line_page, name="line"),
    path("regels/<int:pk>/terugdraaien/", lines.line_reverse, name="line-reverse"),
]
