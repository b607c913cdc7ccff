"""``scan check``, ``scan preview`` and ``scan freeze``: what one does while writing a scan."""

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.jobs.preview import page_of
from kopgroep.programme import ProgrammeError
from kopgroep.programme.authoring import Draft, open_drafts, programme_of, scan_files
from kopgroep.programme.parts import LANGUAGES
from kopgroep.programme.scans import Scan


def summary(scan: Scan, *, frozen: bool) -> str:
    """One line on a sound scan."""
    counts = (
        (len(scan.items), "questions"),
        (len(scan.scales), "scales"),
        (len(scan.advice), "pieces of advice"),
        (len(scan.publications), "publications"),
    )
    listed = ", ".join(f"{noun} {count}" for count, noun in counts)
    return f"{scan.code} {scan.version}: sound; {listed}; {'frozen' if frozen else 'not frozen'}"


class Command(BaseCommand):
    """Needs no database, and no sound programme of its own: it is what one runs while the scan is not yet sound."""

    help = "Check a scan, show it as one page to read, or freeze what it is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``check FILE|DIR``, ``preview FILE [--out PAGE] [--language nl|en]``, ``freeze FILE|DIR``."""
        words = parser.add_subparsers(dest="word", required=True)
        check = words.add_parser("check", help="name key and remedy of every fault")
        preview = words.add_parser("preview", help="write all questions, routes, scores and advice as one HTML page")
        freeze = words.add_parser("freeze", help="keep what the scan is, so that later changes are checked against it")
        for word, what in ((check, "FILE|DIR"), (preview, "FILE"), (freeze, "FILE|DIR")):
            word.add_argument("path", type=Path, metavar=what)
            word.add_argument(
                "--programme", type=Path, metavar="DIR", help="programme to which a file elsewhere will belong"
            )
        preview.add_argument("--out", type=Path, metavar="PAGE", help="write here instead of to the screen")
        preview.add_argument("--language", choices=LANGUAGES, default="nl")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the one that was asked for. A fault ends with status 1."""
        steps: dict[str, Callable[..., None]] = {"check": self.check_all, "freeze": self.freeze_all}
        files = scan_files(options["path"])
        if not files:
            raise CommandError(f"{options['path']} has no scans. Give a scan file, or a folder with scans/*.yaml.")
        drafts = self.opened(files, options["programme"])
        if options["word"] == "preview":
            self.preview(drafts[0], options["out"], options["language"])
        else:
            steps[options["word"]](drafts)

    def opened(self, files: list[Path], programme: Path | None) -> list[Draft]:
        """The scans with the programme around them."""
        try:
            return open_drafts(files, programme or programme_of(files[0]))
        except ProgrammeError as error:
            raise CommandError(str(error)) from error

    def sound(self, draft: Draft) -> Scan:
        """The scan when nothing is wrong with it. Raises CommandError with every fault."""
        if draft.scan is None or draft.faults:
            raise CommandError("\n".join([f"{draft.name} cannot be used:", *(f"  {fault}" for fault in draft.faults)]))
        return draft.scan

    def check_all(self, drafts: list[Draft]) -> None:
        """One line for each sound scan, and every fault of the others."""
        wrong = [fault for draft in drafts for fault in draft.faults]
        for draft in drafts:
            if draft.scan is not None and not draft.faults:
                self.stdout.write(summary(draft.scan, frozen=draft.is_frozen))
        if wrong:
            lines = [f"  {fault}" for fault in dict.fromkeys(wrong)]
            raise CommandError("\n".join([f"{len(lines)} {'fault' if len(lines) == 1 else 'faults'}:", *lines]))
        if drafts[0].elsewhere:
            self.stderr.write(f"Other files have faults: ./kopgroep programme check {drafts[0].folder.path}")

    def freeze_all(self, drafts: list[Draft]) -> None:
        """Keep every scan as it is; none of them when one has faults."""
        for draft in drafts:
            self.sound(draft)
            if not draft.folder.has(draft.name):
                raise CommandError(f"{draft.name} is no file of {draft.folder.path}. Move it there first.")
        for draft in drafts:
            scan = self.sound(draft)
            if draft.is_frozen:
                self.stdout.write(f"{scan.code} {scan.version}: was frozen already")
            else:
                self.stdout.write(f"{scan.code} {scan.version}: frozen in {draft.freeze()}")

    def preview(self, draft: Draft, out: Path | None, language: str) -> None:
        """Write the page."""
        scan = self.sound(draft)
        page = page_of(scan, draft.parts, language)
        if out is None:
            self.stdout.write(page, ending="")
            return
        try:
            out.write_text(page, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{out}: {error.strerror}. Choose a file that you may write.") from error
        self.stdout.write(f"{scan.code} {scan.version} written to {out}")
