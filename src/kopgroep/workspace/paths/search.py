"""The address of the search."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import search

urlpatterns: list[URLPattern] = [path("zoeken/", search.search_page, name="search")]
