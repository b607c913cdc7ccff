"""Looks for companies that stand in the file twice; people judge them in the workspace."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from tqdm import tqdm

from kopgroep.companies.doubles.finding import find_doubles, without_number
from kopgroep.companies.merging.stragglers import gather_stragglers
from kopgroep.jobs.tables import demand_tables


def place() -> Path:
    """Where the key of the last company that was done stands, while a run is not finished."""
    return Path(settings.VAR) / "find-doubles.position"


class Command(BaseCommand):
    """Command line of `kopgroep.companies.doubles`: progress and counts to the terminal."""

    help = "Look for companies that stand in the file twice. Goes on where it was cut off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="begin with the first company again")

    def handle(self, *, fresh: bool, verbosity: int, **options: Any) -> None:
        demand_tables()
        gather_stragglers()
        file = place()
        after = 0 if fresh or not file.exists() else int(file.read_text(encoding="ascii") or 0)
        with tqdm(total=without_number(after).count(), unit=" companies", disable=verbosity == 0) as bar:

            def tell(done: int, last: int) -> None:
                file.write_text(str(last), encoding="ascii")
                bar.update(done)

            file.parent.mkdir(parents=True, exist_ok=True)
            found = find_doubles(after=after, tell=tell)
        file.unlink(missing_ok=True)
        if verbosity:
            self.stdout.write(
                _("%(looked_at)s companies without a KVK number looked at: %(new)s new pairs, %(known)s that wait.")
                % {"looked_at": found.looked_at, "new": found.new, "known": found.known}
            )
