"""The report says what open trajectories still hold: on the last day of the quarter, whatever happened since."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.periods import quarter_ends
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.programme import current
from kopgroep.reporting.reports.building import build
from tests.factories import make_company, make_journey
from tests.reporting.quarters import HELD, SOON, closed

TARGET = "digitalisering-trajecten"


def rows() -> dict[str, list[str]]:
    document = build(current().report("kwartaal"), quarter_ends("2021Q1"), language="nl")
    found = [each for each in document.tables if each.code == "journeys"]
    return {row[0].text: [cell.text for cell in row[1:]] for table in found for row in table.rows}


def test_open_trajectories_stay_as_they_were_when_the_quarter_closed(
    anna: User, sjoerd: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    today_is(HELD)
    assert rows() == {}
    ends, *rest = [make_journey(make_company(), sjoerd) for _ in range(3)]
    rule = current().indicator(TARGET).rule.model_dump()
    close_journey(ends, outcome=rule["outcomes"][0], result="Plan klaar", by=sjoerd)
    book_hours(rest[0], contact=120, on=HELD, submission=uuid.uuid4(), by=sjoerd)
    left = sum(journey.cap_minutes for journey in rest) - 120
    said = {current().indicator(TARGET).name.nl: ["2", f"{left / 60:.0f}", "1", "1", "–"]}
    assert rows() == said
    today_is(SOON)
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    book_hours(rest[1], contact=60, on=HELD, submission=uuid.uuid4(), by=sjoerd)
    close_journey(rest[0], outcome=rule["outcomes"][0], result="Plan klaar", by=sjoerd)
    assert rows() == said


@pytest.mark.django_db
def test_a_text_that_leads_in_nothing_says_so() -> None:
    document = build(current().report("kwartaal"), quarter_ends("2021Q1"), language="en")
    section = next(each for each in document.sections if each.heading == "What came of it?")
    assert [part.text for part in section.parts if hasattr(part, "text")][-1] == "There is nothing to show of this yet."
