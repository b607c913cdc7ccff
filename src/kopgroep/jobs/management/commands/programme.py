"""``programme check DIR`` and ``programme schema``: the two things one does with a programme folder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.programme import Programme, ProgrammeError, load
from kopgroep.programme.schema import as_text, schemas, write_schemas


def summary(programme: Programme) -> str:
    """One line on a sound programme."""
    counts = (
        (len(programme.area), "municipalities"),
        (len(programme.themes), "themes"),
        (len(programme.indicators), "indicators"),
        (len(programme.partners), "partners"),
        (len(programme.services), "services"),
        (len(programme.instruments), "instruments"),
        (len(programme.scans), "scans"),
        (len(programme.publications), "publications"),
    )
    listed = ", ".join(f"{noun} {count}" for count, noun in counts)
    return f"{programme.code}: sound; {listed}; version {programme.hash[:12]}"


class Command(BaseCommand):
    """Needs no sound programme of its own: it is what one runs when the programme is broken."""

    help = "Check a programme folder, or write the JSON Schema of its files for an editor."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``check DIR`` or ``schema [--out DIR]``."""
        words = parser.add_subparsers(dest="word", required=True)
        check = words.add_parser("check", help="name file, key and remedy of every fault")
        check.add_argument("folder", type=Path, metavar="DIR")
        schema = words.add_parser("schema", help="print the JSON Schema of every file, or write one file each")
        schema.add_argument("--out", type=Path, metavar="DIR", help="folder to write into")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the one that was asked for. A fault ends with status 1."""
        if options["word"] == "check":
            self.check_folder(options["folder"])
        else:
            self.give_schema(options["out"])

    def check_folder(self, folder: Path) -> None:
        """Print one line for a sound folder, or every fault of a broken one."""
        try:
            programme = load(folder)
        except ProgrammeError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(summary(programme))

    def give_schema(self, out: Path | None) -> None:
        """Write the schemas into a folder, or print them as one JSON object by file name."""
        if out is None:
            self.stdout.write(as_text(schemas()), ending="")
            return
        try:
            paths = write_schemas(out)
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}. Choose a folder that you may write in.") from error
        self.stdout.write(f"{len(paths)} schemas written to {out}")
