"""The room as Django knows it."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Name and label of the room."""

    name = "kopgroep.ledger"
    label = "ledger"
