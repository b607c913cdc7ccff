"""All measured claims in one go: ``./kopgroep bench``, or some of them: ``./kopgroep bench search lists --small``."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from kit import postgres

ROOT = Path(__file__).resolve().parents[1]
SMALL, LARGE = 41_000, 1_000_000
SMALL_LINES = 50_000

PARTS = {
    "import_register": ("--rows", SMALL, LARGE),
    "search": ("--sizes", SMALL, LARGE),
    "lists": ("--sizes", SMALL, LARGE),
    "day": ("--sizes", SMALL, LARGE),
    "portfolio": ("--sizes", SMALL, LARGE),
    "monitor": ("--lines", SMALL_LINES, LARGE),
    "report": ("--scale", 0.05, 1),
    "forecast": ("", 0, 0),
    "evaluation": ("", 0, 0),
    "pages": ("", 0, 0),
    "partners": ("", 0, 0),
    "scans": ("--results", 1_000, 10_000),
    "mail": ("--letters", 1_000, 10_000),
}
"""Each benchmark with its option for the number of rows (or part of the region), a small number and a large one."""


def sizes_of(option: str, small: float, large: float, *, only_small: bool) -> list[str]:
    """The option with its sizes, as that benchmark wants them; nothing for one without sizes."""
    if not option:
        return []
    sizes = [str(small)] if only_small else [str(small), str(large)]
    return [option, ",".join(sizes)] if option == "--sizes" else [option, *sizes]


def main() -> int:
    """Run the chosen benchmarks one after the other; the exit code is 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"some of: {', '.join(PARTS)} (default: all)")
    parser.add_argument("--small", action="store_true", help="only the small size: minutes instead of most of an hour")
    chosen = parser.parse_args()
    unknown = [part for part in chosen.parts if part not in PARTS]
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}. Choose from {', '.join(PARTS)}.")
    failed = 0
    for part in chosen.parts or PARTS:
        command = [sys.executable, "-m", f"benchmarks.{part}", *sizes_of(*PARTS[part], only_small=chosen.small)]
        print(f"\n== {part}", flush=True)
        # A server for each: what one benchmark leaves behind must not slow down, or trip up, the next.
        with postgres.running() as url:
            code = subprocess.run(command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, check=False).returncode
        failed += code != 0
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
