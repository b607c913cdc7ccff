"""``./kopgroep messages``: gather the texts of each room into its Dutch catalogue, and compile all catalogues."""

import shutil
import subprocess
import sys
from pathlib import Path

from kit.ground import PYTHON, ROOT, last_lines, say

ROOMS = ROOT / "src" / "kopgroep"
LANGUAGE = "nl"
DATED = '"POT-Creation-Date:'


def gather(locale: Path) -> int:
    """Bring the catalogue of one room up to date. A catalogue in which only the date would change is left alone."""
    catalogue = locale / LANGUAGE / "LC_MESSAGES" / "django.po"
    before = catalogue.read_text(encoding="utf-8") if catalogue.exists() else ""
    code = _django(locale.parent, "makemessages", "-l", LANGUAGE, "--no-location", "--no-obsolete")
    after = catalogue.read_text(encoding="utf-8") if catalogue.exists() else ""
    if before and _undated(before) == _undated(after):
        catalogue.write_text(before, encoding="utf-8")
    elif after:
        say(f"  {locale.parent.name}: changed; look for empty and fuzzy texts in {catalogue.relative_to(ROOT)}")
    return code


def _undated(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith(DATED)]


def _django(folder: Path, *words: str) -> int:
    done = subprocess.run(
        [PYTHON, "-m", "django", *words],
        cwd=folder,
        text=True,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        say(f"{' '.join(words)} failed in {folder.relative_to(ROOT)}:\n{last_lines(done.stdout)}")
    return done.returncode


def main() -> int:
    """Gather and compile; the exit code is 1 when something failed."""
    missing = [tool for tool in ("xgettext", "msgmerge", "msgfmt") if shutil.which(tool) is None]
    if missing:
        say(f"Not found: {', '.join(missing)}. Install GNU gettext (Debian: apt-get install gettext).")
        return 1
    codes = [gather(locale) for locale in sorted(ROOMS.glob("*/locale"))]
    codes.append(_django(ROOMS, "compilemessages", "-l", LANGUAGE))
    return int(any(codes))


if __name__ == "__main__":
    sys.exit(main())
