"""What the page of a target says of its end."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.reporting.journeys_left import JourneysLeft, journeys_left
from kopgroep.reporting.monitor import monitor_rows
from kopgroep.workspace.outlook import outlook
from tests.factories import TODAY, make_company, make_journey

JOURNEYS = "digitalisering-trajecten"


@pytest.mark.parametrize(("ended", "expected"), [(2, None), (3, 8), (4, 6)])
def test_open_trajectories_end_as_usual(ended: int, expected: int | None) -> None:
    assert JourneysLeft(open=12, minutes=600, ended=ended, counted=2).expected == expected


def test_open_trajectories_of_the_theme_are_counted_with_their_hours(anna: User, sjoerd: User) -> None:
    assert journeys_left(current().indicator("digitalisering-intakes"), TODAY) is None
    one = make_journey(make_company(), sjoerd)
    target, day = current().indicator(JOURNEYS), one.opened_on
    found = journeys_left(target, day)
    assert found == JourneysLeft(open=1, minutes=one.cap_minutes, ended=0, counted=0)
    assert journeys_left(target, day - timedelta(days=1)) == JourneysLeft(open=0, minutes=0, ended=0, counted=0)


@pytest.mark.django_db
def test_a_target_without_data_says_so_and_what_is_needed() -> None:
    [row] = monitor_rows(TODAY, [current().indicator("digitalisering-intakes")])
    months = (row.indicator.period.ends_on - TODAY) / timedelta(days=365 / 12)
    with override("en"):
        assert outlook(row, TODAY) == [
            "Too little is known yet to say where we end.",
            f"Needed from now on: {150 / months:.1f} a month. The past twelve months brought 0.0 a month.",
        ]
