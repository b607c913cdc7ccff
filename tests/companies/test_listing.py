"""The list of companies answers each question with exactly the right rows."""

from datetime import date

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import NotAllowed
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.standing import Standing, last_contacts, on_theme, standings_of, with_standing
from kopgroep.companies.listing import Wanted, export_rows, in_order, listed
from kopgroep.companies.models import Company, Establishment
from kopgroep.companies.sectors import sector_title, sector_titles
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _demo_day(today_is: object) -> None:
    today_is(TODAY)  # type: ignore[operator]


def names(rows: object) -> list[str]:
    return [row.company.name for row in rows]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["Aap", "Mol", "Zwaan"]),
        (Wanted(municipality="GM0114"), ["Mol"]),
        (Wanted(sector="2008-C"), ["Aap"]),
        (Wanted(sector="2025-C"), ["Mol"]),
        (Wanted(size="2-4"), ["Zwaan"]),
        (Wanted(text="zwa"), ["Zwaan"]),
        (Wanted(text="waan"), []),
        (Wanted(text="m"), ["Mol"]),
        (Wanted(text="7801 bb"), ["Mol"]),
        (Wanted(text="mol duinstad"), ["Mol"]),
        (Wanted(municipality="GM0114", size="2-4"), []),
    ],
)
def test_list_holds_what_the_filters_ask(anna: User, wanted: Wanted, expected: list[str]) -> None:
    make_company("Aap", sbi_scheme="2008", sbi_section="C", size_class="10-19", place="Bergstad")
    make_company(
        "Mol",
        sbi_scheme="2025",
        sbi_section="C",
        municipality_code="GM0114",
        postcode="7801BB",
        place="Duinstad",
    )
    make_company("Zwaan", size_class="2-4", place="Bergstad")
    assert names(in_order(listed(wanted, user=anna), "name")) == expected


def test_list_holds_one_line_per_company(anna: User) -> None:
    company = make_company("Aap")
    Establishment.objects.create(company=company, name="Aap filiaal", leads=False)
    assert names(listed(Wanted(), user=anna)) == ["Aap"]


def test_list_by_account_manager(anna: User, sjoerd: User) -> None:
    make_contact(make_company("Aap"), anna)
    make_contact(make_company("Mol"), sjoerd)
    assert names(listed(Wanted(manager=str(sjoerd.pk)), user=anna)) == ["Mol"]


def test_list_is_empty_for_who_may_see_nothing(charlie: User) -> None:
    make_company("Aap")
    assert names(listed(Wanted(), user=charlie)) == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("name", ["Aap", "Mol", "Zwaan"]),
        ("-name", ["Zwaan", "Mol", "Aap"]),
        ("place", ["Zwaan", "Mol", "Aap"]),
        ("-place", ["Aap", "Mol", "Zwaan"]),
        ("size", ["Mol", "Zwaan", "Aap"]),
        ("-size", ["Aap", "Zwaan", "Mol"]),
    ],
)
def test_list_is_in_the_asked_order(anna: User, key: str, expected: list[str]) -> None:
    make_company("Aap", place="Zeestad", size_class="10-19")
    make_company("Mol", place="Duinstad")
    make_company("Zwaan", place="Bergstad", size_class="2-4")
    assert names(in_order(listed(Wanted(), user=anna), key)) == expected


def cast_of_standings(anna: User) -> dict[Standing, Company]:
    """One company of every standing."""
    made = {standing: make_company(standing.value) for standing in Standing}
    make_contact(made[Standing.CONTACT], anna)
    make_contact(made[Standing.TRAJECTORY], anna)
    make_journey(made[Standing.TRAJECTORY], anna)
    journey = make_journey(made[Standing.HELPED], anna)
    close_journey(journey, outcome=current().journey_outcomes[0].code, result="Gelukt", by=anna)
    make_contact(made[Standing.ENDED], anna)
    Company.objects.filter(pk=made[Standing.ENDED].pk).update(ended_on=date(2023, 1, 1))
    return made


def test_standing_says_the_same_of_a_row_and_of_a_list(anna: User) -> None:
    made = cast_of_standings(anna)
    keys = [company.pk for company in made.values()]
    assert standings_of(keys, [made[Standing.ENDED].pk]) == {company.pk: at for at, company in made.items()}
    rows = listed(Wanted(), user=anna)
    assert {at: names(with_standing(rows, at)) for at in Standing} == {at: [at.value] for at in Standing}


def test_reversed_contact_leaves_a_company_unknown(anna: User, marieke: User) -> None:
    from kopgroep.ledger.actions import reverse_line
    from kopgroep.ledger.models import Entry
    from kopgroep.programme.kinds import EntryKind

    company = make_company("Aap")
    make_contact(company, anna)
    reverse_line(Entry.objects.get(kind=EntryKind.CONTACT_HELD), reason="Verkeerd bedrijf", by=marieke)
    assert standings_of([company.pk]) == {company.pk: Standing.UNKNOWN}
    assert names(with_standing(listed(Wanted(), user=anna), Standing.UNKNOWN)) == ["Aap"]


def test_theme_counts_intakes_and_trajectories(anna: User) -> None:
    make_intake(make_company("Aap"), anna, theme="digitalisering")
    make_journey(make_company("Mol"), anna, theme="digitalisering")
    make_company("Zwaan")
    rows = listed(Wanted(), user=anna)
    assert sorted(names(on_theme(rows, "digitalisering"))) == ["Aap", "Mol"]
    assert names(on_theme(rows, "export")) == []


def test_last_contact_is_the_latest_day(anna: User) -> None:
    company = make_company("Aap")
    make_contact(company, anna, held_on=date(2023, 3, 1))
    make_contact(company, anna, held_on=date(2023, 4, 1))
    assert last_contacts([company.pk, make_company("Mol").pk]) == {company.pk: date(2023, 4, 1)}


def test_export_is_written_down_before_the_first_row(anna: User) -> None:
    make_company("Aap")
    make_company("Mol")
    rows = export_rows(in_order(listed(Wanted(), user=anna), "name"), filters={"stand": "unknown"}, form="csv", by=anna)
    event = AuditEvent.objects.get(verb="export_companies")
    assert (event.actor, event.detail) == (anna, {"rows": 2, "filters": {"stand": "unknown"}, "form": "csv"})
    assert names(rows) == ["Aap", "Mol"]


def test_export_asks_its_permission(olga: User) -> None:
    with pytest.raises(NotAllowed):
        export_rows(listed(Wanted(), user=olga), filters={}, form="csv", by=olga)
    assert AuditEvent.objects.filter(verb="export_companies").count() == 0


def test_section_letters_go_with_their_scheme() -> None:
    assert sector_title("2008", "J") == "Informatie en communicatie"
    assert sector_title("2025", "J") != sector_title("2008", "J")
    assert sector_title("2008", "V") == ""
    assert len(sector_titles()) == 21 + 22
