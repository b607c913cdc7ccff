"""``publications``: figures of others by the day on which somebody must look for something newer."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from kopgroep.base.clock import today
from kopgroep.programme import current


class Command(BaseCommand):
    """Reads only the programme folder; no database is needed."""

    help = "List published figures by the day to look for something newer."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``[--due] [--on DAY]``."""
        parser.add_argument("--due", action="store_true", help="only those of which the day has come")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DAY", help="as on this day (2027-01-31)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """One line per publication, the first to look at on top."""
        on = options["on"] or today()
        due = {publication.code for publication in current().publications_due(on)}
        shown = current().publications_in_use(on)
        for publication in (found for found in shown if found.code in due or not options["due"]):
            word = "look now" if publication.code in due else "later"
            self.stdout.write(
                f"{publication.refresh_on}  {word:<8}  {publication.code}: {publication.name.nl} "
                f"({publication.publisher}, {publication.version}, seen on {publication.seen_on})"
            )
        if not due:
            self.stdout.write(f"Nothing to look at on {on}.")
