"""The room as Django knows it."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.post"
    label = "post"
