"""The room as Django knows it."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.workspace"
    label = "workspace"
