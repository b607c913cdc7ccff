"""The room as Django knows it."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.events"
    label = "events"
