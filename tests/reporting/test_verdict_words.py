"""What is said of targets together when none of them can be judged."""

from collections.abc import Callable
from datetime import date

from django.utils.translation import override

from kopgroep.programme import current
from kopgroep.reporting.monitor import MonitorRow, Verdict, monitor_rows
from kopgroep.reporting.verdict_words import conclusion
from tests.factories import TODAY

ONLY = "These figures are only to compare with: none of them is a target."


def test_figures_to_compare_with_are_not_called_targets_that_have_not_begun(
    db: None, today_is: Callable[[date], None]
) -> None:
    today_is(TODAY)
    [row] = monitor_rows(TODAY, [current().indicator("bedrijven-per-jaar")])
    ahead = MonitorRow(row.indicator, 0, 0, Verdict.AHEAD, row.window, None)
    with override("en"):
        assert [conclusion(rows) for rows in ([row], [ahead], [row, ahead], [])] == [
            ONLY,
            "No target has begun yet.",
            "No target has begun yet.",
            "No target has begun yet.",
        ]
