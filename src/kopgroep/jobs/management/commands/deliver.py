"""Send the mail that waits, once or for as long as this runs."""

import os
import signal
import threading
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from kopgroep.jobs.tables import demand_tables
from kopgroep.post.delivery import DOUBTFUL_AFTER, deliver, forget

DAY = 24 * 60 * 60


class Command(BaseCommand):
    """Deliver the outbox."""

    help = "Send the mail that waits (--every SECONDS goes on until it is stopped)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        minutes = int(DOUBTFUL_AFTER.total_seconds() // 60)
        parser.add_argument("--every", type=float, metavar="SECONDS", help="look again every so many seconds")
        parser.add_argument("--limit", type=int, default=1000, help="at most so many mails in one go (default 1000)")
        parser.add_argument(
            "--doubtful-after",
            type=float,
            default=minutes,
            metavar="MINUTES",
            help=f"flag a mail that hangs for so long (default {minutes}; 0 only when no other one runs)",
        )
        parser.add_argument("--beside", type=int, metavar="PID", help="stop when this parent process has gone")

    def handle(
        self, *, every: float | None, limit: int, doubtful_after: float, beside: int | None, **options: Any
    ) -> None:
        demand_tables()
        stopped = threading.Event()

        def stopping() -> bool:
            return stopped.is_set() or (beside is not None and os.getppid() != beside)

        with asked_to_stop(stopped):
            forget_at = 0.0
            while not stopping():
                close_old_connections()
                if monotonic() >= forget_at:
                    forget()
                    forget_at = monotonic() + DAY
                self.tell(deliver(limit=limit, doubtful_after=timedelta(minutes=doubtful_after), stopping=stopping))
                if every is None or stopped.wait(every):
                    break

    def tell(self, told: Counter[str]) -> None:
        """One line about what was done, or nothing when nothing was."""
        if told:
            self.stdout.write(", ".join(f"{count} {state}" for state, count in sorted(told.items())))
            self.stdout.flush()


@contextmanager
def asked_to_stop(stopped: threading.Event) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM stop this after the letter in hand: broken off half-way it would be doubtful."""
    asking = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda *_: stopped.set()) for number in asking]
    try:
        yield
    finally:
        for number, handler in zip(asking, before, strict=True):
            signal.signal(number, handler)
