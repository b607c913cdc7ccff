"""What the programme does by itself every night: end terms, find doubles, look after quarters, write the digests."""

import traceback
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from kopgroep.base.clock import today
from kopgroep.casework.actions.referral_clock import close_unanswered, expire_referrals, remind_partners
from kopgroep.casework.actions.refreshing import ask_refreshes
from kopgroep.casework.actions.result_answers import close_unanswered_results
from kopgroep.casework.actions.survey_clock import run_surveys
from kopgroep.casework.digest import send_digests
from kopgroep.jobs.tables import demand_tables
from kopgroep.reporting.actions.soundness import recompute_closed
from kopgroep.reporting.opendata.shelf import write_open_data
from kopgroep.reporting.tallying import renew_tally
from kopgroep.scans.actions.snapshots import freeze_ended

Step = Callable[[date], int | None]


def find_doubles(on: date) -> None:
    """Look for companies that stand in the file twice; the command says itself how many."""
    call_command("find_doubles")


STEPS: tuple[tuple[str, Step], ...] = (
    ("expire referrals", expire_referrals),
    ("remind partners", remind_partners),
    ("close referrals without an answer", close_unanswered),
    ("close results without an answer", close_unanswered_results),
    ("find doubles", find_doubles),
    ("freeze the benchmark", freeze_ended),
    ("send the yearly survey", run_surveys),
    ("ask for newer figures", ask_refreshes),
    ("recompute closed quarters", recompute_closed),
    ("tally the figures", renew_tally),
    ("write the open data", write_open_data),
    # Last, so that they tell of what the steps before did.
    ("write digests", send_digests),
)
"""What is done, in this order. Each is safe to run again."""


def day(text: str) -> date:
    """A day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a date of the form 2023-05-15') from None


class Command(BaseCommand):
    """Run the steps one after the other."""

    help = (
        "End terms, find doubles, look after quarters, and write the digests of a day. Safe to run again; a"
        " step that fails stops no other."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=day, metavar="DAY", help="the day (YYYY-MM-DD, default today)")

    def handle(self, *, on: date | None, **options: Any) -> None:
        demand_tables()
        failed = [name for name, step in STEPS if not self.done(name, step, on or today())]
        if failed:
            raise CommandError(
                f"Failed: {', '.join(failed)}. The other steps are done; run this again after the repair."
            )

    def done(self, name: str, step: Step, on: date) -> bool:
        """Run one step and say what it did; False when it failed. Each act of a step is a transaction of its own."""
        try:
            count = step(on)
        except Exception:  # noqa: BLE001  (whatever it was: it is told in full, and the other steps must go on)
            self.stderr.write(f"{name}: failed\n{traceback.format_exc()}")
            return False
        self.stdout.write(f"{name}: {'done' if count is None else count}")
        return True
