"""Addresses of the pluses."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import pluses

urlpatterns: list[URLPattern] = [
    path("plussen/", pluses.pluses_page, name="pluses"),
    path("plussen/<slug:code>/", pluses.plus_page, name="plus"),
]
