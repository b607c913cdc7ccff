"""Reads a register extract into the database."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from kopgroep.base.errors import Refused
from kopgroep.companies.register.mapping import load_mapping
from kopgroep.companies.register.reading import Outcome, import_register
from kopgroep.jobs.tables import demand_tables


def day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f'"{text}" is not a date of the form 2023-05-15') from None


class Command(BaseCommand):
    """Command line of `kopgroep.companies.register`: options to arguments, progress and counts to the terminal."""

    help = "Read a trade-register or employment-register extract (CSV). Safe to run again, also after a crash."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the CSV file")
        parser.add_argument("--mapping", type=Path, help="YAML file that says which column holds which fact")
        parser.add_argument("--snapshot", type=day, metavar="DATE", help="date of the extract (YYYY-MM-DD)")
        parser.add_argument("--source", default="", help="name of the register (default: as the mapping says)")
        parser.add_argument("--licence", default="", help="what the data may be used for")
        parser.add_argument("--refused", type=Path, help="file for refused rows (default: beside FILE)")

    def handle(self, **options: Any) -> None:
        demand_tables()
        path: Path = options["file"]
        quiet = options["verbosity"] == 0
        try:
            mapping = load_mapping(options["mapping"]) if options["mapping"] else None
            total = path.stat().st_size if path.is_file() else 0
            with tqdm(total=total, unit="B", unit_scale=True, desc=path.name, disable=quiet) as bar:
                outcome = import_register(
                    path,
                    mapping=mapping,
                    snapshot_on=options["snapshot"],
                    source=options["source"],
                    licence=options["licence"],
                    refused=options["refused"],
                    tell=bar.update,
                )
        except Refused as error:
            raise CommandError(f"{path.name}: {error.message}") from error
        if not quiet:
            self._report(outcome)

    def _report(self, outcome: Outcome) -> None:
        if outcome.resumed_at:
            self.stdout.write(_("Went on after line %(line)s.") % {"line": outcome.resumed_at})
        self.stdout.write(
            _("%(new)s new, %(changed)s changed, %(unchanged)s unchanged, %(refused)s refused.")
            % {
                "new": outcome.new,
                "changed": outcome.changed,
                "unchanged": outcome.unchanged,
                "refused": outcome.refused,
            }
        )
        words = {
            "mojibake": _("names look as if they were read in the wrong encoding"),
            "website": _("websites could not be used and were left out"),
            "email": _("e-mail addresses could not be used and were left out"),
            "phone": _("phone numbers could not be used and were left out"),
        }
        for what, count in outcome.warnings.count.items():
            first = outcome.warnings.first[what]
            self.stdout.write(
                _("Note: %(count)s %(what)s, first on line %(line)s.")
                % {"count": count, "what": words[what], "line": first}
            )
        if outcome.refused:
            self.stdout.write(
                _("The refused rows, each with its reason, are in %(file)s.") % {"file": outcome.refused_file}
            )
