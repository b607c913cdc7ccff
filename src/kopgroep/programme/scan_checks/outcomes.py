"""Between which bounds every score lies while some conditions hold."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kopgroep.programme.scan_checks.bounds import (
    FAR,
    NEAR,
    Piece,
    Span,
    common_step,
    count,
    exact,
    has_multiple,
    mean,
    shown,
    within,
)
from kopgroep.programme.scan_checks.possible import ONE, Possible
from kopgroep.programme.scans import (
    Condition,
    CountScale,
    GateScale,
    GrowthScale,
    Item,
    ItemKind,
    MeanOfScale,
    MeanScale,
    RatioScale,
    Scale,
    Scan,
)
from kopgroep.programme.scans.conditions import NO, PARTLY, YES
from kopgroep.programme.scans.scales import Gate

POINTS_OF_WORDS = {YES: Fraction(1), PARTLY: Fraction(1, 2), NO: Fraction(0)}
ROUNDING = Fraction(1, 20)
"""How far a score that is shown may lie from the one that is computed with."""
PERCENT = 100
BEYOND = 10**12
"""So many times as large is as good as without limit."""


class Outcomes:
    """The scales of a scan while some conditions, on questions and on scales, hold.

    ``because`` says why they cannot hold together; None when nothing speaks against it.
    """

    def __init__(self, scan: Scan, conditions: Iterable[Condition]) -> None:
        conditions = tuple(conditions)
        self.scan = scan
        self.answers = Possible(scan, [condition for condition in conditions if condition.item])
        self.limits = [limit for condition in conditions if condition.scale for limit in _spread(scan, condition)]
        self.because = self.answers.because or next(self._refusals(), None)

    def _refusals(self) -> Iterator[str]:
        for code in dict.fromkeys(limit.scale for limit in self.limits if limit.scale):
            free = self._computed(self.scan.scale_of[code])
            if free is None:
                yield f"scale {code!r} is not measured then"
            elif self.span(code) is None:
                yield f"scale {code!r} {_stretch_in_words(free)} then"

    def span(self, code: str) -> Span | None:
        """Bounds of a scale; None when it cannot be measured, or not so that all conditions hold."""
        scale = self.scan.scale_of[code]
        span = self._computed(scale)
        for limit in self.limits:
            if span is not None and limit.scale == code:
                span = within(span, *(_stretch(scale, limit.one_of) if limit.one_of else (limit.at_least, limit.below)))
        step = step_of(self.scan, scale)
        return span if span is not None and (step is None or has_multiple(span, step)) else None

    def _computed(self, scale: Scale) -> Span | None:
        span = self._exact(scale)
        return None if span is None else shown(span)

    def _exact(self, scale: Scale) -> Span | None:
        if isinstance(scale, MeanScale):
            return mean(self._pieces(scale))
        if isinstance(scale, CountScale):
            return count(self._pieces(scale))
        if isinstance(scale, MeanOfScale):
            return self._mean_of(scale)
        if isinstance(scale, GateScale):
            open_gates = [at for at, gate in enumerate(scale.gates, 1) if can_open(self.answers, gate)]
            return Fraction(0), Fraction(max(open_gates, default=0))
        codes = (*scale.parts, *scale.wholes) if isinstance(scale, RatioScale) else (scale.start, scale.end)
        items = [self.scan.items[code] for code in codes]
        if self.answers.further(when for item in items for when in self.answers.route(item)).because:
            return None
        return (Fraction(0), Fraction(PERCENT)) if isinstance(scale, RatioScale) else self._growth(scale)

    def _mean_of(self, scale: MeanOfScale) -> Span | None:
        spans = [span for code in scale.scales if (span := self.span(code)) is not None]
        if len(spans) < (scale.at_least or len(scale.scales)):
            return None
        lows, highs = [span[0] for span in spans], [span[1] for span in spans]
        if scale.at_least is None:
            low, high = sum(lows, Fraction(0)) / len(spans), sum(highs, Fraction(0)) / len(spans)
        else:
            low, high = min(lows), max(highs)
        return max(low - ROUNDING, Fraction(0)), min(high + ROUNDING, Fraction(PERCENT))

    def _growth(self, scale: GrowthScale) -> Span:
        first, last = (self.answers.left_of(self.scan.items[code]).span for code in (scale.start, scale.end))
        lowest, highest = (_a_year(last[0], first[1], scale.years), _a_year(last[1], first[0], scale.years))
        return max(lowest - 1, Fraction(-PERCENT)), min(highest + 1, FAR)

    def _pieces(self, scale: MeanScale | CountScale) -> list[Piece]:
        variables = {variable.code: variable.all_of for variable in scale.variables}
        pieces = []
        for code, weight in scale.items.items():
            if weight and code in variables:
                fits = self.answers.further(variables[code]).because is None
                pieces.append(Piece(exact(weight), (Fraction(0), Fraction(int(fits))), optional=True))
            elif weight and (piece := self._piece(self.scan.items[code], exact(weight))):
                pieces.append(piece)
        return pieces

    def _piece(self, item: Item, weight: Fraction) -> Piece | None:
        low, high = points_of(self.answers, item)
        if item.code in self.answers.left:
            return Piece(weight, (low, high), optional=False)
        if self.answers.is_zero(item):
            return Piece(weight, (Fraction(0), Fraction(0)), optional=False)
        may_be_zero = item.otherwise == "zero"
        if not self.answers.can_be_asked(item):
            return Piece(weight, (Fraction(0), Fraction(0)), optional=True) if may_be_zero else None
        return Piece(weight, (Fraction(0) if may_be_zero else low, high), optional=True)


def _spread(scan: Scan, condition: Condition) -> list[Condition]:
    """A condition on one level, with the floors that all of its demands put under other scales."""
    found = [condition]
    levels = [level for level in scan.scale_of[condition.scale or ""].levels if (level.code,) == condition.one_of]
    for demand in (demand for level in levels for demand in level.demands):
        if demand.number in (None, len(demand.scales)):
            found += [Condition(scale=code, at_least=float(demand.minimum)) for code in demand.scales]
    return found


def _stretch(scale: Scale, levels: tuple[str, ...]) -> tuple[float, float | None]:
    """From which value up to which one a scale may stand at one of some levels.

    A value whose demands are not met falls, so a level may also hold values above it: up to the first level that
    demands nothing.
    """
    lows, belows = [], list[float | None]()
    for at, level in enumerate(scale.levels):
        if level.code in levels:
            lows.append(level.at_least)
            belows.append(next((higher.at_least for higher in scale.levels[at + 1 :] if not higher.demands), None))
    closed = [below for below in belows if below is not None]
    return min(lows), max(closed) if len(closed) == len(belows) else None


def step_of(scan: Scan, scale: Scale) -> Fraction | None:
    """Of which number every value of a scale is a multiple; None when any value may be."""
    if isinstance(scale, GateScale):
        return ONE
    if not isinstance(scale, CountScale):
        return None
    gains = []
    for code, weight in scale.items.items():
        item = scan.items.get(code)
        points = [ONE] if item is None else worths(scan, item)
        gains += [exact(weight) * point for point in points]
    step = common_step(gains)
    return step if step is not None and (step * 10).denominator == 1 else None


def worths(scan: Scan, item: Item) -> list[Fraction]:
    """Every number of points that one answer, band or tick of a question can give."""
    if item.kind is ItemKind.NUMBER:
        return [exact(band.points) for band in item.bands]
    if item.kind in (ItemKind.YES_NO, ItemKind.YES_PARTLY_NO):
        return [POINTS_OF_WORDS[word] for word in item.words]
    options = scan.options(item)
    if item.kind is ItemKind.MANY and all(option.points is None for option in options):
        return [Fraction(1, len(options))]
    most = [ONE] if item.kind is ItemKind.MANY else []  # ticks together are worth 1 at most
    return most + [exact(option.points or 0) for option in options]


def points_of(answers: Possible, item: Item) -> Span:
    """Bounds of the points of a question, by what is left of its answers."""
    left, scan = answers.left_of(item), answers.scan
    if item.kind is ItemKind.NUMBER:
        return _points_of_bands(item, left.span)
    if item.kind is ItemKind.MANY:
        options = scan.options(item)
        alike = all(option.points is None for option in options)
        return (left.span[0] / len(options), left.span[1] / len(options)) if alike else (Fraction(0), ONE)
    if item.kind is ItemKind.CHOICE:
        points = [exact(option.points or 0) for option in scan.options(item) if option.code in left.words]
    else:
        points = [POINTS_OF_WORDS[word] for word in left.words]
    return min(points), max(points)


def _points_of_bands(item: Item, span: Span) -> Span:
    """A number scores by the last band that starts at or below it."""
    edges = [(-FAR, Fraction(0)), *((exact(band.at_least), exact(band.points)) for band in item.bands)]
    ends = [*(edge for edge, _ in edges[1:]), FAR + 1]
    held = [points for (edge, points), end in zip(edges, ends, strict=True) if edge <= span[1] and end > span[0]]
    return min(held), max(held)


def can_open(answers: Possible, gate: Gate) -> bool:
    """Whether a gate can be met. What does not concern a company does not keep it shut."""
    must = [when for when in gate.must if not _may_not_apply(answers, when)]
    ways = [[when] for when in gate.either if not _may_not_apply(answers, when)]
    if len(ways) < len(gate.either) or not gate.either:
        ways = [[]]
    return any(answers.further([*must, *way]).because is None for way in ways)


def _may_not_apply(answers: Possible, condition: Condition) -> bool:
    return answers.scan.items[condition.item or ""].not_applicable


def _a_year(end: Fraction, start: Fraction, years: int) -> Fraction:
    """Growth a year in per cent, roughly; the widest where there was nothing to grow from."""
    if start <= 0 or end > start * BEYOND:
        return FAR
    if end * BEYOND < start:
        return Fraction(-PERCENT)
    return Fraction(round(((float(end / start) ** (1 / years)) - 1) * PERCENT, 3))


def _stretch_in_words(span: Span) -> str:
    low = f"{float(span[0]):g}"
    if span[1] >= FAR - NEAR:
        return f"is {low} or more"
    return f"is {low}" if span[0] == span[1] else f"lies from {low} to {float(span[1]):g}"
