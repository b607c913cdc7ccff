"""Every programme folder loads, and the first one holds what its proposal says."""

from decimal import Decimal
from pathlib import Path

import pytest

from kopgroep.accounts.roles import Role
from kopgroep.programme import EntryKind, Programme, load
from kopgroep.programme.kinds import RoleCode

PROGRAMMES = Path(__file__).resolve().parents[2] / "programmes"
FOLDERS = sorted(path for path in PROGRAMMES.iterdir() if path.is_dir())


@pytest.fixture(scope="module")
def drenthe() -> Programme:
    return load(PROGRAMMES / "drenthe")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_every_programme_loads_the_same_twice(folder: Path) -> None:
    assert load(folder).hash == load(folder).hash


def test_one_programme_is_real_and_one_invented() -> None:
    assert {folder.name: load(folder).fictional for folder in FOLDERS} == {"drenthe": False, "voorbeeld": True}


def test_roles_of_the_programme_are_the_roles_of_the_accounts() -> None:
    assert [role.value for role in RoleCode] == [role.value for role in Role]


def test_money_adds_up(drenthe: Programme) -> None:
    assert {source.code: source.total for source in drenthe.money} == {"provincie": 3118861, "rijk-mkb-deal": 365289}
    assert drenthe.money_total.euros == 3484150
    per_year = {
        year: sum((source.budgets.get(year, Decimal(0)) for source in drenthe.money), Decimal(0))
        for year in drenthe.period.years
    }
    assert per_year == {2021: 871038, 2022: 871038, 2023: 871037, 2024: 871037}
    assert list(drenthe.money_source("rijk-mkb-deal").budgets) == [2021, 2022]


def test_every_target_of_the_proposal_is_a_row(drenthe: Programme) -> None:
    rows = [
        (row.code, row.rule.count, row.rule.kind, row.theme, row.value, row.value_max, row.reference)
        for row in drenthe.indicators
    ]
    intake, closed, benchmark = EntryKind.INTAKE_HELD, EntryKind.JOURNEY_CLOSED, EntryKind.BENCHMARK_TAKEN
    assert rows == [
        ("digitalisering-intakes", "once_per_period", intake, "digitalisering", 150, None, False),
        ("digitalisering-trajecten", "companies", closed, "digitalisering", 50, None, False),
        ("digitalisering-benchmark", "companies", benchmark, "digitalisering", 150, None, False),
        ("export-benchmark", "companies", benchmark, "export", 100, None, False),
        ("export-thematafels", "lines", EntryKind.EVENT_HELD, "export", 5, 10, False),
        ("exportladder-stap", "ladder_steps", EntryKind.LADDER_POSITION, "export", 50, None, False),
        ("circulair-intakes", "once_per_period", intake, "circulair", 150, None, False),
        ("circulair-trajecten", "companies", closed, "circulair", 10, None, False),
        ("sociale-innovatie-intakes", "once_per_period", intake, "sociale-innovatie", 150, None, False),
        ("sociale-innovatie-trajecten", "companies", closed, "sociale-innovatie", 10, None, False),
        ("bedrijven-per-jaar", "companies", EntryKind.CONTACT_HELD, None, 400, None, True),
    ]


def test_circular_journeys_count_only_with_a_demonstrable_step(drenthe: Programme) -> None:
    rule = drenthe.indicator("circulair-trajecten").rule
    assert rule.count == "companies"
    assert [drenthe.journey_outcome(code).demonstrable for code in rule.outcomes] == [True]


def test_whole_lists_of_the_source_are_there(drenthe: Programme) -> None:
    counts = (len(drenthe.area), len(drenthe.partners), len(drenthe.instruments), len(drenthe.ladder.phases))
    assert counts == (13, 66, 74, 6)
    assert sum(partner.mkb_deal_2020 for partner in drenthe.partners) == 19
    assert [place.name for place in drenthe.area if not place.core] == ["Hardenberg"]
    assert sum(place.establishments_reference for place in drenthe.area if place.core) == 60970


def test_themes_and_needs_are_those_of_the_proposal(drenthe: Programme) -> None:
    assert [theme.code for theme in drenthe.themes] == [
        "start", "groei", "innovatie", "export", "financiering", "slimme-maakindustrie", "digitalisering",
        "circulair", "sociale-innovatie",
    ]  # fmt: skip
    assert {theme.hour_cap for theme in drenthe.themes} == {24}
    assert [(need.code, need.reference_count, need.reference_of) for need in drenthe.needs] == [
        ("innovatie", 152, 400),
        ("internationalisering", 139, 400),
        ("management-organisatie", 123, 400),
        ("ondernemersvaardigheden", 46, 400),
        ("kapitaal", 41, 400),
    ]


def test_every_partner_has_a_service_with_a_source(drenthe: Programme) -> None:
    assert {partner.code for partner in drenthe.partners} == {service.partner for service in drenthe.services}
    assert [service.code for service in drenthe.services if not service.source] == []


def test_what_no_source_says_of_a_service_stays_unknown(drenthe: Programme) -> None:
    assert {service.aid_basis for service in drenthe.services} == {"unknown"}
    assert {service.capacity_per_month for service in drenthe.services} == {None}
    assert [service.code for service in drenthe.services if service.cost == "free"] == [
        "energiescan-drenthe", "loket-ibdo"
    ]  # fmt: skip


def test_every_instrument_tells_where_and_when_it_was_seen(drenthe: Programme) -> None:
    assert sum(instrument.source_url is not None for instrument in drenthe.instruments) == 70
    assert {instrument.seen_on.isoformat() for instrument in drenthe.instruments} == {"2026-11-23"}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
def test_figures_of_results_are_called_by_the_stage_as_everywhere_else(folder: Path) -> None:
    words = {
        EntryKind.RESULT_FORECAST: "verwacht",
        EntryKind.RESULT_STATED: "opgegeven",
        EntryKind.RESULT_VERIFIED: "nagekeken",
    }
    asked = [(figure.name.nl, figure.ask.kind) for figure in load(folder).figures if figure.ask.ask == "result"]
    assert [(name, name.split(", ")[-1]) for name, _ in asked] == [(name, words[kind]) for name, kind in asked]


def test_rule_that_changed_has_another_version_and_says_what_changed(drenthe: Programme) -> None:
    yearly = drenthe.indicator("bedrijven-per-jaar")
    assert (yearly.rule.count, yearly.rule.kind, yearly.rule.also) == (
        "companies",
        EntryKind.CONTACT_HELD,
        (EntryKind.INTAKE_HELD,),
    )
    assert yearly.version == 2
    assert yearly.note is not None
    assert yearly.note.nl.split(" Wat veranderde: ")[1:] == [
        "in versie 1 telde alleen een contact, sinds versie 2 telt ook een intake."
    ]
