"""Addresses of the yearly survey."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import surveys

urlpatterns: list[URLPattern] = [
    path("enquetes/", surveys.surveys_page, name="surveys"),
    path("enquetes/nieuw/", surveys.survey_new, name="survey-new"),
    path("enquetes/<int:pk>/", surveys.survey_page, name="survey"),
    path("enquetes/<int:pk>/cijfers.csv", surveys.survey_table, name="survey-table"),
    path("enquetes/<int:pk>/brief/", surveys.survey_letter, name="survey-letter"),
    path("enquetes/<int:pk>/pauze/", surveys.survey_pause, name="survey-pause"),
    path("enquetes/<int:pk>/opmerkingen/", surveys.survey_remarks, name="survey-remarks"),
]
