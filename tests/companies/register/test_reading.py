"""Reading register files: what ends up in the tables, and what a second, older or newer file does to it."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from kopgroep.accounts.models import AuditEvent
from kopgroep.companies.models import (
    Activity,
    Company,
    Establishment,
    EstablishmentSnapshot,
    RegisterRun,
    StatedFact,
    TradeName,
)
from kopgroep.companies.register.reading import Outcome, import_register
from kopgroep.companies.search_text import search_text_of
from tests.companies.register.extracts import employment, numbered, trade

pytestmark = pytest.mark.django_db


def counts(outcome: Outcome) -> tuple[int, int, int, int]:
    return outcome.new, outcome.changed, outcome.unchanged, outcome.refused


def one() -> Establishment:
    return Establishment.objects.select_related("company").get()


def test_a_row_becomes_a_company_with_an_establishment(tmp_path: Path) -> None:
    row = {
        "rsin": "900000016",
        "statutaire_naam": "Bos Brood B.V.",
        "handelsnamen": "Bakkerij Bos|Bos  Banket",
        "rechtsvorm": "bv",
        "huisletter": "A",
        "toevoeging": "bis",
        "postcode": "1011 ab",
        "gemeentecode": "0363",
        "sbi_hoofd": "10.71",
        "email": "Info@Bos.example",
        "website": "https://bos.example",
        "telefoon": "099-1234567",
    }
    assert counts(import_register(trade(tmp_path / "a.csv", row))) == (1, 0, 0, 0)
    found = one()
    company = found.company
    assert (company.kvk_number, company.rsin, company.name, company.legal_form, company.fictional) == (
        "00000001",
        "900000016",
        "Bos Brood B.V.",
        "bv",
        True,
    )
    assert (company.started_on, company.ended_on, company.pre_start, company.version) == (
        date(2010, 3, 1),
        None,
        False,
        1,
    )
    assert (found.number, found.name, found.is_main, found.leads) == ("999900000001", "Bakkerij Bos", True, True)
    assert (found.street, found.house_number, found.postcode, found.place, found.municipality_code) == (
        "Dorpsstraat",
        "12 A bis",
        "1011AB",
        "Amsterdam",
        "GM0363",
    )
    assert (found.sbi_scheme, found.sbi_code, found.sbi_section, found.sbi_from) == (
        "2008",
        "1071",
        "C",
        date(2021, 1, 1),
    )
    assert (found.size_class, found.website, found.email_domain, found.phone) == (
        "2-4",
        "https://bos.example",
        "bos.example",
        "099-1234567",
    )
    assert list(TradeName.objects.values_list("name", "position")) == [("Bos Banket", 1)]
    assert found.search_text == search_text_of(
        names=["Bakkerij Bos", "Bos Banket", "Bos Brood B.V."],
        kvk_number="00000001",
        number="999900000001",
        place="Amsterdam",
        postcode="1011AB",
        email_domain="bos.example",
    )


def test_facts_name_their_source_and_date(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", {}, on="2022-01-01")
    outcome = import_register(path, source="Trade register", licence="Only here")
    run = RegisterRun.objects.get()
    assert (run.source, run.licence, run.shape, run.file_name) == (
        "Trade register",
        "Only here",
        "trade-register",
        "a.csv",
    )
    assert (run.snapshot_on, run.line, run.position, run.rows_new) == (date(2022, 1, 1), 2, path.stat().st_size, 1)
    assert run.finished_at is not None
    found = one()
    assert (found.run, found.retrieved_on, found.last_seen_on) == (outcome.run, run.snapshot_on, run.snapshot_on)
    assert AuditEvent.objects.get().verb == "register.read"


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    rows = [numbered(n, handelsnamen=f"Bedrijf {n}|Naam {n}", sbi_neven="4711|56101") for n in range(1, 8)]
    path = trade(tmp_path / "a.csv", *rows)
    assert counts(import_register(path, size=3)) == (7, 0, 0, 0)
    before = list(Establishment.objects.order_by("pk").values())
    assert counts(import_register(path, size=3)) == (0, 0, 7, 0)
    assert list(Establishment.objects.order_by("pk").values()) == before
    assert (RegisterRun.objects.count(), RegisterRun.objects.get().rows_new) == (1, 7)
    assert (EstablishmentSnapshot.objects.count(), Activity.objects.count(), TradeName.objects.count()) == (7, 14, 7)


def test_a_newer_file_changes_what_differs_and_keeps_the_past(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1), numbered(2), on="2021-01-01"))
    moved = numbered(1, straat="Brink", werkzame_personen_klasse="5-9", sbi_hoofd="4711")
    newer = import_register(trade(tmp_path / "b.csv", moved, numbered(2), numbered(3), on="2022-01-01"))
    assert counts(newer) == (1, 1, 1, 0)
    found = Establishment.objects.get(number="999900000001")
    assert (found.street, found.size_class, found.sbi_code, found.sbi_from) == (
        "Brink",
        "5-9",
        "4711",
        date(2022, 1, 1),
    )
    past = Activity.objects.get()
    assert (past.code, past.was_main, past.valid_from, past.valid_to) == (
        "1071",
        True,
        date(2021, 1, 1),
        date(2022, 1, 1),
    )
    history = found.snapshots.order_by("snapshot_on").values_list("snapshot_on", "size_class", "sbi_code")
    assert list(history) == [(date(2021, 1, 1), "2-4", "1071"), (date(2022, 1, 1), "5-9", "4711")]
    same = Establishment.objects.get(number="999900000002")
    assert (same.run, same.retrieved_on) == (newer.run, date(2022, 1, 1))


def test_an_older_file_adds_history_and_overwrites_nothing(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "new.csv", numbered(1, handelsnamen="Nieuw"), on="2022-01-01"))
    old = trade(tmp_path / "old.csv", numbered(1, handelsnamen="Oud|Ouder", sbi_neven="4711"), on="2020-01-01")
    assert counts(import_register(old)) == (0, 0, 1, 0)
    found = one()
    assert (found.name, found.company.name, found.retrieved_on, found.last_seen_on) == (
        "Nieuw",
        "Nieuw",
        date(2022, 1, 1),
        date(2022, 1, 1),
    )
    assert (TradeName.objects.count(), Activity.objects.count()) == (0, 0)
    dates = EstablishmentSnapshot.objects.order_by("snapshot_on").values_list("snapshot_on", flat=True)
    assert list(dates) == [date(2020, 1, 1), date(2022, 1, 1)]


def test_one_that_is_missing_from_a_newer_file_stays(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1), numbered(2), on="2021-01-01"))
    import_register(trade(tmp_path / "b.csv", numbered(2), on="2022-01-01"))
    seen = Establishment.objects.order_by("number").values_list("last_seen_on", "ended_on")
    assert list(seen) == [(date(2021, 1, 1), None), (date(2022, 1, 1), None)]


def test_a_company_has_ended_when_all_its_establishments_have(tmp_path: Path) -> None:
    main, branch = numbered(1), {**numbered(2), "kvk_nummer": "00000001", "hoofdvestiging": "N"}
    import_register(trade(tmp_path / "a.csv", main, {**branch, "einddatum": "2020-05-01"}))
    assert Company.objects.get().ended_on is None
    import_register(
        trade(
            tmp_path / "b.csv",
            {**main, "einddatum": "2021-06-01"},
            {**branch, "einddatum": "2020-05-01"},
            on="2022-01-01",
        )
    )
    assert Company.objects.get().ended_on == date(2021, 6, 1)


def test_the_main_establishment_leads_whatever_the_order(tmp_path: Path) -> None:
    branch = {**numbered(1), "hoofdvestiging": "N", "handelsnamen": "Filiaal"}
    main = {**numbered(2), "kvk_nummer": "00000001", "handelsnamen": "Hoofd", "non_mailing": "J"}
    path = trade(tmp_path / "a.csv", branch, main)
    assert counts(import_register(path, size=1)) == (2, 0, 0, 0)
    assert Establishment.objects.get(leads=True).number == "999900000002"
    assert (Company.objects.get().name, Company.objects.get().non_mailing) == ("Hoofd", True)
    assert counts(import_register(path, size=1)) == (0, 0, 2, 0)


def test_the_first_establishment_leads_when_the_main_one_lies_elsewhere(tmp_path: Path) -> None:
    rows = [{**numbered(n), "kvk_nummer": "00000001", "hoofdvestiging": "N"} for n in (3, 2)]
    import_register(trade(tmp_path / "a.csv", *rows))
    assert Establishment.objects.get(leads=True).number == "999900000002"


def test_an_establishment_can_go_over_to_another_company(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1), numbered(2), on="2021-01-01"))
    taken_over = {**numbered(1), "kvk_nummer": "00000002", "hoofdvestiging": "N"}
    assert counts(import_register(trade(tmp_path / "b.csv", taken_over, numbered(2), on="2022-01-01"))) == (0, 1, 1, 0)
    company = Company.objects.get(kvk_number="00000002")
    assert list(company.establishments.order_by("number").values_list("number", "leads")) == [
        ("999900000001", False),
        ("999900000002", True),
    ]


def test_flags_and_leading_zeros_are_kept(tmp_path: Path) -> None:
    rows = [
        numbered(7, non_mailing="J", adres_afgeschermd="N"),
        numbered(8, non_mailing="N", adres_afgeschermd="J"),
    ]
    import_register(trade(tmp_path / "a.csv", *rows))
    found = Establishment.objects.order_by("number").values_list(
        "company__kvk_number", "company__non_mailing", "address_shielded"
    )
    assert list(found) == [("00000007", True, False), ("00000008", False, True)]
    assert [company.kvk_number for company in Company.objects.mailable()] == ["00000008"]


def test_a_shielded_address_cannot_be_searched_for(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", {"adres_afgeschermd": "J"}))
    found = one()
    assert (found.address, found.postcode) == ("", "1011AB")
    assert "1011" not in found.search_text
    assert "amsterdam" not in found.search_text


def test_what_people_stated_is_left_alone(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", {"telefoon": "1"}))
    company = Company.objects.get()
    fact = StatedFact.objects.create(
        company=company, field="phone", value="2", stated_on=date(2021, 5, 1), source="visit"
    )
    company.version = 4
    company.save(update_fields=["version"])
    import_register(trade(tmp_path / "b.csv", {"telefoon": "3", "handelsnamen": "Anders"}, on="2022-01-01"))
    fact.refresh_from_db()
    company.refresh_from_db()
    assert (fact.value, one().phone, company.version, company.name) == ("2", "3", 4, "Anders")


def test_side_activities_and_trade_names_follow_the_file(tmp_path: Path) -> None:
    import_register(
        trade(tmp_path / "a.csv", {"handelsnamen": "Bos|Banket|Brood", "sbi_neven": "4711|56101"}, on="2021-01-01")
    )
    newer = {"handelsnamen": "Bos|Brood|Taart", "sbi_neven": "56101|47241"}
    assert counts(import_register(trade(tmp_path / "b.csv", newer, on="2022-01-01"))) == (0, 1, 0, 0)
    assert list(TradeName.objects.values_list("name", "position")) == [("Brood", 1), ("Taart", 2)]
    activities = Activity.objects.order_by("code").values_list("code", "valid_from", "valid_to")
    assert list(activities) == [
        ("4711", date(2021, 1, 1), date(2022, 1, 1)),
        ("47241", date(2022, 1, 1), None),
        ("56101", date(2021, 1, 1), None),
    ]


def test_the_employment_register_supplies_the_size_class(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1), on="2021-01-01"))
    row = {**numbered(1), "naam": "Another name", "grootteklasse": "10 t/m 19"}
    second = import_register(employment(tmp_path / "b.csv", row, on="2021-01-01"))
    assert counts(second) == (0, 1, 0, 0)
    found = one()
    assert (found.name, found.size_class, found.provenance["size_class"]) == (
        "Bakkerij Bos",
        "10-19",
        second.run.pk,
    )
    assert counts(import_register(employment(tmp_path / "b.csv", row, on="2021-01-01"))) == (0, 0, 1, 0)


def test_the_newest_register_says_the_size_class(tmp_path: Path) -> None:
    row = {**numbered(1), "grootteklasse": "10 t/m 19"}
    import_register(trade(tmp_path / "a.csv", numbered(1), on="2021-01-01"))
    import_register(employment(tmp_path / "b.csv", row, on="2021-01-01"))
    import_register(trade(tmp_path / "a2.csv", numbered(1, straat="Brink"), on="2021-01-01"))
    assert (one().street, one().size_class) == ("Brink", "10-19")
    import_register(trade(tmp_path / "c.csv", numbered(1), on="2022-01-01"))
    assert (one().size_class, one().provenance) == ("2-4", {})


def test_the_employment_register_adds_what_it_alone_knows(tmp_path: Path) -> None:
    assert counts(import_register(employment(tmp_path / "a.csv", numbered(1)))) == (1, 0, 0, 0)
    renamed = {**numbered(1), "naam": "Bakkerij Nieuw"}
    assert counts(import_register(employment(tmp_path / "b.csv", renamed, on="2022-01-01"))) == (0, 1, 0, 0)
    assert (one().name, one().company.name, one().started_on) == ("Bakkerij Nieuw", "Bakkerij Nieuw", None)


def test_the_employment_register_may_leave_out_the_number_of_a_known_company(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1)))
    with translation.override("en"):
        outcome = import_register(
            employment(
                tmp_path / "b.csv",
                {**numbered(1), "kvk_nummer": "", "grootteklasse": "5 t/m 9"},
                {**numbered(2), "kvk_nummer": ""},
            )
        )
    assert counts(outcome) == (0, 1, 0, 1)
    assert (one().company.kvk_number, one().size_class) == ("00000001", "5-9")
    refused = list(csv.reader(outcome.refused_file.open(encoding="utf-8", newline="")))
    assert [row[:2] for row in refused[1:]] == [["3", "There is no KVK number, and the establishment is not known."]]
