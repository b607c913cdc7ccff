"""``quarter``: which quarters are closed, whether they are still what they were, and closing the next one."""

from argparse import ArgumentParser
from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.jobs.tables import demand_tables
from kopgroep.reporting.actions.quarters import close_quarter, propose_quarter
from kopgroep.reporting.closing import ended_quarters, faults_of
from kopgroep.reporting.models import Closing

SHORT = 12


class Command(BaseCommand):
    """One word says what to do. Nothing is closed by one person alone."""

    help = "List the quarters, check the closed ones, propose one, or close what a colleague proposed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``list | check [QUARTER] | propose QUARTER --by MAIL | close QUARTER --by MAIL --seen FINGERPRINT``."""
        words = parser.add_subparsers(dest="word", required=True)
        words.add_parser("list", help="every quarter that is over, and how it stands")
        check = words.add_parser("check", help="count closed quarters again from the ledger; status 1 when one differs")
        check.add_argument("quarter", nargs="?", metavar="QUARTER", help="such as 2023Q1 (default: all)")
        propose = words.add_parser("propose", help="propose a quarter with the figures as they are known now")
        close = words.add_parser("close", help="close what a colleague proposed")
        for word in (propose, close):
            word.add_argument("quarter", metavar="QUARTER", help="such as 2023Q1")
            word.add_argument("--by", required=True, metavar="MAIL", help="e-mail address of who does it")
        propose.add_argument("--remark", default="", help="what a reader of these figures must know")
        close.add_argument("--seen", required=True, metavar="FINGERPRINT", help="as `list` shows it")

    def handle(self, *, word: str, **options: Any) -> None:
        demand_tables()
        acts: dict[str, Callable[..., None]] = {
            "list": self.tell,
            "check": self.check_closed,
            "propose": self.propose,
            "close": self.close,
        }
        try:
            acts[word](**options)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except NotAllowed as not_allowed:
            raise CommandError("This person may not propose or close quarters.") from not_allowed

    def tell(self, **_options: Any) -> None:
        """One line per quarter, the first one on top."""
        known = {closing.quarter: closing for closing in Closing.objects.select_related("proposed_by", "closed_by")}
        for quarter in ended_quarters(today()):
            closing = known.get(quarter)
            if closing is None:
                self.stdout.write(f"{quarter}  open")
                continue
            who = f"closed by {closing.closed_by}" if closing.is_closed else "waits for a second person"
            print_of = closing.hash[:SHORT]
            self.stdout.write(f"{quarter}  {print_of}  proposed by {closing.proposed_by}, {who}")

    def check_closed(self, *, quarter: str | None, **_options: Any) -> None:
        """Say of every closed quarter, or of one, whether it is still what it was."""
        closings = Closing.objects.closed().order_by("until")
        if quarter:
            closings = closings.filter(quarter=quarter)
            if not closings:
                raise CommandError(f"{quarter} is not closed.")
        broken = [closing.quarter for closing in closings if not self.is_sound(closing)]
        if broken:
            raise CommandError(f"Not what was closed: {', '.join(broken)}.")

    def is_sound(self, closing: Closing) -> bool:
        """Print what is wrong with a quarter, or that it is sound."""
        faults = faults_of(closing)
        self.stdout.write("\n  ".join([f"{closing}: {'' if faults else 'sound'}".rstrip(), *faults]))
        return not faults

    def propose(self, *, quarter: str, by: str, remark: str, **_options: Any) -> None:
        """Propose and print the fingerprint that the second person gives back."""
        closing = propose_quarter(quarter, remark=remark, by=self.person(by))
        self.stdout.write(f"{closing}  {closing.hash[:SHORT]}  proposed; a colleague closes it")

    def close(self, *, quarter: str, by: str, seen: str, **_options: Any) -> None:
        """Close what was proposed; as much of the fingerprint as `list` shows is enough."""
        closing = Closing.objects.filter(quarter=quarter).first()
        if closing is None:
            raise CommandError(f"{quarter} is not proposed.")
        same = len(seen) >= SHORT and closing.hash.startswith(seen)
        closing = close_quarter(closing, seen=closing.hash if same else seen, by=self.person(by))
        self.stdout.write(f"{closing}  {closing.hash[:SHORT]}  closed; {closing.values.count()} values are kept")

    def person(self, mail: str) -> User:
        """The account with this address."""
        user = User.objects.filter(email=mail.lower()).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {mail}.")
        return user
