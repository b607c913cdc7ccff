"""Which line may pay for what: a plus only for its companies, its themes and its days."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.contacts import record_contact
from kopgroep.casework.actions.hours import book_hours, reserve_hours
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.casework.actions.journeys import open_journey
from kopgroep.casework.lines import misfits, whom_for
from kopgroep.casework.models import Journey
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, Line, current
from tests.factories import TODAY, make_company, spoken

PLUS = "plus-hogebeek"
ELSEWHERE = "Hogebeek plus is only for companies in Hogebeek."
THEME = "Hogebeek plus is only for the theme Energy."
DAYS = "Hogebeek plus pays from 1\xa0Jan\xa02023 up to and including 31\xa0Dec\xa02024."


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], small_region: None) -> None:
    today_is(TODAY)


@pytest.fixture
def here(db: None) -> Company:
    """A company in the municipality that ordered the plus."""
    return make_company("Smederij Hogebeek", municipality_code="GM9903")


@pytest.fixture
def there(db: None) -> Company:
    """A company in another municipality."""
    return make_company("Smederij Oudemaat", municipality_code="GM9902")


def on_journey(company: Company, by: User, *, line: str = PLUS) -> Journey:
    return open_journey(
        company, theme="energie", line=line, goal="Zuinig", specialist=by, submission=uuid.uuid4(), by=by
    )


def test_the_base_pays_for_everybody_on_every_day(there: Company) -> None:
    nowhere = make_company(municipality_code="")
    base = current().line("basis")
    for company in (there, nowhere):
        assert misfits(base, company, TODAY) == []
        assert misfits(base, company, date(2031, 1, 1), "start", "personeel") == []


def test_a_plus_pays_for_its_own_companies_themes_and_days(here: Company, there: Company) -> None:
    plus = current().line(PLUS)
    assert misfits(plus, here, TODAY, "energie") == []
    assert misfits(plus, there, TODAY, "energie") == [ELSEWHERE]
    assert misfits(plus, here, TODAY, "start") == [THEME]
    assert misfits(plus, here, TODAY, "energie", "start") == [THEME]
    assert misfits(plus, here, TODAY) == [THEME]
    assert misfits(plus, there, date(2025, 1, 1), "start") == [ELSEWHERE, THEME, DAYS]


@pytest.mark.parametrize(
    ("day", "reasons"),
    [
        (date(2022, 12, 31), [DAYS]),
        (date(2023, 1, 1), []),
        (date(2024, 12, 31), []),
        (date(2025, 1, 1), [DAYS]),
    ],
)
def test_a_plus_pays_from_its_first_day_up_to_its_last(here: Company, day: date, reasons: list[str]) -> None:
    assert misfits(current().line(PLUS), here, day, "energie") == reasons


def test_what_the_register_does_not_know_is_a_reason_against(db: None) -> None:
    nowhere = make_company(municipality_code="")
    (reason,) = misfits(current().line(PLUS), nowhere, TODAY, "energie")
    assert reason == (
        "Hogebeek plus is for some municipalities, and that of this company is not known. "
        "Ask the programme manager to have its establishment read in from the register."
    )


def sectoral(line: Line) -> Line:
    return line.model_copy(update={"area": (), "themes": (), "sectors": ("2008-C", "2008-F")})


def test_a_plus_may_be_for_sectors(here: Company) -> None:
    plus = sectoral(current().line(PLUS))
    maker = make_company(sbi_scheme="2008", sbi_section="C")
    shop = make_company(sbi_scheme="2008", sbi_section="G")
    newer = make_company(sbi_scheme="2025", sbi_section="C")
    assert misfits(plus, maker, TODAY) == []
    only = "Hogebeek plus is only for the sectors Industrie or Bouwnijverheid."
    assert [misfits(plus, company, TODAY) for company in (shop, newer)] == [[only], [only]]
    (unknown,) = misfits(plus, here, TODAY)
    assert unknown == (
        "Hogebeek plus is for some sectors, and that of this company is not known. "
        "Ask the programme manager to have its establishment read in from the register."
    )


def test_whom_a_line_is_for_is_said_in_words() -> None:
    plus = current().line(PLUS)
    assert whom_for(plus) == ["companies in Hogebeek", "the theme Energy"]
    assert whom_for(sectoral(plus)) == ["the sectors Industrie or Bouwnijverheid"]
    assert whom_for(current().line("basis")) == []


def acts(company: Company, by: User) -> dict[str, Callable[[], Any]]:
    """Everything that is booked on a line, on the plus."""
    words: dict[str, Any] = {"theme": "energie", "line": PLUS, "submission": uuid.uuid4(), "by": by}
    intake = {"asked": "Hoe?", "agreed": "Bellen", "needs": [], "held_on": TODAY}
    return {
        "contact": lambda: record_contact(
            company, spoken(line=PLUS, themes=["energie"]), submission=uuid.uuid4(), by=by
        ),
        "intake": lambda: hold_intake(company, **words, **intake),
        "journey": lambda: open_journey(company, **words, goal="Zuinig", specialist=by),
    }


@pytest.mark.parametrize("act", ["contact", "intake", "journey"])
def test_an_act_is_refused_on_a_plus_for_another_municipality(
    here: Company, there: Company, anna: User, act: str
) -> None:
    with pytest.raises(Refused) as refused:
        acts(there, anna)[act]()
    assert (refused.value.field, refused.value.message) == ("line", f"{ELSEWHERE} Choose another line.")
    assert Entry.objects.count() == 0
    acts(here, anna)[act]()
    assert Entry.objects.filter(line=PLUS).count() == 1


def test_a_talk_goes_on_the_line_of_the_trajectory_that_gets_its_minutes(here: Company, anna: User) -> None:
    journey = on_journey(here, anna)
    with pytest.raises(Refused) as refused:
        record_contact(
            here, spoken(line="basis", themes=["energie"], journey=journey), submission=uuid.uuid4(), by=anna
        )
    assert refused.value.field == "line"
    record_contact(here, spoken(line=PLUS, themes=["energie"], journey=journey), submission=uuid.uuid4(), by=anna)
    held = Entry.objects.filter(kind__in=[EntryKind.CONTACT_HELD, EntryKind.HOURS_WRITTEN])
    assert set(held.values_list("line", flat=True)) == {PLUS}


def test_hours_are_refused_after_the_line_has_ended(
    here: Company, anna: User, today_is: Callable[[date], None]
) -> None:
    journey = on_journey(here, anna)
    other = on_journey(make_company(municipality_code="GM9903"), anna, line="basis")
    today_is(date(2025, 1, 6))
    book_hours(journey, contact=30, on=date(2024, 12, 31), submission=uuid.uuid4(), by=anna)
    book_hours(other, contact=30, on=date(2025, 1, 1), submission=uuid.uuid4(), by=anna)
    with pytest.raises(Refused) as refused:
        book_hours(journey, contact=30, on=date(2025, 1, 1), submission=uuid.uuid4(), by=anna)
    assert refused.value.message == f"{DAYS} Close this trajectory and open one on a line that does."
    with pytest.raises(Refused):
        reserve_hours(journey, 60, submission=uuid.uuid4(), by=anna)
    assert (journey.minutes_written, journey.minutes_reserved) == (30, 0)
