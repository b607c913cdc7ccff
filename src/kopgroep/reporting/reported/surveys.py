"""The yearly survey as reports show it: how many companies were asked in a round, and how many answered."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kopgroep.ledger.models import EntryQuerySet
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.narrowing import Only
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported.number import DOT, Reported
from kopgroep.reporting.view import View

KINDS = (EntryKind.SURVEY_ASKED, EntryKind.SURVEY_ANSWERED)
ASKED, ANSWERED, RESPONSE = "gevraagd", "geantwoord", "respons"
Round = dict[str, set[int]]
"""Which companies were asked and which answered, by the kind of line; a double is the company that stayed."""


def rounds(view: View) -> dict[tuple[str, int], Round]:
    """Every round of every survey, by its code and the year that it asks about."""
    found: dict[tuple[str, int], Round] = defaultdict(lambda: defaultdict(set))
    for kind, code, year, company in _lines(view).values_list("kind", "outcome", "detail__year", "company"):
        found[code, year][kind].add(view.kept(company))
    return found


def response(found: Round) -> Reading:
    """Who answered, of the companies that were asked."""
    whole = found[EntryKind.SURVEY_ASKED.value]
    answered = found[EntryKind.SURVEY_ANSWERED.value] & whole
    return Reading(Measure.SHARE, len(answered), len(whole), len(whole))


def _lines(view: View) -> EntryQuerySet:
    return view.entries.filter(kind__in=KINDS, company__isnull=False).until(view.on).order_by()


def round_cell(year: int, what: str) -> str:
    """The cell of one number of a round."""
    return f"{year}{DOT}{what}"


@dataclass(frozen=True)
class SurveyNumber(Reported):
    """The rounds of one survey; a cell is a year and what is told of it."""

    survey: str

    @property
    def code(self) -> str:
        """Such as ``enquete.jaarlijks``."""
        return f"enquete{DOT}{self.survey}"

    def families(self, cell: str) -> Sequence[str] | None:
        """The numbers of the same round."""
        year, _dot, what = cell.partition(DOT)
        years = [str(each) for each in current().period.years]
        known = what in (ASKED, ANSWERED, RESPONSE) and year in years
        return [f"{year}{DOT}{each}" for each in (ASKED, ANSWERED, RESPONSE)] if known else None

    def lines(self, view: View, cell: str) -> EntryQuerySet:
        """Those of asking, of answering, or of both for the response."""
        year, _dot, what = cell.partition(DOT)
        found = rounds(view)[self.survey, int(year)]
        asked = found[EntryKind.SURVEY_ASKED.value]
        kinds = {ASKED: KINDS[:1], ANSWERED: KINDS[1:], RESPONSE: KINDS}[what]
        # A company that was taken out of the round after it answered counts nowhere.
        whose = asked | {double for double, stayed in view.doubles.items() if stayed in asked}
        lines = _lines(view).filter(kind__in=kinds, outcome=self.survey, detail__year=int(year))
        return Only(frozenset(whose)).lines_of(lines)

    def read(self, view: View, cell: str) -> Reading:
        """Companies, or the part of them that answered."""
        year, _dot, what = cell.partition(DOT)
        share = response(rounds(view)[self.survey, int(year)])
        if what == RESPONSE:
            return share
        n = (share.whole if what == ASKED else share.part) or 0
        return Reading(Measure.COUNT, n, n=n)
