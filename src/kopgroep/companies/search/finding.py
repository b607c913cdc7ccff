"""The search itself: from the surest way of looking to the least sure, until there are enough."""

from collections.abc import Callable, Iterator
from typing import Any

from rapidfuzz import fuzz

from kopgroep.accounts.models import User
from kopgroep.companies.models import Establishment
from kopgroep.companies.models.establishment import EstablishmentQuerySet
from kopgroep.companies.search import candidates
from kopgroep.companies.search.alike import alike
from kopgroep.companies.search.asked import Asked, read
from kopgroep.companies.search.hits import FIELDS, Hit, MatchedOn, Tier, grade, hit_of
from kopgroep.companies.search_text import fold

ENOUGH = 5
"""From so many hits on, nobody looks for typing errors; neither when some name has every word as it was typed."""
SHORTEST_ALIKE = 4
SAME_NAME = 80
"""Likeness from 0 to 100 from which two whole names may be one company's."""
MORE = 4
"""How many times the wanted number of candidates is asked for, because one company may have several establishments."""


def search(text: str, *, user: User, limit: int = 10) -> list[Hit]:
    """The companies that answer what was typed, best first: exact, start of the name, words, parts, then look-alikes.

    At most ``limit`` of them, each once, and only those that this person may see. Knows names, trade names, KVK and
    establishment numbers, postcodes, places and mail domains. Empty for an empty text.
    """
    return [hit_of(row, on) for row, on in best(read(text), Establishment.objects.visible_to(user), limit=limit)]


def lookalikes(name: str, *, user: User, limit: int = 5) -> list[Hit]:
    """Companies that may be the one with this name: the same name, or one that differs by a few letters."""
    folded = fold(name)
    near = (hit for hit in search(name, user=user) if fuzz.ratio(folded, fold(hit.name)) >= SAME_NAME)
    return list(near)[:limit]


def best(asked: Asked, rows: EstablishmentQuerySet, *, limit: int) -> list[tuple[dict[str, Any], MatchedOn]]:
    """The best rows with the way in which each answers, one per company."""
    if not asked.text:
        return []
    seen: dict[int, tuple[tuple[Any, ...], dict[str, Any], MatchedOn]] = {}
    graded: set[int] = set()
    surest = Tier.NOT
    for look in _ways(asked):
        new = [pk for pk in look(asked, limit * MORE) if pk not in graded]
        graded.update(new)
        for row in rows.filter(pk__in=new).values(*FIELDS) if new else ():
            tier, on = grade(row, asked)
            surest = min(surest, tier)
            if tier < Tier.NOT:
                _keep(seen, row, on, _order(tier, row))
        if len(seen) >= limit:
            break
    mistyped = surest > Tier.WORD_STARTS and len(seen) < ENOUGH and len(asked.text) >= SHORTEST_ALIKE
    if mistyped and not (asked.number or asked.postcode):
        scores = alike(asked.text, limit=limit)
        for row in rows.filter(pk__in=scores).values(*FIELDS):
            _keep(seen, row, MatchedOn.LIKENESS, (Tier.ALIKE, -scores[row["id"]], *_order(Tier.ALIKE, row)))
    ranked = sorted(seen.values(), key=lambda found: found[0])
    return [(row, on) for _, row, on in ranked[:limit]]


def _ways(asked: Asked) -> Iterator[Callable[[Asked, int], list[int]]]:
    """The ways of looking that make sense for what was typed, the surest and cheapest first."""
    if asked.number or asked.postcode:
        yield candidates.numbered
    if not asked.domain:
        yield candidates.starting
    yield candidates.with_word_starts
    yield candidates.with_parts


def _order(tier: Tier, row: dict[str, Any]) -> tuple[Any, ...]:
    """Better matches first, then what still exists, then the leading establishment, then by name."""
    ended = bool(row["ended_on"] or row["company__ended_on"])
    return (tier, ended, len(row["company__name"]), row["company__name"], not row["leads"], row["id"])


def _keep(
    seen: dict[int, tuple[tuple[Any, ...], dict[str, Any], MatchedOn]],
    row: dict[str, Any],
    on: MatchedOn,
    order: tuple[Any, ...],
) -> None:
    """Remember the best establishment of each company."""
    known = seen.get(row["company_id"])
    if known is None or order < known[0]:
        seen[row["company_id"]] = (order, row, on)
