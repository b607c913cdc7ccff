"""The room as Django knows it."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.config"
    label = "config"
