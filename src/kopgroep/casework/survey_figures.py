"""The figures of one round of the yearly survey: who answered, who did not, and what they said.

What companies said is shown only in groups of ten or more; below that a figure is None. How many answered is no answer.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import fmean, stdev

from kopgroep.base.shares import NINETY_FIVE as Z
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.scans.groups import sector_group_of, size_group_of
from kopgroep.scans.models import Filling

State = SurveyAsk.State
MINIMUM = 10
"""The smallest group of which answers are shown."""
REACHED = (State.SENT, State.REMINDED, State.ANSWERED, State.REFUSED, State.SILENT)
"""The states of a company whose letter left and did not come back."""
WEIGHT = (State.ANSWERED, State.REFUSED, State.SILENT, State.REMINDED, State.SENT, State.WAITING, State.BOUNCED)
"""Of a company that was on the list under two names the first of these counts; any other state comes last."""
FEWEST = 3
"""A mark that was given less often stands together with those beside it."""
BOUNDS = (6, 8)
"""Where marks that stand together are split: not enough, enough, good."""


@dataclass(frozen=True)
class Part:
    """How many of the companies of one group answered. ``code`` is empty for those of which the group is unknown."""

    code: str
    answered: int
    asked: int

    @property
    def share(self) -> float | None:
        """The response; None when nobody was asked."""
        return self.answered / self.asked if self.asked else None


@dataclass(frozen=True)
class Band:
    """How many companies gave a mark from ``low`` up to and including ``high``."""

    low: int
    high: int
    times: int

    def __str__(self) -> str:
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"

    def with_next(self, other: "Band") -> "Band":
        """The two as one."""
        return Band(self.low, other.high, self.times + other.times)


@dataclass(frozen=True)
class Mark:
    """The answers to one question with whole numbers."""

    question: str
    n: int
    mean: float | None
    low: float | None = None
    """The 95 % interval of the mean, within the marks that can be given."""
    high: float | None = None
    given: tuple[Band, ...] = ()
    """Every mark from the lowest to the highest, together where only a few gave one; empty when there are too few."""


@dataclass(frozen=True)
class Answers:
    """The answers to one question with options; of several ticks each is counted."""

    item: Item
    n: int
    given: tuple[tuple[str, int], ...]
    """Per option how many chose it."""


def counting(survey: Survey) -> dict[int, SurveyAsk]:
    """One row of the round per company as it is known now: asked under two names, a company counts once."""
    best: dict[int, SurveyAsk] = {}
    for ask in survey.asks.select_related("company").order_by("order", "pk"):
        whose = ask.company.merged_into_id or ask.company_id
        if whose not in best or _weight(ask) < _weight(best[whose]):
            best[whose] = ask
    return {ask.pk: ask for ask in best.values()}


def _weight(ask: SurveyAsk) -> int:
    return WEIGHT.index(State(ask.state)) if ask.state in WEIGHT else len(WEIGHT)


def _reached(survey: Survey) -> list[SurveyAsk]:
    """Those that count and that a letter reached."""
    return [ask for ask in counting(survey).values() if ask.state in REACHED]


def _answered(survey: Survey) -> list[int]:
    return [ask.pk for ask in counting(survey).values() if ask.state == State.ANSWERED]


def progress(survey: Survey) -> dict[State, int]:
    """How many companies are in each state; every state is there."""
    found = Counter(ask.state for ask in counting(survey).values())
    return {state: found[state] for state in State}


def response(survey: Survey) -> Part:
    """How many of those asked answered. Asked means that the letter left and did not come back."""
    counts = progress(survey)
    return Part("", counts[State.ANSWERED], sum(counts[state] for state in REACHED))


def by_theme(survey: Survey) -> list[Part]:
    """The response per theme of the latest trajectory, small groups taken together."""
    return _grouped((ask.theme, ask.state == State.ANSWERED) for ask in _reached(survey))


def by_batch(survey: Survey) -> list[tuple[date, Part]]:
    """The response per day on which letters left."""
    days: dict[date, list[bool]] = {}
    for ask in _reached(survey):
        if ask.sent_on:
            days.setdefault(ask.sent_on, []).append(ask.state == State.ANSWERED)
    return [(day, Part("", sum(answered), len(answered))) for day, answered in sorted(days.items())]


def by_day(survey: Survey) -> list[tuple[date, int]]:
    """How many answered on each day on which somebody did."""
    found = Counter(ask.answered_on for ask in counting(survey).values() if ask.state == State.ANSWERED)
    return sorted((day, n) for day, n in found.items() if day)


def by_size(survey: Survey) -> list[Part]:
    """The response per group of sizes, as the company was when it was asked."""
    return _grouped((size_group_of(size), answered) for size, _sector, answered in _facts(survey))


def by_sector(survey: Survey) -> list[Part]:
    """The response per group of sectors."""
    rows = ((sector.partition("-"), answered) for _size, sector, answered in _facts(survey))
    return _grouped((sector_group_of(scheme, section), answered) for (scheme, _, section), answered in rows)


def _facts(survey: Survey) -> list[tuple[str, str, bool]]:
    states = {ask.pk: ask.state for ask in _reached(survey)}
    lines = Entry.objects.standing().filter(kind=EntryKind.SURVEY_ASKED, subject_type="surveyask")
    rows = lines.filter(subject_id__in=states).order_by("pk").values_list("subject_id", "size_class", "sector")
    return [(size, sector, states[pk] == State.ANSWERED) for pk, size, sector in rows if pk is not None]


def _grouped(rows: Iterable[tuple[str, bool]]) -> list[Part]:
    """Each group of ten or more, the largest first; the others together as one without a code, at the end."""
    asked: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    for code, has_answered in rows:
        asked[code] += 1
        answered[code] += has_answered
    large = [code for code, n in asked.most_common() if code and n >= MINIMUM]
    parts = [Part(code, answered[code], asked[code]) for code in large]
    rest = Part("", answered.total() - sum(p.answered for p in parts), asked.total() - sum(p.asked for p in parts))
    return [*parts, rest] if rest.asked else parts


def mark(survey: Survey, item: Item) -> Mark:
    """The mean of a question with its interval, and how often each mark was given."""
    lines = Entry.objects.standing().filter(kind=EntryKind.SURVEY_SCORED, outcome=item.code, subject_type="surveyask")
    marks = list(lines.filter(subject_id__in=_answered(survey)).values_list("quantity", flat=True))
    if len(marks) < MINIMUM:
        return Mark(item.code, len(marks), None)
    mean = fmean(marks)
    half = _t(len(marks) - 1) * stdev(marks) / sqrt(len(marks))
    lowest = int(min(marks) if item.minimum is None else item.minimum)
    highest = int(max(marks) if item.maximum is None else item.maximum)
    times = Counter(marks)
    given = _bands([Band(each, each, times[each]) for each in range(lowest, highest + 1)])
    return Mark(item.code, len(marks), mean, max(mean - half, lowest), min(mean + half, highest), given)


def _bands(single: list[Band]) -> tuple[Band, ...]:
    """Every mark by itself; together when only a few gave one of them, until no group is so small."""
    if not any(0 < band.times < FEWEST for band in single):
        return tuple(single)
    bands: list[Band] = []
    for band in single:
        if bands and band.low not in BOUNDS:
            bands[-1] = bands[-1].with_next(band)
        else:
            bands.append(band)
    while few := [at for at, band in enumerate(bands) if 0 < band.times < FEWEST]:
        at = min(few[0], len(bands) - 2)
        bands[at : at + 2] = [bands[at].with_next(bands[at + 1])]
    return tuple(bands) if len(bands) > 1 else ()


def _t(freedom: int) -> float:
    """The 97.5 % point of Student's t, by the expansion of Cornish and Fisher: within 0.001 from 9 degrees on."""
    first = (Z**3 + Z) / (4 * freedom)
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)
    return Z + first + second + (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / (384 * freedom**3)


def fillings_of(survey: Survey) -> list[Filling]:
    """What the companies that answered filled in."""
    return list(
        Filling.objects.filter(survey_ask__in=_answered(survey)).order_by("pk").select_related("survey_ask__company")
    )


def answers(scan: Scan, fillings: Iterable[Filling]) -> list[Answers]:
    """Every question with options that ten or more answered, in the order of the survey."""
    fillings = list(fillings)
    found = []
    for item in scan.items.values():
        if item.kind in (ItemKind.NUMBER, ItemKind.TEXT, ItemKind.DATE):
            continue
        given = [value for one in fillings if (value := one.answers.get(item.code, {}).get("value")) is not None]
        if len(given) >= MINIMUM:
            times = Counter(word for value in given for word in (value if isinstance(value, list) else [value]))
            found.append(Answers(item, len(given), tuple((word, times[word]) for word in scan.words(item))))
    return found
