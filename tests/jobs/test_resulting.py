"""The results of the demonstration: every end that a result can have, by the product's own actions."""

from collections.abc import Callable
from datetime import date, timedelta

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.models import Result
from kopgroep.jobs.demo.resulting import Act, Resulting
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_journey


def test_results_of_the_demonstration_come_to_every_end(
    today_is: Callable[[date], None], sjoerd: User, olga: User, marieke: User
) -> None:
    today_is(TODAY)
    agenda: list[tuple[date, Act]] = []
    people = {user.name: user for user in (sjoerd, olga, marieke)}
    resulting = Resulting(current(), people, plan=lambda day, act: agenda.append((day, act)))
    for number in range(70):
        journey = make_journey(make_company(f"Bedrijf {number}"), sjoerd)
        resulting.after(close_journey(journey, outcome="step_taken", result="Plan klaar", by=sjoerd), TODAY)
    day, refused = TODAY, 0
    while agenda:
        day += timedelta(days=1)
        today_is(day)
        resulting.night(day)
        due = [item for item in agenda if item[0] <= day]
        agenda[:] = [item for item in agenda if item[0] > day]
        for _day, act in due:
            try:
                act(day)
            except Refused:
                refused += 1
    resulting.night(day + timedelta(days=30))
    states = set(Result.objects.order_by("pk").values_list("state", flat=True))
    assert states >= {"stated", "denied", "unanswered", "verified"}
    assert (refused, "asked" in states) == (0, False)
