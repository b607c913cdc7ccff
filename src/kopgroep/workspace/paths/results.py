"""Addresses of results."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import results

urlpatterns: list[URLPattern] = [
    path("bedrijven/<int:pk>/resultaat/", results.result_new, name="result-new"),
    path("resultaten/", results.results_page, name="results"),
    path("resultaten/<int:pk>/", results.result_page, name="result"),
    path("resultaten/<int:pk>/vragen/", results.result_ask, name="result-ask"),
    path("resultaten/<int:pk>/nakijken/", results.result_verify, name="result-verify"),
    path("resultaten/<int:pk>/intrekken/", results.result_withdraw, name="result-withdraw"),
]
