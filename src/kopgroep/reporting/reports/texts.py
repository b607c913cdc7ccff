"""The texts of a report: paragraphs, lists and stressed words, with the figures that they name filled in."""

import re
from collections.abc import Iterator

from kopgroep.base.money import euros, percent
from kopgroep.programme import Indicator, KeyFigure
from kopgroep.programme.key_figures import NeedsAsked
from kopgroep.programme.report_words import Place, places
from kopgroep.reporting.money import Purse
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reports.document import Paragraph, Words
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import NOTHING, written
from kopgroep.reporting.reports.purses import whole_purse
from kopgroep.reporting.reports.words import attention, quarter_words, span_words
from kopgroep.reporting.verdict_words import conclusion, good, running, verdict_word

_ITEM = re.compile(r"^(?:[-*]|\d+\.)\s+")
_STRONG = re.compile(r"(\*\*)")


def paragraphs(text: str, ground: Ground) -> list[Paragraph]:
    """A text of the programme as paragraphs; each line that starts with a dash or a number is an item of a list."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        for lines in _items(block.splitlines()):
            plain = " ".join(line.strip() for line in lines)
            listed = bool(_ITEM.match(plain))
            found.append(Paragraph(tuple(_words(_ITEM.sub("", plain) if listed else plain, ground)), listed))
    return found


def _items(lines: list[str]) -> Iterator[list[str]]:
    """The lines of one block, an item of a list apart from the next."""
    group: list[str] = []
    for line in lines:
        if group and _ITEM.match(line):
            yield group
            group = []
        group.append(line)
    yield group


def _words(text: str, ground: Ground) -> Iterator[Words]:
    strong = False
    for part in _STRONG.split(text):
        if part == "**":
            strong = not strong
            continue
        for piece in places(part):
            if isinstance(piece, Place):
                yield _filled(piece, strong, ground)
            elif piece:
                yield Words(piece, strong)


def _filled(place: Place, strong: bool, ground: Ground) -> Words:
    own = own_word(place, ground)
    if own is not None:
        return Words(own, strong)
    item = ground.item(place.name)
    if isinstance(item, Indicator):
        return Words(of_target(item, place.attribute, ground), strong, ground.address(item))
    return Words(of_figure(item, place.attribute, ground), strong, ground.address(item))


def own_word(place: Place, ground: Ground) -> str | None:
    """A word that is no figure of the programme; None for a figure."""
    match place.name:
        case "programme":
            return ground.say(ground.programme.name)
        case "period":
            return span_words(ground)
        case "quarter":
            return quarter_words(ground.until)
        case "year":
            return str(ground.until.year)
        case "funder":
            return ground.funder or (ground.plus.funder if ground.plus else "")
        case "plus":
            return ground.say(ground.plus.name) if ground.plus else ""
        case "targets":
            return _of_targets(place.attribute, ground)
        case "money":
            return _of_money(whole_purse(ground), place.attribute, ground.language)
    return None


def _of_targets(attribute: str, ground: Ground) -> str:
    standings = ground.standings()
    match attribute:
        case "count":
            return str(len(running(standings)))
        case "good":
            return str(good(standings))
        case "conclusion":
            return conclusion(standings)
    return attention(ground)


def _of_money(purse: Purse, attribute: str, language: str) -> str:
    if attribute == "share":
        return NOTHING if purse.share_spent is None else percent(purse.share_spent, language)
    return euros(getattr(purse, attribute), language)


def of_target(item: Indicator, attribute: str, ground: Ground) -> str:
    """What a text asks of a target, in figures."""
    standing = ground.standing(item)
    ahead = standing.forecast
    numbers = {
        "": standing.value,
        "n": standing.value,
        "target": item.value,
        "expected": standing.expected,
        "forecast": ahead.middle if ahead else None,
        "low": ahead.low if ahead else None,
        "high": ahead.high if ahead else None,
    }
    if attribute in numbers:
        found = numbers[attribute]
        return written(found, Measure.COUNT, ground.language)
    if attribute == "share":
        return percent(standing.share, ground.language)
    if attribute == "needed":
        return written(ground.needed(item), Measure.MEAN, ground.language)
    return verdict_word(standing.verdict)


def of_figure(item: KeyFigure, attribute: str, ground: Ground) -> str:
    """What a text asks of a figure without a target, in figures."""
    language = ground.language
    if isinstance(item.ask, NeedsAsked) and attribute.startswith("first"):
        cells = ground.cells(item)
        if not cells:
            return NOTHING
        code, first = next(iter(cells.items()))
        return ground.need(code) if attribute == "first" else written(first.value, Measure.SHARE, language)
    found = ground.read(item)
    if attribute in ("part", "whole", "n"):
        return written(getattr(found, attribute), Measure.COUNT, language)
    if attribute in ("low", "high"):
        ends = found.interval
        return NOTHING if ends is None else percent(ends[attribute == "high"], language)
    return written(found.value, found.measure, language)
