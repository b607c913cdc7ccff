"""Asking the database for the establishments that may answer: one question per way of looking, each stopped early."""

from django.db import connection

from kopgroep.companies.search.asked import Asked
from kopgroep.companies.search.index import PREFIX_LETTERS

KVK_DIGITS, NUMBER_DIGITS = 8, 12
SHORTEST_START, SHORTEST_PART = 2, 3
"""Trigrams find the start of a word (with the space before it) from two letters on, a part from three."""

_FIRST = f"substr(e.search_text, 1, {PREFIX_LETTERS})"
_STARTING = {
    "sqlite": f"SELECT e.id FROM companies_establishment e WHERE {_FIRST} >= %s AND {_FIRST} < %s "  # noqa: S608
    f"ORDER BY {_FIRST} LIMIT %s",
    "postgresql": f'SELECT e.id FROM companies_establishment e WHERE {_FIRST} COLLATE "C" >= %s '  # noqa: S608
    f'AND {_FIRST} COLLATE "C" < %s ORDER BY {_FIRST} COLLATE "C" LIMIT %s',
}
_OF_COMPANY = (
    "SELECT e.id FROM companies_establishment e JOIN companies_company c ON c.id = e.company_id "
    "WHERE c.kvk_number BETWEEN %s AND %s LIMIT %s"
)
_NUMBERED = "SELECT id FROM companies_establishment WHERE number BETWEEN %s AND %s LIMIT %s"
_AT_POSTCODE = (
    "SELECT id FROM companies_establishment WHERE postcode BETWEEN %s AND %s AND NOT address_shielded LIMIT %s"
)


def _ids(sql: str, *values: str | int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def numbered(asked: Asked, limit: int) -> list[int]:
    """Establishments whose KVK number or own number starts with these digits, or that lie at this postcode."""
    found: list[int] = []
    for sql, length in ((_OF_COMPANY, KVK_DIGITS), (_NUMBERED, NUMBER_DIGITS)):
        if asked.number and len(asked.number) <= length:
            found += _ids(sql, asked.number.ljust(length, "0"), asked.number.ljust(length, "9"), limit)
    postcode = asked.postcode or asked.number
    if postcode and len(postcode) <= len("0000AA"):
        found += _ids(_AT_POSTCODE, postcode, postcode.ljust(6, "Z"), limit)
    return found


def starting(asked: Asked, limit: int) -> list[int]:
    """Establishments whose first name starts with the text, the exact name first."""
    first = f" {asked.text}"[:PREFIX_LETTERS]
    return _ids(_STARTING[connection.vendor], first, first[:-1] + chr(ord(first[-1]) + 1), limit)


def with_word_starts(asked: Asked, limit: int) -> list[int]:
    """Establishments in which every word of the text is the start of a word, in any order."""
    return containing([f" {word}" for word in asked.words if len(word) >= SHORTEST_START], limit)


def with_parts(asked: Asked, limit: int) -> list[int]:
    """Establishments that hold every word of the text somewhere, also inside a longer word."""
    return containing([word for word in asked.words if len(word) >= SHORTEST_PART], limit)


def containing(pieces: list[str], limit: int) -> list[int]:
    """Establishments whose search text holds all these pieces of three or more signs, in no order."""
    if not pieces:
        return []
    if connection.vendor == "sqlite":
        match = " AND ".join(f'"{piece}"' for piece in pieces)
        return _ids("SELECT rowid FROM companies_search WHERE companies_search MATCH %s LIMIT %s", match, limit)
    where = " AND ".join(["search_text LIKE %s"] * len(pieces))
    patterns = [f"%{piece}%" for piece in pieces]
    return _ids(f"SELECT id FROM companies_establishment WHERE {where} LIMIT %s", *patterns, limit)  # noqa: S608
