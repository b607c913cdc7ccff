"""Finding names with a typing error in what was typed."""

from django.db import connection
from rapidfuzz import fuzz, process

NEAR_ENOUGH = 72
"""Likeness from 0 to 100 (rapidfuzz WRatio) below which a name is another name."""
SHORTLIST = 300
RAREST = 6

_SHORTLIST_POSTGRESQL = (
    "SELECT id, search_text FROM companies_establishment WHERE %s <%% search_text "
    "ORDER BY word_similarity(%s, search_text) DESC LIMIT %s"
)


def alike(text: str, *, limit: int) -> dict[int, float]:
    """The establishments whose names come nearest to a folded text, with their likeness (0 to 100)."""
    names = {
        (pk, n): part.strip() for pk, search_text in _shortlist(text) for n, part in enumerate(search_text.splitlines())
    }
    scores: dict[int, float] = {}
    near = process.extract(text, names, scorer=fuzz.WRatio, score_cutoff=NEAR_ENOUGH, limit=limit * 4)
    for name, score, (pk, _) in near:
        # Two names may be as near by their best part; then the whole decides.
        scores[pk] = max(scores.get(pk, 0.0), score + fuzz.ratio(text, name) / 100)
    best = sorted(scores, key=lambda pk: -scores[pk])[:limit]
    return {pk: scores[pk] for pk in best}


def _shortlist(text: str) -> list[tuple[int, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(_SHORTLIST_POSTGRESQL, [text, text, SHORTLIST])
            return cursor.fetchall()
        trigrams = sorted({text[n : n + 3] for n in range(len(text) - 2)})
        cursor.execute(
            f"SELECT term FROM companies_search_rarity WHERE term IN ({', '.join(['%s'] * len(trigrams))}) "  # noqa: S608
            f"ORDER BY doc LIMIT {RAREST}",
            trigrams,
        )
        rarest = [row[0] for row in cursor.fetchall()]
        if not rarest:
            return []
        one = "SELECT rowid FROM companies_search WHERE companies_search MATCH %s"
        cursor.execute(
            f"SELECT e.id, e.search_text FROM (SELECT rowid AS id, count(*) AS n FROM "  # noqa: S608
            f"({' UNION ALL '.join([one] * len(rarest))}) GROUP BY rowid ORDER BY n DESC LIMIT {SHORTLIST}) f "
            f"JOIN companies_establishment e ON e.id = f.id",
            [f'"{term}"' for term in rarest],
        )
        return cursor.fetchall()
