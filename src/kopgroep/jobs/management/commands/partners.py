"""``partners export``: the directory as a file in the shape of the Human Services Data Specification."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.base.clock import today
from kopgroep.partners.hsds import directory_text
from kopgroep.programme import current


class Command(BaseCommand):
    """Reads only the programme folder; no database is needed."""

    help = "Write the directory of partners as JSON (Human Services Data Specification 3)."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``export [--out FILE] [--language nl|en]``."""
        words = parser.add_subparsers(dest="word", required=True)
        export = words.add_parser("export", help="every service of every partner")
        export.add_argument("--out", type=Path, metavar="FILE", help="write here instead of to the screen")
        export.add_argument("--language", choices=["nl", "en"], default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write the file, and say what is in it."""
        text = directory_text(options["language"], today())
        if options["out"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["out"].write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}. Choose a file that you may write.") from error
        count = len(current().services)
        self.stdout.write(f"{count} services of {len(current().partners)} partners written to {options['out']}")
