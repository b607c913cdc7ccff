"""The room as Django knows it."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.portal"
    label = "portal"
