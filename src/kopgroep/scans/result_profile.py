"""The rows of the profile: one dimension each, with the middle of the others beside it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kopgroep.programme.scans import MeanOfScale, Scale
from kopgroep.scans.engine.results import Result
from kopgroep.scans.peers import Comparison
from kopgroep.scans.result_words import difference, figure, say, scored, share_of


@dataclass(frozen=True)
class Row:
    """One scale in the table, and in the drawing as far as it has a top."""

    code: str
    name: str
    meaning: str
    level: str
    value: float | None
    shown: str
    """The bare figure, for under a head that says of what; empty when it was not measured."""
    scored: str
    """The figure with what it is out of, or ``niet gemeten``."""
    share: float | None
    """How far up its scale it stands, from 0 to 100."""
    measured: str
    """On how many of its questions it was measured; empty when that is all of them."""
    median: float | None = None
    median_shown: str = ""
    median_share: float | None = None
    median_n: int | None = None
    difference: str = ""
    """From the middle of the others, with its sign; empty when there is nothing to compare."""


def row_of(scale: Scale, result: Result, others: Comparison | None) -> Row:
    """The row of one scale. Others stand beside it as far as their figure may be shown."""
    score = result.scales[scale.code]
    cell = others.cells.get(scale.code) if others else None
    median = cell.median if cell else None
    both = score.value is not None and median is not None
    return Row(
        code=scale.code,
        name=say(scale.name),
        meaning=say(scale.meaning),
        level=next((say(level.name) for level in scale.levels if level.code == score.level), ""),
        value=score.value,
        shown=figure(score.value),
        scored=scored(scale, score.value),
        share=share_of(scale, score.value),
        measured=_partly(scale, score.measured, score.questions),
        median=median,
        median_shown=figure(_tenth(median)),
        median_share=share_of(scale, median),
        median_n=cell.n if cell and median is not None else None,
        difference=difference(_tenth(score.value - median))
        if both and score.value is not None and median is not None
        else "",
    )


def _partly(scale: Scale, measured: int, questions: int) -> str:
    if measured == questions:
        return ""
    words = {"measured": measured, "questions": questions}
    if isinstance(scale, MeanOfScale):
        return _("measured on %(measured)s of %(questions)s parts") % words
    return _("measured on %(measured)s of %(questions)s questions") % words


def _tenth(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
