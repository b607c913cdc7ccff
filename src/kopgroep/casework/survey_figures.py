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
class Mark:
    """The answers to one question with whole numbers."""

    question: str
    n: int
    mean: float | None
    low: float | None = None
    """The 95 % interval of the mean, within the marks that can be given."""
    high: float | None = None
    given: tuple[tuple[int, int], ...] = ()
    """Every mark from the lowest to the highest, with how many gave it; empty when there are too few."""


@dataclass(frozen=True)
class Answers:
    """The answers to one question with options; of several ticks each is counted."""

    item: Item
    n: int
    given: tuple[tuple[str, int], ...]
    """Per option how many chose it."""


def progress(survey: Survey) -> dict[State, int]:
    """How many companies are in each state; every state is there."""
    found = Counter(survey.asks.order_by().values_list("state", flat=True))
    return {state: found[state] for state in State}


def response(survey: Survey) -> Part:
    """How many of those asked answered. Asked means that the letter left and did not come back."""
    counts = progress(survey)
    return Part("", counts[State.ANSWERED], sum(counts[state] for state in REACHED))


def by_theme(survey: Survey) -> list[Part]:
    """The response per theme of the latest trajectory, small groups taken together."""
    rows = survey.asks.filter(state__in=REACHED).order_by("pk").values_list("theme", "state")
    return _grouped((theme, state == State.ANSWERED) for theme, state in rows)


def by_batch(survey: Survey) -> list[tuple[date, Part]]:
    """The response per day on which letters left."""
    rows = survey.asks.filter(state__in=REACHED, sent_on__isnull=False).order_by("sent_on", "pk")
    days: dict[date, list[bool]] = {}
    for sent_on, state in rows.values_list("sent_on", "state"):
        days.setdefault(sent_on, []).append(state == State.ANSWERED)  # type: ignore[arg-type]  # none is empty
    return [(day, Part("", sum(answered), len(answered))) for day, answered in days.items()]


def by_day(survey: Survey) -> list[tuple[date, int]]:
    """How many answered on each day on which somebody did."""
    days = survey.asks.filter(state=State.ANSWERED).values_list("answered_on", flat=True)
    return sorted((day, n) for day, n in Counter(days).items() if day)


def by_size(survey: Survey) -> list[Part]:
    """The response per group of sizes, as the company was when it was asked."""
    return _grouped((size_group_of(size), answered) for size, _sector, answered in _facts(survey))


def by_sector(survey: Survey) -> list[Part]:
    """The response per group of sectors."""
    rows = ((sector.partition("-"), answered) for _size, sector, answered in _facts(survey))
    return _grouped((sector_group_of(scheme, section), answered) for (scheme, _, section), answered in rows)


def _facts(survey: Survey) -> list[tuple[str, str, bool]]:
    states = dict(survey.asks.filter(state__in=REACHED).order_by("pk").values_list("pk", "state"))
    lines = Entry.objects.standing().filter(kind=EntryKind.SURVEY_ASKED, subject_type="surveyask")
    rows = lines.filter(subject_id__in=survey.asks.values("pk")).order_by("pk")
    found = rows.values_list("subject_id", "size_class", "sector")
    return [(size, sector, states[pk] == State.ANSWERED) for pk, size, sector in found if pk in states]


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
    marks = list(lines.filter(subject_id__in=survey.asks.values("pk")).values_list("quantity", flat=True))
    if len(marks) < MINIMUM:
        return Mark(item.code, len(marks), None)
    mean = fmean(marks)
    half = _t(len(marks) - 1) * stdev(marks) / sqrt(len(marks))
    lowest = int(min(marks) if item.minimum is None else item.minimum)
    highest = int(max(marks) if item.maximum is None else item.maximum)
    times = Counter(marks)
    given = tuple((each, times[each]) for each in range(lowest, highest + 1))
    return Mark(item.code, len(marks), mean, max(mean - half, lowest), min(mean + half, highest), given)


def _t(freedom: int) -> float:
    """The 97.5 % point of Student's t, by the expansion of Cornish and Fisher: within 0.001 from 9 degrees on."""
    first = (Z**3 + Z) / (4 * freedom)
    second = (5 * Z**5 + 16 * Z**3 + 3 * Z) / (96 * freedom**2)
    return Z + first + second + (3 * Z**7 + 19 * Z**5 + 17 * Z**3 - 15 * Z) / (384 * freedom**3)


def fillings_of(survey: Survey) -> list[Filling]:
    """What the companies that answered filled in."""
    answered = survey.asks.filter(state=State.ANSWERED)
    return list(Filling.objects.filter(survey_ask__in=answered).order_by("pk").select_related("survey_ask__company"))


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
