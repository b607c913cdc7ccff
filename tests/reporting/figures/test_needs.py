"""The needs that companies name, with the figures of the proposal as the test."""

from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.money import percent
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import Dimension, EntryKind, current
from kopgroep.reporting.figures import behind, cells, read, split
from kopgroep.reporting.reading import Measure, Reading
from tests.factories import make_company
from tests.reporting.figures.asking import ON, figure, intake_of, line, merge

NEEDS = figure({"ask": "needs", "kinds": ["intake_held"], "top": 5})


@pytest.fixture
def four_hundred(anna: User) -> list[Company]:
    """As many companies as the proposal spoke to; each need is named by as many as it says."""
    companies = Company.objects.bulk_create(Company(name=f"Bedrijf {n}", fictional=True) for n in range(400))
    named: list[list[str]] = [[] for _ in companies]
    # One after the other along the circle of companies, so that every company names one need or two.
    place = 0
    for need in current().needs:
        for _ in range(need.reference_count or 0):
            named[place % len(companies)].append(need.code)
            place += 1
    Entry.objects.bulk_create(
        intake_of(company, needs, theme="innovatie") for company, needs in zip(companies, named, strict=True)
    )
    return companies


def test_top_five_of_the_proposal_with_its_intervals(four_hundred: list[Company]) -> None:
    assert read(NEEDS, ON) == Reading(Measure.COUNT, 400, None, 400)
    told = {}
    for code, reading in cells(NEEDS, ON).items():
        low, high = reading.interval or (0, 0)
        told[code] = (reading.part, *(percent(number, "en") for number in (float(reading.value or 0), low, high)))
    assert list(told.items()) == [
        ("innovatie", (152, "38%", "33.4%", "42.8%")),
        ("internationalisering", (139, "34.8%", "30.2%", "39.5%")),
        ("management-organisatie", (123, "30.8%", "26.4%", "35.4%")),
        ("ondernemersvaardigheden", (46, "11.5%", "8.7%", "15%")),
        ("kapitaal", (41, "10.3%", "7.6%", "13.6%")),
    ]


def test_needs_are_of_companies_that_named_any_and_a_double_counts_once(db: None) -> None:
    first, second, silent = (make_company(f"Bedrijf {n}") for n in range(3))
    line(EntryKind.INTAKE_HELD, first, detail={"needs": ["innovatie", "kapitaal"]}, theme="groei")
    line(EntryKind.INTAKE_HELD, first, detail={"needs": ["innovatie"]}, theme="export")
    line(EntryKind.INTAKE_HELD, second, detail={"needs": ["kapitaal"]}, theme="export")
    line(EntryKind.INTAKE_HELD, silent, detail={"needs": []})
    line(EntryKind.INTAKE_HELD, silent, detail={})
    line(EntryKind.CONTACT_HELD, silent, detail={"needs": ["innovatie"]})
    line(EntryKind.INTAKE_HELD, silent, date(2020, 12, 31), detail={"needs": ["innovatie"]})
    found = {code: reading.part for code, reading in cells(NEEDS, ON).items()}
    assert list(found.items())[:2] == [("kapitaal", 2), ("innovatie", 1)]
    assert sum(found.values()) == 3
    assert read(NEEDS, ON).part == 2
    assert {code: reading.part for code, reading in split(NEEDS, ON, Dimension.THEME).items()} == {
        "export": 2,
        "groei": 1,
    }
    merge(second, into=first)
    assert [reading.value for reading in list(cells(NEEDS, ON).values())[:3]] == [1, 1, 0]


def test_lines_of_a_need_are_those_that_name_it(db: None) -> None:
    company = make_company()
    both = line(EntryKind.INTAKE_HELD, company, detail={"needs": ["innovatie", "kapitaal"]})
    other = line(EntryKind.INTAKE_HELD, company, detail={"needs": ["kapitaal"]})
    line(EntryKind.INTAKE_HELD, company, detail={"needs": []})
    assert [entry.pk for entry in behind(NEEDS, ON, "innovatie")] == [both.pk]
    assert set(behind(NEEDS, ON).values_list("pk", flat=True)) == {both.pk, other.pk}
    # A code is looked for whole.
    assert not behind(NEEDS, ON, "innov").exists()
