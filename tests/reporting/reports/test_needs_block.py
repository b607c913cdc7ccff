"""Needs that as many companies name stand in one order, whether the quarter is closed or not."""

import uuid
from collections.abc import Callable
from datetime import date

from kopgroep.accounts.models import User
from kopgroep.base.periods import quarter_ends
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.programme import current
from kopgroep.reporting.reports.building import build
from tests.factories import make_company
from tests.reporting.quarters import HELD, SOON, closed


def names() -> list[str]:
    document = build(current().report("kwartaal"), quarter_ends("2021Q1"), language="nl")
    found = next(each for each in document.tables if each.columns[0].name == "Behoefte")
    return [row[0].text for row in found.rows]


def test_needs_named_as_often_stand_as_the_programme_names_them(
    anna: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    today_is(SOON)
    needs = current().needs
    asked = [need.code for need in reversed(needs)]
    words = {"asked": "Welke stap past bij ons?", "agreed": "Specialist belt."}
    for codes in (asked, asked[:1]):
        more = {"line": "basis", "held_on": HELD, "submission": uuid.uuid4(), "by": anna, **words}
        hold_intake(make_company(), theme="digitalisering", needs=codes, **more)
    while_open = names()
    closed("2021Q1", proposed_by=marieke, closed_by=olga)
    assert while_open == names() == [needs[-1].name.nl, *(need.name.nl for need in needs[: len(while_open) - 1])]
