"""With whom can be compared: the turned down and those who began lately, as the evaluation file tells them."""

from collections.abc import Callable
from datetime import date

from kopgroep.accounts.models import User
from kopgroep.casework.models.referral_states import State
from kopgroep.programme import current
from kopgroep.reporting.reports.building import build
from kopgroep.reporting.reports.groups import groups
from kopgroep.reporting.view import View
from tests.factories import TODAY, make_company, make_intake, make_journey, make_referral
from tests.reporting.evaluation.region import declined, make_region


def cells(code: str, until: date) -> list[list[str]]:
    """The rows of a table of the final advice, as text."""
    document = build(current().report("eindadvies"), until, language="en")
    return [[cell.text for cell in row] for each in document.tables if each.code == code for row in each.rows]


def pools(until: date) -> list[str]:
    """What the last row, of all themes together, says of the turned down and of who began lately."""
    document = build(current().report("eindadvies"), until, language="en")
    table = next(each for each in document.tables if each.code == "comparison")
    assert [column.name for column in table.columns[4:]] == ["Turned down", "Began lately"]
    return [cell.text for cell in table.rows[-1][4:]]


def test_pools_are_those_of_the_evaluation_file(anna: User, today_is: Callable[[date], None]) -> None:
    region = make_region(anna, today_is)
    assert groups(View(TODAY)).refused == {region.refused.pk}
    assert groups(View(TODAY)).late() == set()
    then = groups(View(date(2022, 6, 30)))
    assert (then.refused, then.late()) == (set(), {company.pk for company in region.treated})


def test_a_small_pool_is_hidden_and_a_larger_one_is_told(anna: User, today_is: Callable[[date], None]) -> None:
    make_region(anna, today_is)
    assert pools(TODAY) == ["hidden", "0"]
    for number in range(9):
        declined(make_referral(make_company(f"Nee {number}"), anna, State.SENT), anna)
    assert pools(TODAY) == ["10", "0"]


def test_every_small_pool_is_hidden_and_what_gives_its_number_away(
    anna: User, today_is: Callable[[date], None]
) -> None:
    make_region(anna, today_is)
    digital, whole = "Digitalisation", "All themes together"
    found = groups(View(TODAY))
    assert (len(found.treated()), len(found.intake_only()), len(found.contact_only())) == (6, 1, 1)
    assert cells("comparison", TODAY) == [
        [digital, "hidden", "hidden", "–", "–", "0"],
        [whole, "hidden", "hidden", "hidden", "hidden", "0"],
    ]
    assert [row[1:4] for row in cells("effect", TODAY)] == [["hidden"] * 3] * 2
    for number in range(10):
        make_intake(make_company(f"Intake {number}"), anna)
        make_journey(make_company(f"Traject {number}"), anna)
    assert [row[1:3] for row in cells("comparison", TODAY)] == [["16", "11"]] * 2
    assert [row[1:4] for row in cells("effect", TODAY)] == [["16", "11", "21.9%"]] * 2
