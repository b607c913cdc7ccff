"""The room as Django knows it."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.partners"
    label = "partners"
