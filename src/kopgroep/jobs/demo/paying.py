"""The money of the demonstration, month by month."""

from datetime import date
from random import Random

from kopgroep.accounts.models import User
from kopgroep.ledger.actions import record_money
from kopgroep.programme import Programme
from kopgroep.programme.kinds import EntryKind


def pay(programme: Programme, manager: User, random: Random, on: date) -> None:
    """On the first of the month: spent last month, and committed for the next."""
    for source in programme.money:
        month = source.budget_cents.get(on.year, 0) // 12
        if not month:
            continue
        for kind, share in ((EntryKind.MONEY_SPENT, 0.93), (EntryKind.MONEY_COMMITTED, 0.05)):
            cents = round(month * share * random.uniform(0.85, 1.1) / 100) * 100
            text = f"Inzet {on:%m-%Y}"
            key = f"{source.code}:{kind}:{on}"
            record_money(kind, source=source.code, cents=cents, happened_on=on, description=text, key=key, by=manager)
