"""The file with the rows that were refused: where, why, what to do, and the row as it was."""

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from kopgroep.companies.register.checks import Wrong
from kopgroep.companies.register.lines import Record


class RefusedFile:
    """Written only when there is something to refuse. The cells stand unchanged behind our three columns, so
    that a mended row can be given to the import again."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self.path, self.header = path, header

    def begin(self, after_line: int) -> None:
        """Drop what was refused after this line by a reading that did not come to commit it."""
        if not self.path.exists():
            return
        if after_line == 0:
            self.path.unlink()
            return
        rest = self.path.with_suffix(".part")
        with self.path.open(encoding="utf-8", newline="") as old, rest.open("w", encoding="utf-8", newline="") as new:
            writer = csv.writer(new, lineterminator="\n")
            rows = csv.reader(old)
            writer.writerow(next(rows, []))
            # A reading that was killed may have left half a row at the end; its number can be cut short too.
            last = 0
            for row in rows:
                line = int(row[0]) if len(row) > 3 and row[0].isdigit() else 0
                if last < line <= after_line:
                    writer.writerow(row)
                    last = line
        os.replace(rest, self.path)

    def write(self, refused: Iterable[tuple[Record, Wrong]]) -> None:
        """Add rows and push them to the disk, before the chunk they belong to is committed."""
        rows = [(record.line, wrong.reason, wrong.remedy, *record.cells) for record, wrong in refused]
        if not rows:
            return
        fresh = not self.path.exists()
        with self.path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if fresh:
                writer.writerow([_("line"), _("reason"), _("remedy"), *self.header])
            writer.writerows(rows)
            file.flush()
            os.fsync(file.fileno())
