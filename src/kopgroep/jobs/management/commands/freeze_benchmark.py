"""``freeze_benchmark``: freeze a quarter of the benchmark, or look whether the frozen ones are still what they were."""

import re
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_of
from kopgroep.jobs.tables import demand_tables
from kopgroep.scans.actions.snapshots import faults_of, take_snapshot
from kopgroep.scans.models import Snapshot


def quarter(text: str) -> date:
    """The first day of a quarter of the command line."""
    found = re.fullmatch(r"(\d{4})Q([1-4])", text)
    if not found:
        raise ArgumentTypeError(f'"{text}" is not a quarter of the form 2023Q1')
    return date(int(found[1]), 3 * int(found[2]) - 2, 1)


def ended_before(on: date) -> date:
    """The last day of the quarter that ended last before a day."""
    return quarter_of(on)[0] - timedelta(days=1)


class Command(BaseCommand):
    """Freezing twice changes nothing."""

    help = "Freeze a quarter of the benchmark (default: the one that ended last), or check the frozen ones."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("quarter", nargs="?", type=quarter, metavar="QUARTER", help="such as 2023Q1")
        parser.add_argument(
            "--check", action="store_true", help="make frozen quarters again from the same scans and tell differences"
        )

    def handle(self, *, quarter: date | None, check: bool, **options: Any) -> None:
        demand_tables()
        if check:
            self.check_frozen(quarter)
            return
        try:
            snapshot = take_snapshot(quarter or ended_before(today()))
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        cells = snapshot.cells.count()
        shown = snapshot.cells.filter(hidden="").count()
        scans = snapshot.members.count()
        self.stdout.write(f"{snapshot}: {scans} scans, {cells} groups, {shown} shown; {snapshot.hash[:12]}")

    def check_frozen(self, quarter: date | None) -> None:
        """Say of each frozen quarter, or of one, whether it is still what it was; status 1 when one is not."""
        snapshots = Snapshot.objects.order_by("until")
        if quarter:
            snapshots = snapshots.filter(until=quarter_of(quarter)[1])
            if not snapshots:
                raise CommandError(f"{quarter.year}Q{quarter.month // 3 + 1} is not frozen.")
        broken = [snapshot.quarter for snapshot in snapshots if not self.is_sound(snapshot)]
        if broken:
            raise CommandError(f"Not what was frozen: {', '.join(broken)}.")

    def is_sound(self, snapshot: Snapshot) -> bool:
        """Print one line on a quarter."""
        faults = faults_of(snapshot)
        self.stdout.write(f"{snapshot}: {'; '.join(faults) or 'sound'}")
        return not faults
