"""Addresses of the page with all parts and of the list of keys."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import parts

urlpatterns: list[URLPattern] = [
    path("onderdelen/", parts.parts_page, name="parts"),
    path("toetsen/", parts.keys_page, name="keys"),
]
