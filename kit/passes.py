"""``./kopgroep test``: all on SQLite, what uses a database again on PostgreSQL, the journeys in Chromium."""

import os
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from kit import chromium, postgres
from kit.ground import PYTHON, Stop, run, say

KINDS = ("passed", "failed", "skipped")
NO_TESTS = 5


@dataclass
class Outcome:
    """How one pass went: pytest's exit code, its counts, and the seconds it took."""

    name: str
    code: int
    seconds: float
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def failed(self) -> bool:
        """True unless every chosen test passed; choosing no test in one pass is fine."""
        return self.code not in (0, NO_TESTS)


def one_pass(name: str, folder: Path, arguments: list[str], environment: dict[str, str]) -> Outcome:
    """Run pytest once over the tests that belong to a pass (``--part``, see tests/conftest.py)."""
    say(f"\n== {name} ==")
    report = folder / f"{name}.xml"
    options = [f"--part={name}", f"--junitxml={report}", "-rsxX"]
    # A chosen few tests start sooner in one process; the whole suite wins by sharing the work.
    # A browser needs a core of its own: journeys beside each other made each other late.
    options += [] if arguments or name == "browser" else ["-n", str(min(4, os.cpu_count() or 1))]
    began = time.monotonic()
    done = run(PYTHON, "-m", "pytest", *options, *arguments, environment=environment)
    return Outcome(name, done.returncode, time.monotonic() - began, _counts(report))


def _counts(report: Path) -> Counter[str]:
    """Passed, failed and skipped tests according to pytest's own report."""
    if not report.exists():
        return Counter()
    counts: Counter[str] = Counter()
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  (our own pytest wrote it just now)
        kinds = {child.tag for child in case}
        verdict = "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        counts[verdict] += 1
    return counts


def run_all(arguments: list[str]) -> list[Outcome]:
    """All three passes, also after one that failed: the end shows everything that is wrong."""
    browser = chromium.found_or_installed()
    with postgres.running() as server, tempfile.TemporaryDirectory() as folder:
        reports = Path(folder)
        return [
            one_pass("sqlite", reports, arguments, {"DATABASE_URL": "sqlite:///"}),
            one_pass("postgresql", reports, arguments, {"DATABASE_URL": server}),
            # A browser sends several requests at once; an SQLite database in memory takes one at a time.
            one_pass("browser", reports, arguments, {"DATABASE_URL": server, chromium.VARIABLE: browser}),
        ]


def summary(outcomes: list[Outcome]) -> str:
    """One line per pass with its duration, then the counts of all passes alone on the last line."""
    lines = [""]
    for one in outcomes:
        shown = ", ".join(f"{one.counts[kind]} {kind}" for kind in KINDS if one.counts[kind])
        lines.append(f"{one.name:<11} {one.seconds:6.0f} s  {shown or 'no tests'}")
        if one.failed and not one.counts["failed"]:
            lines.append(f"            pytest stopped with exit code {one.code}; see above")
    total = sum((one.counts for one in outcomes), Counter[str]())
    broken = total["failed"] + sum(one.failed and not one.counts["failed"] for one in outcomes)
    skipped = f", {total['skipped']} skipped" if total["skipped"] else ""
    return "\n".join([*lines, f"{total['passed']} passed, {broken} failed{skipped}"])


def main(arguments: list[str]) -> int:
    """Run the passes and print the summary; the exit code is 0 only when tests ran and all passed."""
    for asked in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # Leave by way of every "finally", so that no server stays behind.
        signal.signal(asked, lambda number, _: sys.exit(128 + number))
    try:
        outcomes = run_all(arguments)
    except Stop as stop:
        say(f"\n{stop}\n\n0 passed, 1 failed")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    if all(one.code == NO_TESTS for one in outcomes):
        say(f"\nNo test fits: {' '.join(arguments)}. ./kopgroep test without words runs everything.")
        return 1
    say(summary(outcomes))
    return int(any(one.failed for one in outcomes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
