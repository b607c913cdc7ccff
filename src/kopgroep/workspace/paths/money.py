"""Addresses of the money."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import money

urlpatterns: list[URLPattern] = [
    path("geld/", money.money_page, name="money"),
    path("geld/vastleggen/", money.money_new, name="money-new"),
]
