"""Looking for companies that stand in the file twice.

At least one of two doubles has no KVK number: two numbers are two companies. So only the companies without a number are
walked, which somebody wrote by hand, and each is compared with those that share a name, a number, an address or a
person with it. A run may be cut off at any moment and goes on after the last company that was done.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import batched
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from kopgroep.base.clock import today
from kopgroep.companies.doubles.likeness import Likeness, likeness
from kopgroep.companies.doubles.traits import Traits, digits, traits_of
from kopgroep.companies.models import Company, Establishment, LikelyDouble, Person, Position, StatedFact
from kopgroep.companies.search.alike import alike

CHUNK = 200
NEAREST = 10
"""So many names that come near are compared."""
SHORTEST_NAME = 4
MOST_SHARED = 20
"""A number or address of more companies than this is that of somebody who works for them all."""

Pair = tuple[int, int]
"""The keys of two companies, the lower one first."""
Shared = dict[str, set[int]]
"""Per number or address the companies that have it."""


@dataclass
class Found:
    """What a run did."""

    looked_at: int = 0
    new: int = 0
    known: int = 0
    """Pairs that wait already; their score and reasons are those of today."""
    settled: int = 0
    """Pairs that somebody judged before."""
    pairs: list[Pair] = field(default_factory=list)


def without_number(after: int = 0) -> QuerySet[Company]:
    """The companies to walk, in the order of the walk."""
    return Company.objects.kept().filter(kvk_number=None, pk__gt=after).order_by("pk")


def find_doubles(*, after: int = 0, tell: Callable[[int, int], object] | None = None, size: int = CHUNK) -> Found:
    """Look for doubles of every company without a number and keep the likely pairs.

    ``tell`` hears after each chunk how many companies were done and the key of the last: begin a next run ``after``
    that. What somebody judged before does not come back, also not under another row of the same companies.
    """
    found, settled, phones = Found(), settled_pairs(), phone_book(after)
    keys = without_number(after).values_list("pk", flat=True)
    for chunk in batched(keys.iterator(chunk_size=size), size, strict=False):
        pairs = compare(chunk, phones)
        found.settled += sum(pair in settled for pair in pairs)
        _keep({pair: how for pair, how in pairs.items() if pair not in settled}, found)
        found.looked_at += len(chunk)
        if tell:
            tell(len(chunk), chunk[-1])
    return found


def settled_pairs() -> set[Pair]:
    """The pairs that somebody judged, as the companies that they are now."""
    whose = Company.objects.doubles()
    judged = LikelyDouble.objects.exclude(state=LikelyDouble.State.OPEN).order_by().values_list("first", "second")
    return {in_order(whose.get(one, one), whose.get(other, other)) for one, other in judged}


def in_order(one: int, other: int) -> Pair:
    """Two keys as a pair."""
    return (one, other) if one < other else (other, one)


def phone_book(after: int = 0) -> Shared:
    """Whose telephone numbers these are, for the numbers of the companies that will be walked."""
    walked = without_number(after).values("pk")
    ours = [
        Establishment.objects.filter(company__in=walked).values_list("phone", flat=True),
        StatedFact.objects.filter(company__in=walked, field=StatedFact.Field.PHONE).values_list("value", flat=True),
        Person.objects.filter(positions__company__in=walked, positions__until=None).values_list("phone", flat=True),
    ]
    wanted = {digits(phone) for rows in ours for phone in rows.order_by().iterator()} - {""}
    everybody = [
        Establishment.objects.exclude(phone="").values_list("phone", "company"),
        StatedFact.objects.filter(field=StatedFact.Field.PHONE).values_list("value", "company"),
        Position.objects.filter(until=None).exclude(person__phone="").values_list("person__phone", "company"),
    ]
    book: Shared = defaultdict(set)
    for rows in everybody if wanted else ():
        for phone, company in rows.order_by().iterator():
            if (number := digits(phone)) in wanted:
                book[number].add(company)
    return book


def compare(chunk: Iterable[int], phones: Shared) -> dict[Pair, Likeness]:
    """The likely doubles of some companies."""
    ours = traits_of(list(chunk))
    near = {pk: neighbours(traits, phones) for pk, traits in ours.items()}
    for pk, others in _by_people(ours).items():
        near[pk] |= others
    known = ours | traits_of({other for others in near.values() for other in others} - ours.keys())
    found = {}
    for pk, others in near.items():
        for other in others - {pk}:
            both = likeness(known[pk], known[other])
            if both.likely:
                found[in_order(pk, other)] = both
    return found


def neighbours(traits: Traits, phones: Shared) -> set[int]:
    """Companies with a name that comes near, or with the same telephone number."""
    places = {pk for name in traits.names if len(name) >= SHORTEST_NAME for pk in alike(name, limit=NEAREST)}
    found = set(Establishment.objects.filter(pk__in=places).order_by().values_list("company", flat=True))
    for phone in traits.phones:
        sharing = phones.get(phone, set())
        found |= sharing if len(sharing) <= MOST_SHARED else set()
    return found


def _by_people(ours: dict[int, Traits]) -> dict[int, set[int]]:
    """Per company the others with the same person or the same e-mail address."""
    people = {person for traits in ours.values() for person in traits.people}
    emails = {email for traits in ours.values() for email in traits.emails}
    mailed = Position.objects.filter(until=None, person__email__in=emails).order_by()
    stated = StatedFact.objects.filter(field=StatedFact.Field.EMAIL, value__in=emails).order_by()
    at: dict[Any, set[int]] = defaultdict(set)
    employed = Position.objects.filter(until=None, person__in=people).order_by()
    for key, company in [
        *employed.values_list("person", "company"),
        *mailed.values_list("person__email", "company"),
        *stated.values_list("value", "company"),
    ]:
        at[key].add(company)
    return {
        pk: {other for key in (*t.people, *t.emails) if len(at[key]) <= MOST_SHARED for other in at[key]}
        for pk, t in ours.items()
    }


def _keep(pairs: dict[Pair, Likeness], found: Found) -> None:
    """Write the new pairs, and today's score and reasons of those that wait already."""
    first = [one for one, _other in pairs]
    with transaction.atomic():
        waiting = LikelyDouble.objects.filter(first__in=first).order_by("pk").select_for_update()
        open_pairs = {(row.first_id, row.second_id): row for row in waiting}
        for pair, how in pairs.items():
            if row := open_pairs.get(pair):
                row.score, row.reasons = how.score, list(how.reasons)
        known = [open_pairs[pair] for pair in pairs if pair in open_pairs]
        LikelyDouble.objects.bulk_update(known, ["score", "reasons"])
        new = [pair for pair in pairs if pair not in open_pairs]
        LikelyDouble.objects.bulk_create(
            [
                LikelyDouble(
                    first_id=one,
                    second_id=other,
                    score=pairs[one, other].score,
                    reasons=list(pairs[one, other].reasons),
                    found_on=today(),
                )
                for one, other in new
            ],
            # Somebody else may be looking at this very moment.
            ignore_conflicts=True,
        )
    found.new += len(new)
    found.known += len(known)
    found.pairs += new
