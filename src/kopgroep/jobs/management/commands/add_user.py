"""Make an account from the command line: the first programme manager of a new installation."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kopgroep.accounts.actions import give_role, make_user
from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import Refused
from kopgroep.jobs.tables import demand_tables


class Command(BaseCommand):
    """Make an account, with the roles that are named."""

    help = "Make an account, such as that of the first programme manager. Colleagues are invited in the workspace."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the address with which the person logs in")
        parser.add_argument("name", help="first and last name, between quotes")
        parser.add_argument("--role", action="append", default=[], choices=[r.value for r in Role], dest="roles")
        parser.add_argument(
            "--password", action="store_true", help="ask for a password too; without one a code by mail lets in"
        )

    @transaction.atomic
    def handle(self, *, email: str, name: str, roles: list[str], password: bool, **options: Any) -> None:
        demand_tables()
        roles = roles or [Role.MANAGER.value]
        try:
            user = make_user(email=email, name=name)
        except Refused as refused:
            raise CommandError(refused.message) from None
        if password:
            self.choose_password(user)
        note("invite", user, by=None, roles=roles)
        for role in roles:
            give_role(user, Role(role), granted_by=None)
        self.stdout.write(f"{user.name} can log in with {user.email}, as {', '.join(roles)}.")

    def choose_password(self, user: User) -> None:
        """Ask for a password twice; a weak one is refused with the reason."""
        chosen = getpass.getpass("Password: ")
        if chosen != getpass.getpass("Again: "):
            raise CommandError("The two passwords differ. Nothing was made.")
        try:
            validate_password(chosen, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from None
        user.set_password(chosen)
        user.save(update_fields=["password"])
