"""The room as Django knows it."""

from django.apps import AppConfig


class ReportingConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.reporting"
    label = "reporting"
