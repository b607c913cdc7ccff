"""Published figures that must be looked at again become one task for a programme manager."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kopgroep.accounts.models import User
from kopgroep.casework.actions.refreshing import ask_refreshes
from kopgroep.casework.models import Task
from kopgroep.programme import current
from kopgroep.programme.published import Publication


@pytest.fixture
def first() -> Publication:
    """The publication that falls due first."""
    return current().publications_in_use(date(2030, 1, 1))[0]


def test_nothing_is_asked_before_the_day(marieke: User, first: Publication, today_is: Callable[[date], None]) -> None:
    day = first.refresh_on - timedelta(days=1)
    today_is(day)
    assert ask_refreshes(day) == 0


def test_each_publication_is_asked_once(marieke: User, first: Publication, today_is: Callable[[date], None]) -> None:
    day = first.refresh_on
    today_is(day)
    due = current().publications_due(day)
    assert [ask_refreshes(day), ask_refreshes(day)] == [len(due), 0]
    task = Task.objects.order_by("pk")[0]
    assert (task.owner, task.due_on, task.company) == (marieke, day, None)
    assert task.title.endswith(first.name.nl)
    assert first.url in task.note


def test_task_that_is_done_is_not_asked_again(
    marieke: User, first: Publication, today_is: Callable[[date], None]
) -> None:
    today_is(first.refresh_on)
    ask_refreshes(first.refresh_on)
    Task.objects.update(done_on=first.refresh_on)
    later = first.refresh_on + timedelta(days=1)
    today_is(later)
    new = len(current().publications_due(later)) - len(current().publications_due(first.refresh_on))
    assert ask_refreshes(later) == new


def test_without_a_manager_nobody_is_asked(anna: User, first: Publication, today_is: Callable[[date], None]) -> None:
    today_is(first.refresh_on)
    assert ask_refreshes(first.refresh_on) == 0
