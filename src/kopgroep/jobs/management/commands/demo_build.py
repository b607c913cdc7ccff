"""Fills an empty database with the demonstration. ``demo`` calls this in a process of its own."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from tqdm import tqdm

from kopgroep.base.periods import months_before
from kopgroep.jobs.demo.cast import hire
from kopgroep.jobs.demo.play import Play
from kopgroep.jobs.demo.referring import open_desks
from kopgroep.post.delivery import deliver, forget
from kopgroep.programme import current
from kopgroep.reporting.tallying import renew_tally

YEARS = 4


class Command(BaseCommand):
    """Region, register, people, work: in that order."""

    help = "Fill an empty database with the demonstration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--files", type=Path, required=True, help="folder for the register files")
        parser.add_argument("--on", type=date.fromisoformat, required=True, help="the day on which it stands")
        parser.add_argument("--scale", type=float, default=1.0, help="1 is as many establishments as CBS counts")
        parser.add_argument("--seed", type=int, default=7)

    def handle(self, *, files: Path, on: date, scale: float, seed: int, **options: Any) -> None:
        call_command("migrate", verbosity=0)
        if not list(files.glob("*.csv")):
            call_command("make_region", out=files, seed=seed, scale=scale)
        for file in register_files(files):
            call_command("import_register", str(file))
        people = hire(current())
        first = months_before(on, 12 * YEARS)
        open_desks(current(), people, Random(seed))  # noqa: S311  (a play, not a secret)
        with tqdm(total=(on - first).days, unit=" days", desc="Four years of work") as bar:
            play = Play(current(), people, first=first, last=on, seed=seed)
            acts = play.run(bar.update, between=empty_outbox)
        call_command("find_doubles", fresh=True, verbosity=0)
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        renew_tally(on)
        self.stdout.write(f"{acts} acts played from {first} to {on}.")


def empty_outbox() -> None:
    """Let the mail of the month leave (``demo`` lets it leave for nowhere), and forget the words of older mail."""
    while deliver():
        pass
    forget()


def register_files(folder: Path) -> list[Path]:
    """The register files in the order of their dates: trade register first, employment register last."""
    return sorted(folder.glob("*.csv"), key=lambda file: ("employment" in file.name, file.name))
