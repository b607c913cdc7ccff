"""The words in braces of a report's texts: ``{{ name }}`` or ``{{ name.attribute }}``, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kopgroep.programme.indicators import Indicator
from kopgroep.programme.key_figures import KeyFigure, NeedsAsked
from kopgroep.programme.reports import Report, ReportFor

_PLACE = re.compile(r"\{\{ *([a-z0-9]+(?:[_-][a-z0-9]+)*)(?:\.([a-z_]+))? *\}\}")
_BRACES = re.compile(r"\{\{|\}\}")

OF_TARGET = ("target", "expected", "share", "n", "verdict", "forecast", "low", "high", "needed")
"""What a text may ask of a target, besides its value. ``low`` and ``high`` are those of the forecast."""
OF_FIGURE = ("part", "whole", "n", "low", "high")
"""What a text may ask of a figure without target. ``low`` and ``high`` are those of the interval of a share."""
OF_NEEDS = ("n", "first", "first_share")
"""What a text may ask of a figure that lists needs: the one named most, and its share."""
OWN = {
    "programme": (),
    "period": (),
    "quarter": (),
    "year": (),
    "targets": ("count", "good", "conclusion", "attention"),
    "money": ("budget", "spent", "committed", "left", "share"),
}
"""Words of every report, with what may be asked of each; one without attributes stands alone."""
OF_FUNDER = "funder"
OF_PLUS = "plus"


@dataclass(frozen=True)
class Place:
    """One pair of braces in a text."""

    name: str
    attribute: str
    at: int
    """Where it begins, in characters from the start of the text."""


def places(text: str) -> Iterator[str | Place]:
    """The text in order: stretches of plain text, and the places between them."""
    end = 0
    for found in _PLACE.finditer(text):
        yield text[end : found.start()]
        yield Place(found[1], found[2] or "", found.start())
        end = found.end()
    yield text[end:]


def broken(text: str) -> Iterator[int]:
    """Where braces stand that form no place, in characters from the start of the text."""
    rest = _PLACE.sub(lambda found: " " * len(found[0]), text)
    return (found.start() for found in _BRACES.finditer(rest))


def own_words(report: Report) -> dict[str, tuple[str, ...]]:
    """The words of a report that are no figure, with what may be asked of each."""
    words: dict[str, tuple[str, ...]] = dict(OWN)
    if report.made_for is not ReportFor.PROGRAMME:
        words[OF_FUNDER] = ()
    if report.made_for is ReportFor.PLUS:
        words[OF_PLUS] = ()
    return words


def attributes(item: Indicator | KeyFigure) -> tuple[str, ...]:
    """What a text may ask of a target or figure, besides its value."""
    if isinstance(item, Indicator):
        return OF_TARGET
    return OF_NEEDS if isinstance(item.ask, NeedsAsked) else OF_FIGURE
