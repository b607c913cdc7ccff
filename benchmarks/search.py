"""How fast and how forgiving the search is: ``.venv/bin/python -m benchmarks.search [--sizes 41000,1000000]``.

Per database, number of establishments and way of asking: the whole request as the search field makes it, the search
function alone, and the same question written by hand in SQL for ten rows; each as p50 / p95 in milliseconds over 60
questions (the best of three rounds), with the ratio of the function to the SQL by hand. The last line of a database is
the mix of all ways. ``found`` counts how often the meant name was among the first ten; in the row "typing error" each
name has one planted.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.ground import client_of_an_adviser, quartet, run, timed
from benchmarks.typos import planted

COUNT = 60
SEED = 3
SLOW = 10
"""So many look-alikes are asked by hand: without a module for it, each takes seconds at a million."""
HEAD = (
    "| database | establishments | asked by | request p50 / p95 ms | function | by hand in SQL "
    "| function / by hand | found |\n"
    "|---|---:|---|---:|---:|---:|---:|---:|"
)
SHOWN = "SELECT e.id, e.name, e.place FROM companies_establishment e"
Question = tuple[str, str]
"""What is typed, and the name that is meant (empty when many are right)."""


def questions() -> dict[str, list[Question]]:
    """The ways of asking, each with its questions, drawn from the names that are there."""
    from kopgroep.companies.models import Establishment

    random = Random(SEED)
    top = Establishment.objects.order_by("-pk").values_list("pk", flat=True)[0]
    drawn = Establishment.objects.filter(pk__in=random.sample(range(1, top + 1), min(3_000, top)))
    rows = list(drawn.order_by("pk").values_list("name", "company__kvk_number", "postcode", "place"))
    some = random.sample(rows, COUNT)
    return {
        "first letters": [(name[: random.randint(2, 6)], "") for name, *_ in some],
        "name": [(name, name) for name, *_ in some],
        "words, turned around": [(" ".join(reversed(name.split())), name) for name, *_ in some if " " in name],
        "name and place": [(f"{name.split()[-1][:6]} {place[:5]}", "") for name, _, _, place in some],
        "KVK number": [(kvk[: random.randint(4, 8)], "") for _, kvk, _, _ in some],
        "postcode": [(postcode, "") for _, _, postcode, _ in some],
        "typing error": [(typed, name) for name, typed in planted([row[0] for row in rows], COUNT, SEED)],
    }


def by_hand(way: str, typed: str) -> Callable[[], object]:
    """The question in SQL as somebody would write it who knows what was typed."""
    from django.db import connection

    from kopgroep.companies.search_text import fold

    text, lite = fold(typed), connection.vendor == "sqlite"
    collate = "" if lite else ' COLLATE "C"'
    first = f"substr(e.search_text, 1, 40){collate}"
    values: list[Any]
    if way in {"first letters", "name"}:
        start = f" {text}"[:40]
        where, values = f"{first} >= %s AND {first} < %s ORDER BY {first}", [start, start + "~"]
    elif way == "KVK number":
        low, high = typed.ljust(8, "0"), typed.ljust(8, "9")
        where = "e.company_id IN (SELECT id FROM companies_company WHERE kvk_number BETWEEN %s AND %s)"
        values = [low, high]
    elif way == "postcode":
        where, values = "e.postcode = %s", [typed]
    elif way == "typing error" and lite:
        trigrams = {text[n : n + 3] for n in range(len(text) - 2)}
        where = "e.id IN (SELECT rowid FROM companies_search WHERE companies_search MATCH %s ORDER BY rank LIMIT 10)"
        values = [" OR ".join(f'"{trigram}"' for trigram in trigrams)]
    elif way == "typing error":
        where, values = "%s <%% e.search_text ORDER BY word_similarity(%s, e.search_text) DESC", [text, text]
    elif lite:
        where = "e.id IN (SELECT rowid FROM companies_search WHERE companies_search MATCH %s LIMIT 10)"
        values = [" AND ".join(f'" {word}"' for word in text.split() if len(word) > 1)]
    else:
        values = [f"% {word}%" for word in text.split()]
        where = " AND ".join(["e.search_text LIKE %s"] * len(values))

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(f"{SHOWN} WHERE {where} LIMIT 10", values)
            return cursor.fetchall()

    return ask


def measure(size: int) -> None:
    """Print the rows of one database."""
    from django.db import connection

    from kopgroep.companies.search import search
    from kopgroep.companies.search_text import fold

    client, anna = client_of_an_adviser()
    headers = {"HX-Request": "true", "HX-Target": "find-list"}
    everything: list[list[float]] = [[], [], []]
    for way, asked in questions().items():
        taken = [
            timed((lambda q=typed: client.get("/werkplek/zoeken/", {"q": q}, headers=headers)) for typed, _ in asked),
            timed((lambda q=typed: search(q, user=anna)) for typed, _ in asked),
            timed(by_hand(way, typed) for typed, _ in (asked[:SLOW] if way == "typing error" else asked)),
        ]
        meant = [(typed, fold(name)) for typed, name in asked if name]
        found = sum(any(fold(hit.name) == name for hit in search(typed, user=anna)) for typed, name in meant)
        _print(connection.vendor, size, way, taken, f"{found} of {len(meant)}" if meant else "")
        for whole, part in zip(everything, taken, strict=True):
            whole += part
    _print(connection.vendor, size, "**all together**", everything, "")


def _print(vendor: str, size: int, way: str, taken: list[list[float]], found: str) -> None:
    pairs = [quartet(times) for times in taken]
    cells = [f"{p50:.1f} / {p95:.1f}" for p50, p95 in pairs]
    ratio = pairs[1][0] / pairs[2][0]
    print(f"| {vendor} | {size:,} | {way} | {' | '.join(cells)} | {ratio:.1f} | {found} |", flush=True)


if __name__ == "__main__":
    run("benchmarks.search", __doc__ or "", HEAD, measure)
