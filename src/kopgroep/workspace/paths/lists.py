"""Addresses of the lists that people keep."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import lists

urlpatterns: list[URLPattern] = [
    path("lijsten/", lists.lists_page, name="lists"),
    path("lijsten/nieuw/", lists.list_new, name="list-new"),
    path("lijsten/<int:pk>/", lists.list_change, name="list"),
    path("lijsten/<int:pk>/weg/", lists.list_drop, name="list-drop"),
]
