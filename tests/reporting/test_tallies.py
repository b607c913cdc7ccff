"""A tally plus what happened since says what counting everything says: for every rule, and for reach."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting import tallies
from kopgroep.reporting.counting import values
from kopgroep.reporting.figures import cells, needs_figures
from kopgroep.reporting.models import Tally
from kopgroep.reporting.money import money_on
from kopgroep.reporting.reach import spoken_on
from kopgroep.reporting.tallies import counted_on, counts, since_tally
from kopgroep.reporting.tallying import TallyWrongError, renew_tally
from kopgroep.reporting.view import Cut, View
from tests.factories import make_company
from tests.reporting.histories import (
    COMPANIES,
    ON,
    Act,
    acts,
    indicator,
    payments,
    positions,
    rules,
    thrown_away,
    write,
)

NEXT = ON + timedelta(days=1)
histories = st.lists(acts() | positions() | payments(), max_size=14)
merges = st.dictionaries(st.integers(0, COMPANIES - 2), st.just(COMPANIES - 1), max_size=2)


@pytest.fixture
def companies(db: None, today_is: Callable[[date], None]) -> list[Company]:
    today_is(ON)
    made = [make_company(f"Bedrijf {n}") for n in range(COMPANIES)]
    # Only a company without a number can be a double.
    Company.objects.filter(pk__in=[company.pk for company in made[:-1]]).update(kvk_number=None)
    return made


@pytest.fixture
def advisers(anna: User, sjoerd: User) -> list[User]:
    return [anna, sjoerd]


def act(company: int | None, kind: EntryKind = EntryKind.INTAKE_HELD, day: date = ON) -> Act:
    """A plain line of this day."""
    return Act(kind, company, "digitalisering", day, "specific_advice", "basis", 0)


def know(doubles: dict[int, int], companies: list[Company]) -> None:
    """Let exactly these companies be doubles of others."""
    for number, company in enumerate(companies):
        stayed = companies[doubles[number]] if number in doubles else None
        Company.objects.filter(pk=company.pk).update(merged_into=stayed)


def take_back(line: Entry) -> None:
    """Write the reversal of a line, as correcting does."""
    facts = {"kind": line.kind, "company": line.company, "happened_on": line.happened_on, "outcome": line.outcome}
    more = {
        "theme": line.theme,
        "line": line.line,
        "source": line.source,
        "recorded_at": line.recorded_at,
        "programme_hash": "",
    }
    Entry.objects.create(
        **facts, **more, reverses=line, quantity=-line.quantity, reason="vergissing", key=f"terug:{line.pk}"
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    some=st.lists(rules(), min_size=4, max_size=6), before=histories, later=histories, were=merges, become=merges,
    taken=st.sets(st.integers(0, 13), max_size=3), days=st.integers(0, 2),
)  # fmt: skip
def test_tally_and_what_happened_since_is_the_whole_count(
    some: list[Any], before: list[Act], later: list[Act], were: dict[int, int], become: dict[int, int],
    taken: set[int], days: int, companies: list[Company], advisers: list[User], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    asked = [indicator(rule, f"proef-{n}") for n, rule in enumerate(some)]
    programme = current().model_copy(update={"indicators": tuple(asked)})
    with thrown_away(), monkeypatch.context() as here:
        here.setattr(tallies, "current", lambda: programme)
        lines = write(before, companies, advisers)
        know(were, companies)
        tally = counted_on(ON)
        assert tally.values == values(asked, ON)
        # A company without a line of its own is not touched: its line stands in the tally alone.
        write(later, companies[:-2] + companies[:2], advisers)
        for number in taken:
            if number < len(before) and not before[number].undone:
                take_back(lines[number])
        know(become, companies)
        now = View(ON + timedelta(days=days))
        since = tallies.corrected(tally, now)
        if since is not None:
            assert since.figures(asked) == values(asked, now)
            assert since.spoken() == spoken_on(now)
            assert since.money() == money_on(now)
            for figure in needs_figures():
                assert since.needs(figure) == cells(figure, now)
        assert (since is None) == (tally.holds_until is not None and tally.holds_until < now.on)
        assert tallies.differences(tally, counted_on(now.on)) == []


def test_a_line_counts_in_the_second_after_it_was_written(companies: list[Company], advisers: list[User]) -> None:
    write([act(0)], companies, advisers)
    renew_tally(ON)
    write(
        [act(1), replace(act(2, EntryKind.CONTACT_HELD), outcome="visit"), act(None, EntryKind.EVENT_HELD)],
        companies,
        advisers,
    )
    used = current().indicators
    assert since_tally(View(ON)) is not None
    assert counts(ON).figures(used) == values(used, ON)
    assert values(used, ON) != Tally.objects.get().values
    spoken = counts(ON).spoken()
    assert (spoken, spoken.places.total()) == (spoken_on(ON), 3)


def test_with_nothing_written_since_no_line_is_counted(companies: list[Company], advisers: list[User]) -> None:
    write([act(0)], companies, advisers)
    renew_tally(ON)
    with CaptureQueriesContext(connection) as asked:
        found = counts(ON).figures(current().indicators)
    assert found == values(current().indicators, ON)
    # The tally, the doubles, who was touched, and lines without a company.
    assert len(asked) == 4


@pytest.mark.parametrize(
    "view", [View(ON - timedelta(days=1)), View(ON, Cut(theme="digitalisering")), View(ON, last_line=1), View(NEXT)]
)
def test_what_the_tally_cannot_say_is_counted_whole(view: View, companies: list[Company], advisers: list[User]) -> None:
    write([act(0), act(1, day=NEXT)], companies, advisers)
    renew_tally(ON)
    assert since_tally(view) is None
    assert counts(view).figures(current().indicators) == values(current().indicators, view)


@pytest.mark.parametrize("field", ["programme_hash", "code_version", "programme"])
def test_a_tally_of_other_rules_or_other_software_is_not_used(field: str, companies: list[Company]) -> None:
    renew_tally(ON)
    Tally.objects.update(**{field: "anders"})
    assert since_tally(View(ON)) is None


def test_when_too_much_happened_everything_is_counted(
    companies: list[Company], advisers: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST", 1)
    renew_tally(ON)
    write([act(0), act(1)], companies, advisers)
    assert since_tally(View(ON)) is None


def test_a_wrong_tally_is_told_loudly_and_made_right(companies: list[Company], advisers: list[User]) -> None:
    write([act(0, EntryKind.CONTACT_HELD)], companies, advisers)
    renew_tally(ON)
    Tally.objects.update(total=7)
    with pytest.raises(TallyWrongError, match="reach: 7 by the tally, 0 counted"):
        renew_tally(ON)
    renew_tally(ON)
    assert [(tally.on, tally.total) for tally in Tally.objects.all()] == [(ON, 0)]


def test_a_night_of_a_missed_day_counts_today(companies: list[Company]) -> None:
    renew_tally(ON - timedelta(days=40))
    assert Tally.objects.get().on == ON
