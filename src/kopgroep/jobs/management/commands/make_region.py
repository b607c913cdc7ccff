"""Makes the register files of an invented region."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kopgroep.base.errors import Refused
from kopgroep.jobs.region.make import expected_rows, make_region
from kopgroep.jobs.region.plan import Place, snapshot_dates
from kopgroep.programme import Programme, ProgrammeError, current, load


def places_of(programme: Programme) -> list[Place]:
    return [Place(area.code, area.name, area.establishments_reference) for area in programme.area]


class Command(BaseCommand):
    """Command line of `kopgroep.jobs.region`: options to arguments, progress to the terminal."""

    help = "Make the register files of an invented but lifelike region, for the area of the programme."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--out", type=Path, required=True, help="folder that gets the files")
        parser.add_argument("--seed", type=int, default=7, help="same seed, same files (default: 7)")
        parser.add_argument("--scale", type=float, default=1.0, help="1 is as many as CBS counts (default: 1)")
        parser.add_argument("--snapshots", type=int, default=6, help="number of yearly files (default: 6)")
        parser.add_argument("--programme", type=Path, help="programme folder (default: the one in use)")

    def handle(self, **options: Any) -> None:
        if options["scale"] <= 0 or options["snapshots"] < 1:
            raise CommandError("--scale must be above 0 and --snapshots at least 1.")
        try:
            programme = load(options["programme"]) if options["programme"] else current()
            places = places_of(programme)
            dates = snapshot_dates(programme.period.starts_on, options["snapshots"])
            total = expected_rows(places, dates, options["scale"])
            with tqdm(total=total, unit=" rows", desc="Region", disable=options["verbosity"] == 0) as bar:
                make_region(
                    places,
                    dates,
                    options["out"],
                    seed=options["seed"],
                    scale=options["scale"],
                    tell=bar.update,
                )
        except (Refused, ProgrammeError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{len(dates)} yearly files and one employment-register file are in {options['out']}.")
