"""Addresses of the evaluation file."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import evaluation

urlpatterns: list[URLPattern] = [
    path("evaluatiebestand/", evaluation.evaluation_page, name="evaluation"),
    path("evaluatiebestand/meenemen/", evaluation.evaluation_file, name="evaluation-file"),
]
