"""Address of the daily mail."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import digest

urlpatterns: list[URLPattern] = [
    path("dagbericht/", digest.digest_page, name="digest"),
]
