"""The room as Django knows it."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.casework"
    label = "casework"
