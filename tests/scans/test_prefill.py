"""What is filled in beforehand: of a company that we know, of one that a visitor points at, and never too much."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.periods import months_before
from kopgroep.companies.models import Company, StatedFact
from kopgroep.programme.scans import Scan
from kopgroep.scans.actions.fillings import Visitor, begin_alone, save_answers, withdraw_filling
from kopgroep.scans.models import Filling
from kopgroep.scans.prefill import Origin, known_answers
from tests.factories import TODAY, energy_scan, make_company, make_filling

Found = dict[str, tuple[Any, str]]


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def text(words: str) -> dict[str, str]:
    """The same words in both languages."""
    return {"nl": words, "en": words}


def asking(code: str = "anders") -> Scan:
    """A scan with one question for each fact, and one that it shares with other scans."""
    data = energy_scan().model_dump()
    common = {"ask": text("Vraag?"), "kind": "text"}
    items = [
        {**common, "code": "mensen", "fact": "staff", "kind": "number", "minimum": 1},
        {**common, "code": "sector", "fact": "sector_group", "kind": "choice", "choices": "sectoren"},
        {**common, "code": "plaats", "fact": "municipality"},
        {**common, "code": "sinds", "fact": "started_in", "kind": "number"},
        {**common, "code": "site", "fact": "website", "kind": "yes_no"},
        {**common, "code": "adres", "fact": "website"},
        {**common, "code": "stappen", "shared": "stappen", "kind": "number", "maximum": 10},
    ]
    section = {"code": "alles", "name": text("Alles"), "items": items}
    return Scan.model_validate({**data, "code": code, "sections": [section, *data["sections"][1:]]})


def known(company: Company | None, *, linked: bool, scan: Scan | None = None) -> Found:
    """What is filled in, by question, with where it comes from."""
    found = known_answers(scan or asking(), company, linked=linked)
    return {code: (one.answer["value"], str(one.origin)) for code, one in found.items()}


@pytest.fixture
def bakery(db: None) -> Company:
    """A company of which the register knows much, and that told us more."""
    facts = {"sbi_scheme": "2008", "sbi_section": "C", "website": "korenaar.example", "size_class": "10-19"}
    company = make_company("Bakkerij De Korenaar", **facts)
    company.started_on = date(1998, 3, 1)
    company.save(update_fields=["started_on"])
    return company


def state(company: Company, field: StatedFact.Field, value: str, *, on: date = TODAY) -> None:
    """Something that was said of a company."""
    StatedFact.objects.create(company=company, field=field, value=value, stated_on=on, source="gesprek")


PUBLIC: Found = {
    "sector": ("industrie", "register"),
    "plaats": ("Assen", "register"),
    "sinds": (1998, "register"),
    "site": ("yes", "register"),
    "adres": ("korenaar.example", "register"),
}


@pytest.mark.parametrize("linked", [True, False])
def test_register_tells_what_it_publishes_and_no_number_of_people(bakery: Company, linked: bool) -> None:
    assert known(bakery, linked=linked) == PUBLIC


def test_visitor_who_points_at_a_company_gets_nothing_that_it_told_us(bakery: Company, anna: User) -> None:
    state(bakery, StatedFact.Field.STAFF, "14")
    state(bakery, StatedFact.Field.WEBSITE, "geheim.example")
    make_filling(bakery, anna, scan=asking("eerder"), stappen={"value": 3})
    assert known(bakery, linked=False) == PUBLIC


def test_what_was_stated_and_answered_counts_for_a_known_company(bakery: Company, anna: User) -> None:
    state(bakery, StatedFact.Field.STAFF, "11", on=TODAY - timedelta(days=40))
    state(bakery, StatedFact.Field.STAFF, "14")
    state(bakery, StatedFact.Field.WEBSITE, "nieuw.example")
    make_filling(bakery, anna, scan=asking("eerder"), stappen={"value": 3})
    assert known(bakery, linked=True) == PUBLIC | {
        "mensen": (14, "stated"),
        "site": ("yes", "stated"),
        "adres": ("nieuw.example", "stated"),
        "stappen": (3, "scan"),
    }


@pytest.mark.parametrize("said", ["ongeveer 14", "10-19", "", "14,5"])
def test_number_of_people_that_is_no_plain_number_is_asked(bakery: Company, said: str) -> None:
    state(bakery, StatedFact.Field.STAFF, said)
    assert "mensen" not in known(bakery, linked=True)


def test_shielded_address_is_never_filled_in(bakery: Company) -> None:
    bakery.establishments.update(address_shielded=True)
    found = known(Company.objects.get(pk=bakery.pk), linked=True)
    assert found == {code: one for code, one in PUBLIC.items() if code != "plaats"}


def test_answer_that_this_scan_does_not_offer_is_asked(bakery: Company, anna: User) -> None:
    make_filling(bakery, anna, scan=_wider(asking("eerder")), stappen={"value": 40})
    assert "stappen" not in known(bakery, linked=True)


def _wider(scan: Scan) -> Scan:
    """The same scan with room for larger answers."""
    data = scan.model_dump()
    data["sections"][0]["items"][-1]["maximum"] = 100
    return Scan.model_validate(data)


def test_latest_answer_of_another_scan_of_the_last_twelve_months_counts(
    bakery: Company, anna: User, today_is: Callable[[date], None]
) -> None:
    edge = months_before(TODAY, 12)
    for day, answer in ((edge - timedelta(days=1), 1), (edge, 2)):
        today_is(day)
        make_filling(bakery, anna, scan=asking("eerder"), stappen={"value": answer})
    today_is(TODAY)
    assert known(bakery, linked=True)["stappen"] == (2, "scan")
    make_filling(bakery, anna, scan=asking("later"), stappen={"value": 5})
    assert known(bakery, linked=True)["stappen"] == (5, "scan")


def test_fact_that_was_asked_in_another_scan_is_not_asked_again(bakery: Company, anna: User) -> None:
    state(bakery, StatedFact.Field.STAFF, "14")
    make_filling(bakery, anna, scan=asking("eerder"), mensen={"value": 16}, sector={"value": "handel"})
    found = known(bakery, linked=True)
    assert (found["mensen"], found["sector"]) == ((16, "scan"), ("handel", "scan"))


def test_answer_is_not_taken_from_itself_nor_from_what_does_not_count(bakery: Company, anna: User) -> None:
    make_filling(bakery, anna, scan=asking(), stappen={"value": 1})
    make_filling(make_company("Een ander"), anna, scan=asking("eerder"), stappen={"value": 2})
    make_filling(bakery, anna, scan=asking("eerder"), finished=False, stappen={"value": 3})
    gone = make_filling(bakery, anna, scan=asking("eerder"), stappen={"value": 4})
    withdraw_filling(gone, reason="Verkeerd bedrijf", by=anna)
    make_filling(bakery, anna, scan=asking("eerder"), stappen={"state": "dont_know"})
    assert "stappen" not in known(bakery, linked=True)


def test_begun_scan_holds_them_until_somebody_looked(bakery: Company) -> None:
    visitor = Visitor(contact_name="Bram", company_guess=bakery)
    filling = begin_alone(asking(), visitor, submission=uuid.uuid4())
    assert {code: answer["value"] for code, answer in filling.answers.items()} == {
        c: v for c, (v, _o) in PUBLIC.items()
    }
    assert filling.prefilled == dict.fromkeys(PUBLIC, Origin.REGISTER)
    filling = save_answers(filling, {"sector": {"value": "bouw"}}, looked_at=["sector", "sinds"]).filling
    assert sorted(filling.prefilled) == ["adres", "plaats", "site"]
    assert Filling.objects.get().answers["sector"] == {"value": "bouw"}


def test_nobody_knows_anything_of_no_company(db: None) -> None:
    assert known(None, linked=False) == {}
