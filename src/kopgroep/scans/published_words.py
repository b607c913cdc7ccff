"""Published figures beside a result, in words: what they say, of whom, by whom, and how sure that is."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.base.money import amount
from kopgroep.programme.published import Certainty, Figure, Publication
from kopgroep.programme.scans import Item, ItemKind, Scale, Scan
from kopgroep.programme.scans.conditions import NO, PARTLY, YES
from kopgroep.scans.engine.results import Result
from kopgroep.scans.engine.states import Answer, State
from kopgroep.scans.result_words import figure as written
from kopgroep.scans.result_words import language, say

AT_ONCE = 6
"""So many questions with a figure beside them are read at a glance."""


@dataclass(frozen=True)
class Source:
    """Where figures come from, and what one must know before comparing."""

    name: str
    words: str
    url: str
    note: str
    seen_on: date


@dataclass(frozen=True)
class Shown:
    """One published figure, in words."""

    value: str
    """``75,3%``, or a mean or number without a sign."""
    what: str
    own: str
    """How this company stands beside it; empty for what is only to be read."""
    group: str
    below: str
    """Publisher, year, version, n and how sure we are, on one line."""
    source: Source


@dataclass(frozen=True)
class LevelShare:
    """The share of companies at one level of a scale."""

    name: str
    value: str
    own: bool


@dataclass(frozen=True)
class Levels:
    """The shares of all levels that one source gives, of one group and one year."""

    shares: tuple[LevelShare, ...]
    group: str
    below: str
    source: Source


@dataclass(frozen=True)
class Beside:
    """One scale of this company, with the figures of the same instrument in the same version."""

    scale: str
    own: str
    figures: tuple[Shown, ...]
    levels: tuple[Levels, ...]


@dataclass(frozen=True)
class Published:
    """Everything published beside a result."""

    scales: tuple[Beside, ...]
    items: tuple[Shown, ...]
    """Shares of companies that give an answer to one question; ``own`` is the answer of this company."""
    reading: tuple[Shown, ...]
    """Figures that are held against nothing."""

    @property
    def first_items(self) -> tuple[Shown, ...]:
        """The items that a page shows at once."""
        return self.items[:AT_ONCE]

    @property
    def further_items(self) -> tuple[Shown, ...]:
        """The items that a page opens when somebody asks for them."""
        return self.items[AT_ONCE:]

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that was used, once, in the order of the page."""
        figures = [shown for beside in self.scales for shown in beside.figures] + [*self.items, *self.reading]
        levels = [shown.source for beside in self.scales for shown in beside.levels]
        return tuple(dict.fromkeys([*(shown.source for shown in figures), *levels]))


def own_words_of(figure: Figure, result: Result, scale: Scale) -> str:
    """How this company stands beside a figure on its score."""
    score = result.scales[scale.code]
    value = score.value or 0
    if figure.at_least is not None:
        return _("You are one of them.") if value >= figure.at_least else _("You are not there yet.")
    if figure.level is not None:
        return _("You are one of them.") if score.level == figure.level else ""
    return _("You have %(score)s.") % {"score": written(score.value)}


def shown_of(figure: Figure, publication: Publication, own: str) -> Shown:
    """One figure in words; ``own`` is how this company stands beside it."""
    return Shown(
        value=value_of(figure),
        what=say(figure.what),
        own=own,
        group=say(figure.group.name),
        below=below_of(figure, publication),
        source=source_of(publication),
    )


def below_of(figure: Figure, publication: Publication) -> str:
    """Publisher, year, version, number of companies and certainty, on one line."""
    known = _("n = %(n)s") % {"n": amount(figure.n, language())} if figure.n else _("the source names no number")
    year = str(figure.year)
    version = [] if publication.version == year else [version_of(publication)]
    return ", ".join([publication.publisher, year, *version, known, certainty_words()[figure.certainty]])


def version_of(publication: Publication) -> str:
    """The version in its own words; a bare number gets the word before it."""
    said = publication.version
    return said if any(letter.isalpha() for letter in said) else _("version %(version)s") % {"version": said}


def value_of(figure: Figure) -> str:
    """The figure itself, with at most one decimal."""
    decimals = 0 if figure.value == int(figure.value) else 1
    return amount(figure.value, language(), decimals=decimals) + ("%" if figure.unit == "percent" else "")


def source_of(publication: Publication) -> Source:
    """Where figures come from."""
    return Source(
        name=say(publication.name),
        words=_("%(source)s, %(version)s. Licence: %(licence)s")
        % {"source": publication.source, "version": version_of(publication), "licence": publication.licence},
        url=publication.url,
        note=say(publication.note),
        seen_on=publication.seen_on,
    )


def certainty_words() -> dict[Certainty, str]:
    """How sure we are of a figure, in words."""
    return {
        Certainty.SEEN: _("read in the source itself"),
        Certainty.SECONDARY: _("quoted by somebody else"),
        Certainty.DERIVED: _("computed by us from the source"),
    }


def answered(scan: Scan, item: Item, answer: Answer, one_of: tuple[str, ...]) -> str:
    """The answer of this company, as short as it can be: yes when it is what a figure counts, else what it is."""
    match answer.state:
        case State.DONT_KNOW:
            return _("don't know")
        case State.NOT_APPLICABLE:
            return _("does not apply")
        case State.NOT_ASKED:
            return _("not filled in")
    words = {YES: _("yes"), PARTLY: _("partly"), NO: _("no")}
    if item.kind in (ItemKind.YES_NO, ItemKind.YES_PARTLY_NO) and answer.value is not None:
        return words[str(answer.value)]
    given = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    if set(given) & set(one_of):
        return words[YES]
    if item.kind is ItemKind.CHOICE and answer.state is State.VALUE:
        return next(say(option.name) for option in scan.options(item) if option.code == answer.value)
    return words[NO]
