"""``report``: build the reports of a quarter as files, and say what each file is."""

import hashlib
import os
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_ends, quarter_of
from kopgroep.jobs.management.commands.demo import DAY, environment_for
from kopgroep.jobs.tables import demand_tables
from kopgroep.programme import UnknownCodeError, current
from kopgroep.programme.parts import LANGUAGES
from kopgroep.programme.reports import Report, ReportFor, ReportSpan
from kopgroep.reporting.reports.building import build, made_for_each
from kopgroep.reporting.reports.document import Document
from kopgroep.reporting.reports.writing import Form, file_name, write

DEMO = "--demo"


def quarter(text: str) -> date:
    """The last day of a quarter of the command line that counts: its end, or today while it still runs."""
    try:
        ends_on = quarter_ends(text)
    except ValueError as unreadable:
        raise ArgumentTypeError(f'"{text}" is not a quarter of the form 2023Q1') from unreadable
    if quarter_of(ends_on)[0] > today():
        raise ArgumentTypeError(f"{text} has not begun")
    return min(ends_on, today())


def forms(text: str) -> list[Form]:
    """The forms of the command line, such as ``html,pdf``."""
    try:
        return [Form(word.strip()) for word in text.split(",")]
    except ValueError as unknown:
        raise ArgumentTypeError(f"{unknown}; known: {', '.join(Form)}") from unknown


class Command(BaseCommand):
    """Building twice gives the same bytes."""

    help = "Build the reports of a quarter: ./kopgroep report 2023Q1 (--demo takes the demonstration)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quarter", type=quarter, metavar="QUARTER", help="such as 2023Q1")
        parser.add_argument("--kind", default="", help="code of the report; default the first one of a quarter")
        parser.add_argument("--for", dest="made_for", default="", help="name of a funder, or code of a plus")
        parser.add_argument("--language", choices=LANGUAGES, default="nl")
        parser.add_argument("--out", type=Path, default=Path("."), help="folder for the files")
        parser.add_argument("--forms", type=forms, default=list(Form), help=f"default {','.join(Form)}")
        parser.add_argument(DEMO, action="store_true", help="take the figures of the demonstration")

    def handle(
        self,
        *,
        quarter: date,
        kind: str,
        made_for: str,
        language: str,
        out: Path,
        forms: list[Form],
        demo: bool,
        **options: Any,
    ) -> None:
        if demo:
            self.start_in_demo()
        demand_tables()
        began = time.perf_counter()
        report = self.report(kind)
        out.mkdir(parents=True, exist_ok=True)
        wanted = (made_for,) if made_for else made_for_each(report)
        if not wanted:
            raise CommandError(f"{report.code} is made per {report.made_for}, and this programme has none.")
        for each in wanted:
            try:
                document = build(report, quarter, language=language, made_for=each)
            except Refused as refused:
                raise CommandError(refused.message) from refused
            self.write(document, out, forms)
        self.stdout.write(f"{time.perf_counter() - began:.1f} s")

    def report(self, kind: str) -> Report:
        """The kind of report that was asked for, or the first of a quarter that is made for everybody."""
        if kind:
            try:
                return current().report(kind)
            except UnknownCodeError as unknown:
                raise CommandError(f"{unknown}.") from unknown
        fits = (each for each in current().reports if each.span is ReportSpan.QUARTER)
        for each in fits:
            if each.made_for is ReportFor.PROGRAMME:
                return each
        raise CommandError(
            "This programme has no report of a quarter. docs/how-to/make-a-report.md tells how to add one."
        )

    def write(self, document: Document, out: Path, forms: list[Form]) -> None:
        """One file per form, with its fingerprint."""
        state = f" ({document.mark})" if document.mark else ""
        self.stdout.write(f"{document.title}{state}")
        for form in forms:
            content = write(document, form)
            path = out / file_name(document, form)
            path.write_bytes(content)
            digest = hashlib.sha256(content).hexdigest()
            self.stdout.write(f"  {digest}  {len(content) // 1024:>5} kB  {path}")

    def start_in_demo(self) -> None:
        """Start this very command again, with the database and the day of the demonstration."""
        database: Path = settings.VAR / "demo" / "kopgroep.sqlite3"
        if not database.exists():
            raise CommandError("There is no demonstration yet. Build it with: ./kopgroep demo --build-only")
        words = [word for word in sys.argv if word != DEMO]
        environment = environment_for(database, day=DAY, port=8000)
        sys.stdout.flush()
        os.execve(sys.executable, [sys.executable, *words], environment)  # noqa: S606  (our own command)
