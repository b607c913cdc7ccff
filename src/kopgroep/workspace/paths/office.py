"""The address of the office."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import office

urlpatterns: list[URLPattern] = [path("beheer/", office.office_page, name="office")]
