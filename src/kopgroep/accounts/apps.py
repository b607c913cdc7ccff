"""The room as Django knows it."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.accounts"
    label = "accounts"
