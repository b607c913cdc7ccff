"""Invented companies, straight into the tables: the benchmarks measure reading, not importing."""

from collections.abc import Iterator
from itertools import batched
from random import Random

from django.db import connection, transaction

from kopgroep.companies.models import Company, Establishment
from kopgroep.companies.search import index
from kopgroep.companies.search_text import search_text_of
from kopgroep.jobs.region.names import choose_trade, trade_name
from kopgroep.jobs.region.reference import SECTIONS
from kopgroep.programme import current

BATCH = 5_000
SEED = 7
PLACES = ["Westerdorp", "Oosterveen", "Noordbroek", "Zuiderhaar", "Middelum", "Veldkerk", "Heideborg", "Lindeloo"]


def names(count: int, seed: int = SEED) -> Iterator[tuple[str, str, str, str]]:
    """So many trade names, each with its place, activity and legal form; the same for the same seed."""
    random = Random(seed)
    groups = list(SECTIONS)
    for _ in range(count):
        size = random.choices(range(6), weights=(70, 18, 6, 3, 2, 1))[0]
        trade = choose_trade(random, random.choice(groups), size)
        place = random.choice(PLACES)
        yield trade_name(random, trade.pattern, place=place), place, trade.sbi, trade.form


def fill(count: int) -> None:
    """Put so many companies of one establishment each in an empty, migrated database."""
    random = Random(SEED)
    codes = [municipality.code for municipality in current().area]
    sizes = [size.code for size in current().sizes]
    with index.suspended(connection), transaction.atomic():
        for rows in batched(enumerate(names(count), start=1), BATCH):
            Company.objects.bulk_create(
                Company(pk=n, kvk_number=f"{n:08}", name=name, legal_form=form, fictional=True)
                for n, (name, _, _, form) in rows
            )
            Establishment.objects.bulk_create(
                _establishment(n, name, place, sbi, random.choice(codes), random.choice(sizes))
                for n, (name, place, sbi, _) in rows
            )
    with connection.cursor() as cursor:
        for table in ("companies_company", "companies_establishment"):
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {count})")
        cursor.execute("ANALYZE")


def _establishment(n: int, name: str, place: str, sbi: str, municipality: str, size: str) -> Establishment:
    postcode = f"{9000 + n % 900}{chr(65 + n % 26)}{chr(65 + n // 26 % 26)}"
    kvk, number = f"{n:08}", f"{n:012}"
    return Establishment(
        pk=n,
        company_id=n,
        number=number,
        name=name,
        place=place,
        postcode=postcode,
        municipality_code=municipality,
        sbi_scheme="2008",
        sbi_code=sbi,
        sbi_section=_section(sbi),
        size_class=size,
        search_text=search_text_of(names=[name], kvk_number=kvk, number=number, place=place, postcode=postcode),
    )


def _section(sbi: str) -> str:
    from kopgroep.companies.register.reference import sbi_codes

    return sbi_codes("2008").get(sbi, "")
