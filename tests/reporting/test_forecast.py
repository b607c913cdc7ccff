"""Where a count will end: known series, the season, too few data, and how often the interval holds."""

from datetime import date, timedelta
from fractions import Fraction
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.forecast import simulated
from kopgroep.base.periods import months_after
from kopgroep.reporting.counting import Window
from kopgroep.reporting.forecast import Forecast, WhyNot, forecast, needed_per_month, pace_per_month, rises, why_not
from kopgroep.reporting.season import EVEN, Rise, seasons

START, END = date(2021, 1, 1), date(2024, 12, 31)
ENDS = [months_after(START, 3 * n) - timedelta(days=1) for n in range(1, 17)]


def grown(*counts: int) -> list[Rise]:
    """A figure that rose by so much in each quarter from the start on."""
    firsts = [START, *(day + timedelta(days=1) for day in ENDS)]
    return [Rise(first, last, by) for first, last, by in zip(firsts, ENDS, counts, strict=False)]


def after(*counts: int) -> Forecast | None:
    """The forecast after those quarters."""
    return forecast(grown(*counts), Window(START, END, ENDS[len(counts) - 1]))


def test_an_even_pace_goes_on() -> None:
    assert after(*[10] * 8) == Forecast(middle=160, low=126, high=200)


def test_what_was_done_lately_weighs_more() -> None:
    slower, faster = after(12, 12, 12, 12, 4, 4, 4, 4), after(4, 4, 4, 4, 12, 12, 12, 12)
    assert (slower and slower.middle, faster and faster.middle) == (117, 139)


def test_counts_that_lie_apart_widen_the_interval() -> None:
    even, uneven = after(*[10] * 8), after(*[2, 18] * 4)
    assert even
    assert uneven
    assert uneven.high - uneven.low > even.high - even.low


def test_without_enough_there_is_no_forecast_but_a_reason() -> None:
    reasons = [why_not(grown(*n), Window(START, END, on)) for n, on in [((1, 1), ENDS[1]), ((5,), ENDS[0])]]
    assert reasons == [WhyNot.TOO_FEW, WhyNot.TOO_SHORT]
    assert why_not(grown(*[5] * 16), Window(START, END, END)) is WhyNot.OVER
    assert [after(1, 1), after(5), after(*[5] * 16)] == [None, None, None]


def test_a_season_is_learnt_from_two_years_and_not_from_one() -> None:
    assert seasons({"a": grown(10, 20, 0, 10)}) == {"a": EVEN}
    found = seasons({"a": grown(*[100, 200, 0, 100] * 2), "new": []})
    assert [round(part, 2) for part in found["a"]] == [1.0, 1.99, 0.01, 1.0]
    assert [round(part, 2) for part in found["new"]] == [1.0, 1.89, 0.11, 1.0]


def test_a_quiet_season_to_come_lowers_the_forecast() -> None:
    history = grown(*[100, 200, 0, 100] * 3, 100, 200)
    span = Window(START, END, ENDS[13])
    even, learnt = forecast(history, span), forecast(history, span, seasons({"a": history})["a"])
    assert (even and even.middle, learnt and learnt.middle) == (1731, 1602)


def test_what_was_taken_back_lowers_earlier_readings() -> None:
    points = [(ENDS[0], 10), (ENDS[1], 12), (ENDS[2], 11)]
    assert [rise.by for rise in rises(points, START)] == [10, 1, 0]


def test_a_figure_per_year_starts_again() -> None:
    points = [(ENDS[2], 30), (ENDS[3], 40), (ENDS[4], 12)]
    found = rises(points, START, per_year=True)
    assert [(rise.starts_on, rise.by) for rise in found] == [
        (START, 30),
        (date(2021, 10, 1), 10),
        (date(2022, 1, 1), 12),
    ]


def test_pace_is_of_the_last_twelve_months() -> None:
    assert pace_per_month([]) is None
    assert pace_per_month(grown(100, 100, 3, 3, 3, 3)) == 12 * Fraction(365, 12) / 365


def test_needed_a_month_stops_at_the_target_and_at_the_end() -> None:
    span = Window(START, END, date(2024, 1, 1))
    assert needed_per_month(24, 12, span) == 1
    assert needed_per_month(24, 24, span) is None
    assert needed_per_month(24, 12, Window(START, END, END)) is None


counted = st.lists(st.integers(0, 60), min_size=2, max_size=15)


@settings(max_examples=60, deadline=None)
@given(counted)
def test_the_interval_holds_the_middle_and_is_not_below_what_was_reached(counts: list[int]) -> None:
    found = after(*counts)
    assert (found is None) == (sum(counts) < 3)
    if found:
        assert sum(counts) <= found.low <= found.middle <= found.high


@settings(max_examples=60, deadline=None)
@given(counted, st.randoms(use_true_random=False))
def test_one_event_more_never_lowers_the_middle(counts: list[int], random: Random) -> None:
    where = random.randrange(len(counts))
    more = [n + (place == where) for place, n in enumerate(counts)]
    found, higher = after(*counts), after(*more)
    assert found is None or (higher is not None and higher.middle >= found.middle)


def test_four_out_of_five_ends_lie_in_the_interval() -> None:
    tries = list(simulated(40, choosing=False))
    held = {method: [one.holds for one in tries if one.method == method] for method in ("now", "before")}
    share = {method: sum(found) / len(found) for method, found in held.items()}
    assert 0.75 <= share["now"] <= 0.85
    assert share["before"] < 0.65
