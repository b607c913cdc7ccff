"""The room as Django knows it."""

from django.apps import AppConfig


class ScansConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.scans"
    label = "scans"
