"""How fast the list of companies is: ``.venv/bin/python -m benchmarks.lists [--sizes 41000,1000000]``.

Per database, number of establishments and filter: the whole page, the rows alone, and the same rows written by hand in
SQL, each as p50 / p95 in milliseconds over 20 rounds (each the best of three); two ratios: rows to SQL by hand, page to
an empty page behind the same middleware; and the number of queries of the page.
"""

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.ground import client_of_an_adviser, quartet, run, timed

ROUNDS = 20
TOUCHED = 3_000
HEAD = (
    "| database | establishments | list | page p50 / p95 ms | rows | by hand in SQL | rows / by hand "
    "| page / empty page | queries |\n"
    "|---|---:|---|---:|---:|---:|---:|---:|---:|"
)
COLUMNS = (
    "SELECT e.*, c.*, u.name FROM companies_establishment e JOIN companies_company c ON c.id = e.company_id "
    "LEFT JOIN accounts_user u ON u.id = c.account_manager_id WHERE e.leads"
)
OPEN = "EXISTS (SELECT 1 FROM casework_journey j WHERE j.company_id = c.id)"
SPOKE = (
    "EXISTS (SELECT 1 FROM ledger_entry l WHERE l.company_id = c.id AND l.kind IN ('contact_held', 'intake_held') "
    "AND l.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM ledger_entry r WHERE r.reverses_id = l.id))"
)
BY_SIZE = "CASE e.size_class WHEN '1' THEN 1 WHEN '2-4' THEN 2 WHEN '5-9' THEN 3 WHEN '10-19' THEN 4 ELSE 5 END DESC"
WORD = {
    "sqlite": "e.id IN (SELECT rowid FROM companies_search WHERE companies_search MATCH '\" bouw\"')",
    "postgresql": "e.search_text LIKE '% bouw%'",
}


def lists(town: str, vendor: str) -> dict[str, tuple[dict[str, str], str]]:
    """The lists that people ask, each with its address and its SQL by hand after WHERE e.leads."""
    return {
        "all, by name": ({}, "ORDER BY e.name, e.id"),
        "all, the 20th page": ({"vanaf": "1000"}, "ORDER BY e.name, e.id OFFSET"),
        "one municipality and sector": (
            {"gemeente": town, "sector": "2008-C"},
            f"AND e.municipality_code = '{town}' AND e.sbi_scheme = '2008' AND e.sbi_section = 'C' "
            "ORDER BY e.name, e.id",
        ),
        "not spoken yet": (
            {"stand": "unknown"},
            f"AND c.ended_on IS NULL AND NOT {OPEN} AND NOT {SPOKE} ORDER BY e.name, e.id",
        ),
        "spoken with": (
            {"stand": "contact"},
            f"AND c.ended_on IS NULL AND NOT {OPEN} AND {SPOKE} ORDER BY e.name, e.id",
        ),
        "a word": ({"tekst": "bouw"}, f"AND {WORD[vendor]} ORDER BY e.name, e.id"),
        "by place": ({"op": "place"}, "ORDER BY e.place, e.name, e.id"),
        "by size, large first": ({"op": "-size"}, f"ORDER BY {BY_SIZE}, e.name DESC, e.id DESC"),
    }


def touch(anna: Any, top: int) -> None:
    """Contacts of the programme with some companies, as lines and as contact moments."""
    from uuid import uuid4

    from kopgroep.base.clock import now, today
    from kopgroep.casework.models import Contact
    from kopgroep.ledger.models import Entry

    if Contact.objects.exists():
        return
    companies = Random(7).sample(range(1, top + 1), TOUCHED)
    moment = {"channel": "phone", "line": "base", "kind": "specific_advice", "held_on": today(), "by": anna}
    Contact.objects.bulk_create(Contact(company_id=pk, submission=uuid4(), **moment) for pk in companies)
    line = {"kind": "contact_held", "happened_on": today(), "recorded_at": now(), "programme_hash": "0" * 64}
    Entry.objects.bulk_create(Entry(company_id=pk, key=f"bench:{pk}", **line) for pk in companies)


def by_hand(rest: str) -> Callable[[], object]:
    """Fetch the 51 rows of one page with plain SQL."""
    from django.db import connection

    rest = rest.replace("OFFSET", "LIMIT 51 OFFSET 1000") if "OFFSET" in rest else f"{rest} LIMIT 51"

    def ask() -> object:
        with connection.cursor() as cursor:
            cursor.execute(f"{COLUMNS} {rest}")
            return cursor.fetchall()

    return ask


def measure(size: int) -> None:
    """Print the rows of one database."""
    from django.db import connection
    from django.http import QueryDict
    from django.test.utils import CaptureQueriesContext, override_settings

    from kopgroep.companies.listing import in_order
    from kopgroep.programme import current
    from kopgroep.workspace.forms.companies import FilterForm

    client, anna = client_of_an_adviser()
    touch(anna, size)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    with override_settings(ROOT_URLCONF="benchmarks.empty"):
        empty, _ = quartet(timed([lambda: client.get("/")] * ROUNDS))
    for name, (query, sql) in lists(current().area[0].code, connection.vendor).items():
        address, start = QueryDict(mutable=True), int(query.get("vanaf", 0))
        address.update(query)
        form = FilterForm(address, user=anna)

        def rows(form: FilterForm = form, start: int = start, key: str = query.get("op", "name")) -> object:
            return list(in_order(form.rows(), key)[start : start + 51])

        def page(query: dict[str, str] = query) -> object:
            return client.get("/werkplek/bedrijven/", query)

        pairs = [quartet(timed([act] * ROUNDS)) for act in (page, rows, by_hand(sql))]
        with CaptureQueriesContext(connection) as asked:
            page()
        cells = " | ".join(f"{p50:.1f} / {p95:.1f}" for p50, p95 in pairs)
        ratios = f"{pairs[1][0] / pairs[2][0]:.1f} | {pairs[0][0] / empty:.1f}"
        print(f"| {connection.vendor} | {size:,} | {name} | {cells} | {ratios} | {len(asked)} |", flush=True)


if __name__ == "__main__":
    run("benchmarks.lists", __doc__ or "", HEAD, measure)
