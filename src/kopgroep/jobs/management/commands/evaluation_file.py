"""``evaluation_file``: the pseudonymous file for an outside institute, and the key of its pseudonyms."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.base.periods import quarter_ends, quarter_of
from kopgroep.jobs.tables import demand_tables
from kopgroep.reporting.actions.evaluation import export_evaluation
from kopgroep.reporting.evaluation.keys import make_key


class Command(BaseCommand):
    """The same quarter, key and knowledge give the same bytes."""

    help = "Make the evaluation file of a quarter, or --new-key PATH for its pseudonyms."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--new-key PATH`` or ``--until QUARTER --by MAIL [--out FOLDER]``."""
        parser.add_argument("--new-key", type=Path, metavar="PATH", help="make a key there, for its owner only")
        parser.add_argument("--until", metavar="QUARTER", help="such as 2023Q2")
        parser.add_argument("--by", metavar="MAIL", help="e-mail address of who takes the file")
        parser.add_argument("--out", type=Path, default=Path("."), help="folder for the file")

    def handle(self, *, new_key: Path | None, until: str | None, by: str | None, out: Path, **_options: Any) -> None:
        if new_key:
            self.new_key(new_key)
            return
        if not until or not by:
            raise CommandError("Say --until QUARTER and --by MAIL, or --new-key PATH.")
        demand_tables()
        try:
            self.make(until, by, out)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except NotAllowed as not_allowed:
            raise CommandError("This person may not take the evaluation file.") from not_allowed

    def new_key(self, path: Path) -> None:
        """Make a key that only its owner may read."""
        try:
            make_key(path)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except FileExistsError as known:
            raise CommandError(f"{path} is there already, and a key is never overwritten.") from known
        self.stdout.write(f"{path.resolve()} is made. Keep a copy in a safe, and set KOPGROEP_EVALUATION_KEY to it.")

    def make(self, quarter: str, by: str, out: Path) -> None:
        """Write the file under another name first, so that half a file is never taken for a whole one."""
        try:
            begun = quarter_of(quarter_ends(quarter))[0] <= today()
        except ValueError as unreadable:
            raise CommandError(f"{quarter} is not a quarter of the form 2023Q1.") from unreadable
        if not begun:
            raise CommandError(f"{quarter} has not begun.")
        user = User.objects.filter(email=by.lower()).first()
        if user is None:
            raise CommandError(f"Nobody has an account with the address {by}.")
        out.mkdir(parents=True, exist_ok=True)
        whole, half = out / f"evaluation-{quarter}.zip", out / f"evaluation-{quarter}.zip.part"
        since = time.perf_counter()
        try:
            with half.open("w+b") as file:
                made = export_evaluation(file, quarter, by=user, progress=self.progress)
            half.replace(whole)
        finally:
            half.unlink(missing_ok=True)
        state = "provisional" if made.provisional else "closed"
        self.stdout.write(f"{made.sha256}  {whole}  {made.rows} rows, {state}, {time.perf_counter() - since:.1f} s")

    def progress(self, name: str, rows: int) -> None:
        """One line on a terminal that counts along; nothing in a file or in a log."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{name:<24}{rows:>10} rows", ending="")
