"""Narrowing a list to what holds some words. Unlike the search it keeps every row that fits, and ranks nothing."""

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from kopgroep.companies.models.establishment import EstablishmentQuerySet
from kopgroep.companies.search.asked import read
from kopgroep.companies.search.candidates import SHORTEST_START

_MATCHING = "SELECT rowid FROM companies_search WHERE companies_search MATCH %s"


def holding_words(rows: EstablishmentQuerySet, text: str) -> EstablishmentQuerySet:
    """The establishments in whose names, place, numbers, postcode or domain each word of the text starts a word."""
    asked = read(text)
    words = (asked.postcode.lower(),) if asked.postcode else (asked.number,) if asked.number else asked.words
    pieces = [f" {word}" for word in words]
    findable = [piece for piece in pieces if len(piece) > SHORTEST_START]
    if connection.vendor == "sqlite" and findable:
        match = " AND ".join(f'"{piece}"' for piece in findable)
        rows = rows.filter(pk__in=RawSQL(_MATCHING, [match]))  # noqa: S611  (folded: letters, digits and spaces only)
        pieces = [piece for piece in pieces if piece not in findable]
    for piece in pieces:
        rows = rows.filter(Q(search_text__contains=piece))
    return rows
