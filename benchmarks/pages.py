"""The pages that an adviser and a visitor open, on the demonstration: server time, queries, ratio to an empty page.

Asks the database that ``./kopgroep demo`` built: about 63,000 establishments and four years of work.
"""

import os
import sys
from pathlib import Path
from typing import Any

from benchmarks.ground import ROUNDS, quartet, timed

ROOT = Path(__file__).resolve().parents[1]
DATABASE = ROOT / "var" / "demo" / "kopgroep.sqlite3"
DAY = "2023-05-15"
TIMES = 20


def addresses() -> dict[str, str]:
    """A name and an address for each page: the company with the longest file, the trajectory with the most hours."""
    from django.db.models import Count

    from kopgroep.casework.models import Journey, Question
    from kopgroep.companies.models import Company
    from kopgroep.programme import current

    company = Company.objects.annotate(lines=Count("entries")).order_by("-lines").first()
    journey = Journey.objects.open().with_minutes().order_by("-written").first()
    question = Question.objects.untaken().first() or Question.objects.first()
    if not (company and journey and question):
        raise SystemExit("The demonstration is empty. Build it again: ./kopgroep demo --fresh")
    return {
        "counter": "/",
        "offer": "/aanbod/",
        "day page": "/werkplek/",
        "day page of the team": "/werkplek/?van=team",
        "companies": "/werkplek/bedrijven/",
        "company": f"/werkplek/bedrijven/{company.pk}/",
        "contact form": f"/werkplek/bedrijven/{company.pk}/contact/",
        "questions": "/werkplek/vragen/?stand=afgerond",
        "question": f"/werkplek/vragen/{question.pk}/",
        "trajectories": "/werkplek/trajecten/",
        "trajectory": f"/werkplek/trajecten/{journey.pk}/",
        "partners": "/werkplek/partners/",
        "partners for a question": "/werkplek/partners/?tekst=exportsubsidie+voor+Duitsland",
        "partner": f"/werkplek/partners/{current().services[0].partner}/",
        "monitor": "/werkplek/monitor/",
        "a figure": "/werkplek/monitor/digitalisering-intakes/",
        "money": "/werkplek/geld/",
    }


def main() -> int:
    """Print the table."""
    if not DATABASE.exists():
        print("There is no demonstration yet. Build it first: ./kopgroep demo --build-only")
        return 1
    os.environ |= {"DATABASE_URL": f"sqlite:///{DATABASE}", "KOPGROEP_TODAY": DAY}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "kopgroep.config.settings", "KOPGROEP_SECOND_FACTOR": "optional"}
    sys.path.insert(0, str(ROOT / "src"))
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test import Client, override_settings
    from django.test.utils import CaptureQueriesContext

    from kopgroep.accounts.models import User
    from kopgroep.companies.models import Establishment
    from kopgroep.ledger.models import Entry

    settings.ALLOWED_HOSTS = ["testserver"]
    client: Any = Client()
    client.force_login(User.objects.get(email="anna@demo.invalid"))
    with override_settings(ROOT_URLCONF="benchmarks.empty"):
        empty, _ = quartet(timed([lambda: client.get("/")] * ROUNDS))
    counts = f"{Establishment.objects.count():,} establishments, {Entry.objects.count():,} lines"
    print(f"{counts}; an empty page {empty:.2f} ms\n")
    print("| page | p50 / p95 ms | page / empty page | queries |\n|---|---:|---:|---:|")
    for name, address in addresses().items():

        def page(address: str = address) -> object:
            answer = client.get(address)
            if answer.status_code != 200:
                raise SystemExit(f"{address} answered {answer.status_code}")
            return answer

        middle, high = quartet(timed([page] * TIMES))
        with CaptureQueriesContext(connection) as queries:
            page()
        print(f"| {name} | {middle:.1f} / {high:.1f} | {middle / empty:.0f} | {len(queries)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
