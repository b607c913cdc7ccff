"""``diagram referrals``: the states of a referral as a diagram, printed or drawn anew in pages of the manual."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.casework.referral_diagram import drawn_in, mermaid


class Command(BaseCommand):
    """Reads the table of states and the clocks of the programme; needs no database."""

    help = "Print the state diagram of a referral as Mermaid, or draw it anew in pages of the manual."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``referrals [--language nl|en] [--write FILE ...]``."""
        parser.add_argument("subject", choices=["referrals"])
        parser.add_argument("--language", choices=["en", "nl"], default="en")
        parser.add_argument("--write", type=Path, nargs="+", metavar="FILE", help="pages that hold the marks")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Print, or write the files; a page without marks ends with status 1."""
        if not options["write"]:
            self.stdout.write(mermaid(options["language"]))
            return
        for file in options["write"]:
            text = file.read_text(encoding="utf-8")
            try:
                drawn = drawn_in(text, language=options["language"])
            except ValueError as error:
                raise CommandError(f"{file}: {error}. Put it where the diagram belongs, with <!-- end -->.") from error
            file.write_text(drawn, encoding="utf-8")
            self.stdout.write(f"{file}: drawn")
