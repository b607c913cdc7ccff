"""Finding names with a typing error in what was typed."""

from django.db import connection
from rapidfuzz import fuzz, process

NEAR_ENOUGH = 72
"""Likeness from 0 to 100 (rapidfuzz WRatio) below which a name is another name."""
SHORTLIST = 150
"""So many rows are compared letter by letter."""

RAREST, FEWEST = 10, 4
"""How many trigrams of the text are looked up on SQLite; up to four of them may come from the error itself."""
MOST_COUNTED = 60_000
"""Shared trigrams are counted row by row: the rarest ones, as long as they occur in so many rows together."""
SAMPLE = 5_000
"""How rare a trigram is, is read from the last so many rows."""

LOST_TO_ONE_ERROR = 4
"""A swap of two letters changes four trigrams, any other single error three."""
LEAST_SHARED, MOST_ASKED = 0.3, 0.6
_POSTGRESQL = (
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
    """The rows that share the most trigrams with the text, by key and search text."""
    return _shortlist_sqlite(text) if connection.vendor == "sqlite" else _shortlist_postgresql(text)


def _shortlist_postgresql(text: str) -> list[tuple[int, str]]:
    # Shared trigrams over all trigrams of both, when one error spoils so many on either side.
    least = (len(text) - LOST_TO_ONE_ERROR) / (len(text) + LOST_TO_ONE_ERROR)
    least = min(max(least, LEAST_SHARED), MOST_ASKED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.word_similarity_threshold', %s, false)", [f"{least:.2f}"])
        cursor.execute(_POSTGRESQL, [text, text, SHORTLIST])
        return list(cursor.fetchall())


def _shortlist_sqlite(text: str) -> list[tuple[int, str]]:
    spaced = f" {text}"
    trigrams = sorted({spaced[n : n + 3] for n in range(len(spaced) - 2)})
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM companies_establishment")
        newest = cursor.fetchone()[0] or 0
        cursor.execute(
            f"WITH asked (term) AS (VALUES {', '.join(['(%s)'] * len(trigrams))}) SELECT term, (SELECT count(*) "  # noqa: S608
            "FROM companies_search WHERE companies_search MATCH term AND rowid > %s) AS rows FROM asked ORDER BY rows",
            [*(f'"{trigram}"' for trigram in trigrams), newest - SAMPLE],
        )
        rarest = _affordable(cursor.fetchall(), share=max(newest / SAMPLE, 1))
        if not rarest:
            return []
        holding = " UNION ALL ".join(
            ["SELECT rowid FROM companies_search WHERE companies_search MATCH %s"] * len(rarest)
        )
        cursor.execute(
            "SELECT e.id, e.search_text FROM (SELECT rowid AS id, count(*) AS shared "  # noqa: S608
            f"FROM ({holding}) GROUP BY rowid ORDER BY shared DESC LIMIT {SHORTLIST}) found "
            "JOIN companies_establishment e ON e.id = found.id",
            rarest,
        )
        return list(cursor.fetchall())


def _affordable(terms: list[tuple[str, int]], *, share: float) -> list[str]:
    """The rarest trigrams, as many as can be counted quickly, but always a few; one in ``share`` rows was sampled."""
    chosen: list[str] = []
    rows = 0.0
    for term, count in terms[:RAREST]:
        rows += count * share
        if rows > MOST_COUNTED and len(chosen) >= FEWEST:
            break
        chosen.append(term)
    return chosen
