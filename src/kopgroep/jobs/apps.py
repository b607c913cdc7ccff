"""The room as Django knows it."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.jobs"
    label = "jobs"
