"""What the benchmarks of the day page and the portfolio share: open cases, and a table of how fast pages are."""

import tracemalloc
from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any
from uuid import uuid4

from benchmarks.ground import client_of_an_adviser, quartet, timed

ROUNDS = 20
CASES = [200, 2_000]
LINES = 3
HEAD = (
    "| database | establishments | open cases | page | p50 / p95 ms | to 200 cases | page / empty page | queries "
    "| peak MiB |\n|---|---:|---:|---|---:|---:|---:|---:|---:|"
)


def open_cases(anna: Any, first: int, last: int) -> None:
    """From the company with key ``first`` up to ``last``: Anna's, spoken with some times, each with one open case.

    The cases are by turns a question, a next step, a task, a referral and a trajectory, with terms from three weeks
    ago to ten days ahead.
    """
    from kopgroep.base.clock import now, today
    from kopgroep.casework.models import Contact, Journey, Question, Referral, Task
    from kopgroep.companies.models import Company
    from kopgroep.ledger.models import Entry
    from kopgroep.programme import current

    random, on, programme = Random(first), today(), current()
    theme, partner = programme.themes[0].code, programme.partners[0].code
    made: dict[Any, list[Any]] = {model: [] for model in (Contact, Journey, Question, Referral, Task, Entry)}

    def line(key: int, kind: str, day: Any, **facts: Any) -> None:
        made[Entry].append(
            Entry(
                company_id=key,
                kind=kind,
                happened_on=day,
                recorded_at=now(),
                actor=anna,
                key=f"bench:{uuid4()}",
                programme_hash=programme.hash,
                **facts,
            )
        )

    for key in range(first, last + 1):
        due, turn = on + timedelta(days=random.randrange(-20, 11)), key % 5
        for past in range(LINES):
            day = on - timedelta(days=random.randrange(1, 300))
            step = (
                {"next_step": "Bellen", "next_step_owner": anna, "next_step_on": due} if turn == 1 and not past else {}
            )
            facts: dict[str, Any] = {"channel": "phone", "line": "", "kind": "specific_advice", "minutes_contact": 30}
            made[Contact].append(Contact(company_id=key, by=anna, held_on=day, submission=uuid4(), **facts, **step))
            line(key, "contact_held", day)
        common: dict[str, Any] = {"company_id": key, "submission": uuid4()}
        if turn == 0:
            asked = {"text": "Waar begin ik?", "asked_at": now(), "asked_on": on, "name": "Bram", "call_by": due}
            made[Question].append(Question(reference=f"B{key}", caller=anna, **asked, **common))
        elif turn == 2:
            made[Task].append(Task(title="Nakijken", owner=anna, by=anna, made_on=on, due_on=due, **common))
        elif turn == 3:
            words = {"theme": theme, "partner": partner, "ask": "Kijk mee", "contact_name": "Bram", "state_on": on}
            made[Referral].append(
                Referral(reference=f"B{key}", owner=anna, state="draft", made_on=on, due_on=due, **words, **common)
            )
        elif turn == 4:
            made[Journey].append(
                Journey(theme=theme, goal="Plan", specialist=anna, opened_on=on, cap_minutes=1440, **common)
            )
    Company.objects.filter(pk__range=(first, last)).update(account_manager=anna, manager_since=on - timedelta(days=400))
    for model in (Contact, Journey, Question, Referral, Task):
        model.objects.bulk_create(made[model], batch_size=1_000)
    for journey in Journey.objects.filter(company__gte=first, company__lte=last).order_by("pk"):
        about = {"subject_type": "journey", "subject_id": journey.pk}
        line(journey.company_id, "hours_written", on, quantity=random.randrange(1300), **about)
    Entry.objects.bulk_create(made[Entry], batch_size=1_000)


def measure(size: int, pages: Mapping[str, str]) -> None:
    """One row of the table per page and number of open cases, in the database of this process."""
    from django.db import connection
    from django.test import override_settings
    from django.test.utils import CaptureQueriesContext

    client, anna = client_of_an_adviser()
    with override_settings(ROOT_URLCONF="benchmarks.empty"):
        empty, _ = quartet(timed([lambda: client.get("/")] * ROUNDS))
    before, first = {}, 1
    for cases in CASES:
        open_cases(anna, first, cases)
        first = cases + 1
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for name, address in pages.items():

            def page(address: str = address) -> Any:
                answer = client.get(address)
                if answer.status_code != 200:
                    raise SystemExit(f"{address} answered {answer.status_code}")
                return answer

            middle, high = quartet(timed([page] * ROUNDS))
            with CaptureQueriesContext(connection) as queries:
                page()
            # Counted now: the next request empties the log.
            number = len(queries)
            tracemalloc.start()
            page()
            peak = tracemalloc.get_traced_memory()[1] / 2**20
            tracemalloc.stop()
            ratio = middle / before.setdefault(name, middle)
            print(
                f"| {connection.vendor} | {size:,} | {cases:,} | {name} | {middle:.1f} / {high:.1f} | {ratio:.1f} "
                f"| {middle / empty:.0f} | {number} | {peak:.1f} |",
                flush=True,
            )
