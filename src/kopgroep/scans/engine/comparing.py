"""Two sets of answers beside each other, and whether their scores may be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kopgroep.programme.scans import Comparability, ScaleLink, Scan
from kopgroep.scans.engine.numbers import exact
from kopgroep.scans.engine.results import Score
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.engine.states import NOT_ASKED, Answer, Stored


@dataclass(frozen=True)
class ScaleChange:
    """One scale of the newer scan, and what it stood at before."""

    scale: str
    other: str | None
    """The scale of the older scan beside it; None when there is none."""
    how: Comparability
    link: ScaleLink | None
    before: Score | None
    after: Score
    change: float | None
    """Points up or down as shown; None unless both were measured and compare exactly."""


@dataclass(frozen=True)
class ItemChange:
    """A question of the newer scan whose answer is another than before."""

    item: str
    before: Answer
    after: Answer
    reworded: bool
    """Whether the question itself changed in between, or is new: then the two are not answers to the same words."""


@dataclass(frozen=True)
class Differences:
    """What changed between two scans of one company."""

    scales: tuple[ScaleChange, ...]
    """Every scale of the newer scan, in its order."""
    items: tuple[ItemChange, ...]
    """Only what changed, in the order of the questions."""


def comparability(
    newer: Scan, older: Scan, scale: str, other: str | None = None
) -> tuple[Comparability, ScaleLink | None]:
    """Whether a scale of one scan may stand beside a scale of another: itself, unless ``other`` names one.

    A link says so, in whichever of the two definitions it stands and whichever of its scales is asked first. Without
    a link a scale compares exactly with itself within a major version, and with nothing else.
    """
    other = scale if other is None else other
    if newer.code != older.code or scale not in newer.scale_of or other not in older.scale_of:
        return Comparability.NOT, None
    link = _link(newer, older, scale, other) or _link(older, newer, other, scale)
    if link:
        return link.how, link
    same = scale == other and newer.major == older.major
    return Comparability.EXACT if same else Comparability.NOT, None


def differences(
    newer: Scan, newer_stored: Stored, older: Scan, older_stored: Stored, *, on: date, older_on: date
) -> Differences:
    """What changed between two sets of answers, each scored under its own definition and on its own day."""
    after, before = score(newer, newer_stored, on=on), score(older, older_stored, on=older_on)
    scales = tuple(_scale_change(newer, older, code, after.scales[code], before.scales) for code in newer.scale_of)
    items = _item_changes(newer, older, answers(newer, newer_stored, on), answers(older, older_stored, older_on))
    return Differences(scales, tuple(items))


def _link(here: Scan, there: Scan, scale: str, other: str) -> ScaleLink | None:
    """The link that ``here`` writes down for its scale and one of the other definition."""
    for link in here.links:
        if {link.scale, link.other} != {scale, other} or (link.version or here.major) != there.major:
            continue
        if link.version is None or link.scale == scale:
            return link
    return None


def _scale_change(newer: Scan, older: Scan, scale: str, after: Score, scores: Mapping[str, Score]) -> ScaleChange:
    other = _beside(newer, older, scale)
    if other is None:
        return ScaleChange(scale, None, Comparability.NOT, None, None, after, None)
    how, link = comparability(newer, older, scale, other)
    before = scores[other]
    change = None
    if how is Comparability.EXACT and before.value is not None and after.value is not None:
        change = float(exact(after.value) - exact(before.value))
    return ScaleChange(scale, other, how, link, before, after, change)


def _beside(newer: Scan, older: Scan, scale: str) -> str | None:
    """The scale of before to put beside this one: what compares best, and otherwise the one of the same code."""
    candidates = sorted(older.scale_of, key=lambda other: other != scale)
    for how in (Comparability.EXACT, Comparability.LINKED):
        for other in candidates:
            if comparability(newer, older, scale, other)[0] is how:
                return other
    return scale if scale in older.scale_of else None


def _item_changes(
    newer: Scan, older: Scan, after: dict[str, Answer], before: dict[str, Answer]
) -> Iterator[ItemChange]:
    for code, item in newer.items.items():
        was, known = before.get(code, NOT_ASKED), older.items.get(code)
        if was != after[code]:
            same = known is not None and (known.revision, known.kind) == (item.revision, item.kind)
            yield ItemChange(code, was, after[code], reworded=not same)
