"""T0, T1, T2 of one scan at one company: the scores beside each other, and what changed in the answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme.scans import Comparability, GateScale, Scale, Scan
from kopgroep.scans.answer_words import plain_number
from kopgroep.scans.engine.comparing import Differences, ScaleChange, differences
from kopgroep.scans.engine.results import Score
from kopgroep.scans.engine.states import Answer
from kopgroep.scans.models import Filling
from kopgroep.scans.moments import moment_word
from kopgroep.scans.told import told
from kopgroep.workspace.scan_rows import level_word


@dataclass(frozen=True)
class Point:
    """One value of a scale, and how it stands to the one before."""

    value: str
    """Empty when it was not measured."""
    level: str
    change: str
    """Such as ``+12,5``; empty without a value before, or when the two may not be compared."""
    rose: bool
    broken: bool
    """Whether the series breaks before this value: the two do not measure the same."""


@dataclass(frozen=True)
class Line:
    """One scale through time."""

    name: str
    points: list[Point]
    heads: bool
    """Whether it is the scale that heads the result."""


@dataclass(frozen=True)
class Change:
    """A question that was answered otherwise."""

    ask: str
    before: str
    after: str
    reworded: bool


@dataclass(frozen=True)
class Between:
    """What happened between one scan and the next."""

    earlier: str
    later: str
    days: int
    changes: list[Change]
    warnings: list[str]
    """Which scores may not be compared, and why."""


@dataclass(frozen=True)
class Time:
    """One column."""

    filling: Filling
    word: str
    on: date | None
    level: str


@dataclass(frozen=True)
class Series:
    """Everything that the page of a series shows."""

    times: list[Time]
    lines: list[Line]
    between: list[Between]
    """The latest first."""


def series_of(fillings: Sequence[Filling]) -> Series:
    """The series of finished scans of one kind at one company, the first first; at least one."""
    language = get_language() or "nl"
    times = [
        Time(filling, moment_word(number), filling.finished_on, level_word(filling))
        for number, filling in enumerate(fillings)
    ]
    pairs = [_differences(newer, older) for older, newer in pairwise(fillings)]
    last = fillings[-1].definition
    shown = [scale for scale in last.scales if scale.profile or scale.code in last.headline]
    shown.sort(key=lambda scale: scale.code not in last.headline)
    lines = [_line(scale, fillings, pairs, language) for scale in shown]
    between = [
        _between(times[at], times[at + 1], pair, fillings[at], fillings[at + 1], language)
        for at, pair in enumerate(pairs)
    ]
    return Series(times, lines, between[::-1])


def _differences(newer: Filling, older: Filling) -> Differences:
    return differences(
        newer.definition, newer.answers, older.definition, older.answers, on=newer.day, older_on=older.day
    )


def _line(scale: Scale, fillings: Sequence[Filling], pairs: Sequence[Differences], language: str) -> Line:
    """The values of one scale, found backwards: an older edition may have known it under another code."""
    code: str | None = scale.code
    points: list[Point] = []
    for at in range(len(fillings) - 1, -1, -1):
        filling = fillings[at]
        change = _change_of(pairs[at - 1], code) if at and code else None
        score = filling.scored.scales.get(code) if code else None
        points.append(_point(filling.definition, code, score, change, language))
        code = change.other if change else None
    return Line(scale.name.in_(language), points[::-1], heads=scale.code in fillings[-1].definition.headline)


def _change_of(pair: Differences, code: str) -> ScaleChange | None:
    return next((change for change in pair.scales if change.scale == code), None)


def _point(scan: Scan, code: str | None, score: Score | None, change: ScaleChange | None, language: str) -> Point:
    scale = scan.scale_of.get(code) if code else None
    if scale is None or score is None or score.value is None:
        return Point("", "", "", rose=False, broken=_breaks(change))
    level = next((level.name.in_(language) for level in scale.levels if level.code == score.level), "")
    moved = change.change if change else None
    return Point(
        value=plain_number(score.value),
        level=level,
        change="" if moved is None else _signed(moved),
        rose=bool(moved and moved > 0),
        broken=_breaks(change),
    )


def _breaks(change: ScaleChange | None) -> bool:
    return change is not None and change.how is not Comparability.EXACT


def _signed(change: float) -> str:
    if not change:
        return "0"
    return f"{'+' if change > 0 else '−'}{plain_number(abs(change))}"


def _between(earlier: Time, later: Time, pair: Differences, older: Filling, newer: Filling, language: str) -> Between:
    scan, before = newer.definition, older.definition
    changes = [
        Change(
            ask=scan.items[change.item].ask.in_(language),
            before=_told_before(change.item, older, newer, change.before, language),
            after=told(scan, scan.items[change.item], change.after, language),
            reworded=change.reworded,
        )
        for change in pair.items
    ]
    days = (later.on - earlier.on).days if later.on and earlier.on else 0
    return Between(earlier.word, later.word, days, changes, _warnings(pair, scan, before, language))


def _told_before(code: str, older: Filling, newer: Filling, answer: Answer, language: str) -> str:
    """The earlier answer in the words of its own edition; of a question that is new, that there was none."""
    scan = older.definition if code in older.definition.items else newer.definition
    return told(scan, scan.items[code], answer, language)


def _warnings(pair: Differences, scan: Scan, before: Scan, language: str) -> list[str]:
    """Why scores are not put in one line; said once for scales with the same reason."""
    found: dict[str, list[str]] = {}
    for change in pair.scales:
        if change.how is not Comparability.EXACT and (
            scan.scale_of[change.scale].profile or change.scale in scan.headline
        ):
            found.setdefault(_why(change, scan, before, language), []).append(
                scan.scale_of[change.scale].name.in_(language)
            )
    return [f"{', '.join(names)}: {why}" for why, names in found.items()]


def _why(change: ScaleChange, scan: Scan, before: Scan, language: str) -> str:
    if change.link:
        return change.link.note.in_(language)
    if change.other is None:
        return _("this was not measured before.")
    if isinstance(scan.scale_of[change.scale], GateScale):
        return _("the gates changed between version %(old)s and %(new)s.") % _versions(scan, before)
    return _("the way of scoring changed between version %(old)s and %(new)s.") % _versions(scan, before)


def _versions(scan: Scan, before: Scan) -> dict[str, str]:
    return {"old": before.version, "new": scan.version}
