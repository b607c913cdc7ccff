"""The questions of a scan as the page shows them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kopgroep.jobs.preview import words
from kopgroep.programme.scans import CountScale, Fact, Item, ItemKind, MeanScale, Otherwise, Scan, Section
from kopgroep.programme.scans.conditions import NO, PARTLY, YES

OWN_POINTS = {YES: 1.0, PARTLY: 0.5, NO: 0.0}


@dataclass(frozen=True)
class Answer:
    """One answer to choose, with what it is worth; empty when it is not scored."""

    name: str
    points: str


@dataclass(frozen=True)
class Question:
    """One question with all that is known of it."""

    number: int
    item: Item
    kind: str
    answers: list[Answer]
    notes: list[str]
    route: list[str]
    otherwise: str
    counts: list[str]

    @property
    def scored(self) -> bool:
        """Whether an answer is worth points."""
        return any(answer.points for answer in self.answers)


@dataclass(frozen=True)
class Page:
    """A section with its questions."""

    section: Section
    route: list[str]
    questions: list[Question]


def pages_of(scan: Scan) -> list[Page]:
    """Every section, with its questions numbered through."""
    pages, number = [], 0
    for section in scan.sections:
        questions = [question_of(scan, item, number + at) for at, item in enumerate(section.items, start=1)]
        pages.append(Page(section, words.conditions(scan, section.when), questions))
        number += len(questions)
    return pages


def question_of(scan: Scan, item: Item, number: int) -> Question:
    """One question."""
    counts = counting(scan, item)
    return Question(
        number=number,
        item=item,
        kind=words.kind(item),
        answers=answers_of(scan, item, scored=bool(counts)),
        notes=notes_of(item),
        route=words.conditions(scan, item.when),
        otherwise=_("Otherwise it counts as nought.") if item.otherwise is Otherwise.ZERO else "",
        counts=counts,
    )


def counting(scan: Scan, item: Item) -> list[str]:
    """The scales that count a question by itself, with its weight."""
    found = [scale for scale in scan.scales if isinstance(scale, MeanScale | CountScale) and item.code in scale.items]
    told = _("%(scale)s (weight %(weight)s)")
    return [told % {"scale": words.said(s.name), "weight": words.number(s.items[item.code])} for s in found]


def answers_of(scan: Scan, item: Item, *, scored: bool) -> list[Answer]:
    """The answers with their points, or the bands of a number."""
    if item.kind is ItemKind.NUMBER:
        return [Answer(words.span(band.at_least, None), words.number(band.points)) for band in item.bands]
    if item.kind in (ItemKind.YES_NO, ItemKind.YES_PARTLY_NO):
        points = {word: words.number(OWN_POINTS[word]) if scored else "" for word in item.words}
        return [Answer(words.answer(scan, item, word), points[word]) for word in item.words]
    options = scan.options(item)
    if item.kind is ItemKind.MANY and scored and all(option.points is None for option in options):
        return [Answer(words.said(option.name), f"1/{len(options)}") for option in options]
    points = {option.code: "" if option.points is None else words.number(option.points) for option in options}
    return [Answer(words.said(option.name), points[option.code]) for option in options]


def notes_of(item: Item) -> list[str]:
    """What else holds for the answer."""
    limits = [words.said(item.unit)] if item.unit else []
    if item.minimum is not None:
        limits.append(_("lowest %(number)s") % {"number": words.number(item.minimum)})
    if item.maximum is not None:
        limits.append(_("highest %(number)s") % {"number": words.number(item.maximum)})
    if item.most is not None:
        limits.append(_("at most %(number)s") % {"number": item.most})
    notes = [", ".join(limits)] if limits else []
    if item.dont_know:
        notes.append(_("“I don't know” may be answered"))
    if item.not_applicable:
        notes.append(_("“does not apply to us” may be answered"))
    if item.fact:
        notes.append(_("filled in beforehand: %(fact)s") % {"fact": fact(item.fact)})
    if item.shared:
        notes.append(_("shared with other scans as %(code)s") % {"code": item.shared})
    if item.proof:
        notes.append(_("proof: %(proof)s") % {"proof": words.said(item.proof)})
    return notes


def fact(found: Fact) -> str:
    """What is known of a company."""
    return {
        Fact.STAFF: _("people who work there"),
        Fact.SECTOR_GROUP: _("sector"),
        Fact.MUNICIPALITY: _("municipality"),
        Fact.STARTED_IN: _("year of the start"),
        Fact.WEBSITE: _("website"),
        Fact.TURNOVER: _("turnover"),
    }[found]
