"""``./kopgroep check``: everything that can be said about the code without running it."""

import sys
import time
from pathlib import Path

from kit.ground import BIN, PYTHON, ROOT, last_lines, run, say

TOOLS = ROOT / ".venv" / BIN
SHOWN = 60
PRODUCTION = {
    "KOPGROEP_PRODUCTION": "1",
    "KOPGROEP_SECRET_KEY": "a long text only for this check, 0123456789 abcdefghijklmnopqrstuvwxyz",
    "KOPGROEP_HOSTS": "kopgroep.example.org",
    "KOPGROEP_SMTP_HOST": "mail.example.org",
}

Step = tuple[str, list[object], dict[str, str]]


def steps() -> list[Step]:
    """A title, a command and its environment for every step, the quick ones first."""
    manage: list[object] = [PYTHON, "manage.py"]
    plain: list[tuple[str, list[object]]] = [
        ("ruff: lint", [TOOLS / "ruff", "check", "--output-format=concise", "."]),
        ("ruff: format", [TOOLS / "ruff", "format", "--check", "--output-format=concise", "."]),
        ("publiccode.yml", [PYTHON, "-m", "kit.publiccode"]),
        ("floor plan", [TOOLS / "lint-imports", "--no-cache"]),
        ("licences (REUSE)", [TOOLS / "reuse", "lint", "--lines"]),
        ("templates (djlint)", [TOOLS / "djlint", "src", "--lint", "--quiet"]),
        *((f"programme {folder.name}", [*manage, "programme", "check", folder]) for folder in programmes()),
        ("migrations complete", [*manage, "makemigrations", "--check", "--dry-run"]),
        ("types (mypy)", [TOOLS / "mypy"]),
    ]
    deploy: list[object] = [*manage, "check", "--deploy", "--fail-level", "WARNING"]
    return [*((title, command, {}) for title, command in plain), ("production settings", deploy, PRODUCTION)]


def programmes() -> list[Path]:
    """The folders of all regions."""
    return sorted(file.parent for file in (ROOT / "programmes").glob("*/programme.yaml"))


def main() -> int:
    """Run every step, show what failed, and say at the end which."""
    failed = []
    if not programmes():
        failed.append("programmes: there is none")
    for title, command, environment in steps():
        began = time.monotonic()
        done = run(*command, quiet=True, environment={"PYTHONPATH": "src", **environment})
        verdict = "FAILED" if done.returncode else "ok"
        say(f"{verdict:<6}  {title:<24} {time.monotonic() - began:5.1f} s")
        if done.returncode:
            failed.append(title)
            say(f"\n{last_lines(done.stdout, SHOWN)}\n")
    say(f"\n{len(failed)} of the checks failed: {', '.join(failed)}" if failed else "\nAll checks passed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
