"""The room as Django knows it."""

from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.companies"
    label = "companies"
