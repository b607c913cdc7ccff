"""Benchmarks and positions of the demonstration: by the scan of the theme, or without one where the region has none."""

from dataclasses import dataclass
from datetime import date, timedelta

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.jobs.demo import phrases
from kopgroep.jobs.demo.scanning import Scanning
from kopgroep.scans.actions.measures import record_benchmark, record_position
from kopgroep.scans.actions.proofs import Attached


@dataclass
class Measuring:
    """The acts that move the targets of benchmarks and of the ladder."""

    scanning: Scanning

    def benchmark(self, company: Company, on: date, theme: str, *, by: User) -> None:
        """A company is benchmarked on a theme."""
        scanning = self.scanning
        if scan := scanning.scan_of(theme):
            scanning.take(scan, company, on, by=by)
            return
        instrument, key = scanning.random.choice(phrases.INSTRUMENTS), scanning.new_key()
        record_benchmark(company, theme=theme, instrument=instrument, taken_on=on, submission=key, by=by)

    def climb(self, company: Company, on: date, theme: str, *, by: User) -> None:
        """A starting position now, and months later a higher one with proof."""
        scanning = self.scanning
        later = on + timedelta(days=scanning.random.randint(120, 320))
        if scan := scanning.scan_of(theme):
            scanning.first(scan, company, on, by=by)
            scanning.plan(later, lambda day: scanning.one_up(scan, company, day, by=by))
            return
        at = scanning.random.randint(0, len(scanning.programme.ladder.phases) - 2)
        self._stand(company, at, on, by=by)
        scanning.plan(later, lambda day: self._stand(company, at + 1, day, by=by, file=scanning.proof_file(day)))

    def _stand(self, company: Company, at: int, on: date, *, by: User, file: Attached | None = None) -> None:
        phase = self.scanning.programme.ladder.phases[at].code
        proof, key = file.note if file else "", self.scanning.new_key()
        record_position(company, phase=phase, proof=proof, taken_on=on, submission=key, by=by, file=file)
