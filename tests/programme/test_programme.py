"""What the checked objects answer."""

from datetime import date

import pytest
from pydantic import ValidationError

from kopgroep.programme import Period, Programme, RoleCode, Text, UnknownCodeError, load
from tests.programme.conftest import PROGRAMMES, Copy


@pytest.fixture
def small() -> Programme:
    return load(PROGRAMMES / "voorbeeld")


@pytest.mark.parametrize(
    ("language", "expected"), [("nl", "Start"), ("en", "Starting"), ("en-gb", "Starting"), ("fy", "Start")]
)
def test_text_in_a_language(small: Programme, language: str, expected: str) -> None:
    assert small.theme("start").name.in_(language) == expected


def test_cap_in_minutes(small: Programme) -> None:
    assert [theme.cap_minutes for theme in small.themes] == [720, 960, 0]


def test_unknown_code_names_the_known_ones(small: Programme) -> None:
    with pytest.raises(UnknownCodeError) as raised:
        small.theme("handel")
    assert str(raised.value) == "no theme 'handel'; known: start, energie, personeel"


def test_every_lookup_finds_its_first_item(small: Programme) -> None:
    found = (
        small.municipality("GM9901"), small.line("basis"), small.theme("start"), small.need("lagere-rekening"),
        small.partner("regio-merenland"), small.service("startgesprek"),
        small.instrument("energiebon"), small.indicator("start-intakes"),
        small.money_source("regio"), small.channel("visit"), small.contact_kind("specific_advice"),
        small.contact_outcome("answered"), small.question_outcome("answered"), small.journey_outcome("maatregel"),
        small.referral_outcome("geholpen"), small.decline_reason("vol"),
        small.event_kind("ontbijt"), small.size("1"), small.scan("energie"), small.publication("energie-verzonnen"),
    )  # fmt: skip
    firsts = (
        small.area, small.lines, small.themes, small.needs, small.partners, small.services,
        small.instruments, small.indicators,
        small.money, small.channels, small.contact_kinds, small.contact_outcomes, small.question_outcomes,
        small.journey_outcomes, small.referral_outcomes, small.decline_reasons, small.event_kinds, small.sizes,
        small.scans, small.publications,
    )  # fmt: skip
    assert found == tuple(items[0] for items in firsts)


def test_programme_cannot_be_changed(small: Programme) -> None:
    with pytest.raises(ValidationError):
        small.theme("start").hour_cap = 100  # type: ignore[misc]


def test_retired_code_stays_readable_but_is_not_active(copy: Copy) -> None:
    copy.edit("themes.yaml", "hour_cap: 16", "hour_cap: 16\n    retired_on: 2024-01-01")
    theme = copy.load().theme("energie")
    assert [theme.is_active(day) for day in (date(2023, 12, 31), date(2024, 1, 1))] == [True, False]


def test_ladder_finds_phases_by_code_and_number(small: Programme) -> None:
    assert small.ladder.at(2) == small.ladder.phase("plannen")
    assert small.ladder.at(0) is None


def test_budget_in_cents(small: Programme) -> None:
    assert small.money_source("hogebeek-plus").budget_cents == {2023: 2500050, 2024: 3499950}


def test_every_role_has_texts(small: Programme) -> None:
    assert list(small.roles) == list(RoleCode)
    assert small.role("manager").name == Text(nl="Programmamanager", en="Programme manager")


def test_period_holds_its_first_and_last_day() -> None:
    period = Period(starts_on=date(2022, 1, 1), ends_on=date(2023, 12, 31))
    days = (date(2021, 12, 31), date(2022, 1, 1), date(2023, 12, 31), date(2024, 1, 1))
    assert [day in period for day in days] == [False, True, True, False]
    assert list(period.years) == [2022, 2023]


def test_per_year_is_told_by_the_rule(small: Programme) -> None:
    assert [indicator.code for indicator in small.indicators if indicator.per_year] == ["personeel-tafels"]


def test_texts_are_markdown_in_both_languages(small: Programme) -> None:
    assert sorted(small.texts) == ["accessibility", "home", "privacy", "rapport-kwartaal", "rapport-plus"]
    assert small.texts["home"].en.splitlines()[0] == "# The counter for companies in Merenland"
