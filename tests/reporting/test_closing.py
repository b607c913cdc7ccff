"""Closing a quarter: who, in which order, of which figures; and what is known better afterwards."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.companies.actions import add_company
from kopgroep.companies.merging import merge_companies
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.actions.quarters import close_quarter, propose_quarter
from kopgroep.reporting.closing import (
    Restatement,
    ended_quarters,
    faults_of,
    frozen_values,
    later_doubles,
    later_lines,
    latest_closed,
    next_quarter,
    restatements,
)
from kopgroep.reporting.fingerprints import seal_of
from kopgroep.reporting.models import Closing, Frozen
from tests.at_once import at_once
from tests.cast import make_user
from tests.factories import make_company
from tests.reporting.quarters import INTAKES, SOON, closed, intake, pay, some_work, with_rule

Q1 = "2021Q1"


@pytest.fixture
def met(anna: User, marieke: User, today_is: Callable[[date], None]) -> list[Any]:
    return some_work(anna, marieke, today_is)


@pytest.fixture
def first(met: list[Any], marieke: User, olga: User) -> Closing:
    return closed(Q1, proposed_by=marieke, closed_by=olga, remark="Volledig")


def of(found: list[Restatement], code: str, dimension: str = "", cell: str = "") -> Restatement:
    return next(row for row in found if row.key[1:] == (code, dimension, cell))


def test_quarter_is_proposed_by_one_and_closed_by_another(met: list[Any], marieke: User, olga: User) -> None:
    closing = propose_quarter(Q1, remark=" Volledig ", by=marieke)
    assert (closing.is_closed, closing.remark, frozen_values(closing)) == (False, "Volledig", [])
    closing = close_quarter(closing, seen=closing.hash, by=olga)
    assert (closing.is_closed, closing.closed_by, closing.proposed_by) == (True, olga, marieke)
    values = {(row.code, row.dimension, row.cell): row.part for row in frozen_values(closing)}
    assert values[INTAKES, "", ""] == 3
    assert values["provincie", "spent", "2021"] == 250_000
    assert closing.lines == Entry.objects.filter(happened_on__lte=closing.until).count()


def test_both_acts_are_in_the_audit_trail(first: Closing, marieke: User, olga: User) -> None:
    trail = AuditEvent.objects.filter(subject_type="closing").order_by("pk")
    assert [(event.verb, event.actor) for event in trail] == [("propose_quarter", marieke), ("close_quarter", olga)]
    assert trail[1].detail == {"quarter": Q1, "seal": seal_of(first)}


def test_who_proposed_cannot_close(met: list[Any], marieke: User) -> None:
    closing = propose_quarter(Q1, by=marieke)
    with pytest.raises(Refused, match="Vraag een collega"):
        close_quarter(closing, seen=closing.hash, by=marieke)
    assert Frozen.objects.count() == 0


def test_adviser_may_neither_propose_nor_close(met: list[Any], marieke: User, anna: User) -> None:
    closing = propose_quarter(Q1, by=marieke)
    with pytest.raises(NotAllowed):
        propose_quarter(Q1, by=anna)
    with pytest.raises(NotAllowed):
        close_quarter(closing, seen=closing.hash, by=anna)


@pytest.mark.parametrize("quarter", ["2021Q2", "2020Q4", "2030Q1", "kwartaal"])
def test_only_an_ended_quarter_of_the_programme_is_proposed(met: list[Any], marieke: User, quarter: str) -> None:
    with pytest.raises(Refused, match="voorbij"):
        propose_quarter(quarter, by=marieke)


def test_quarters_are_closed_in_their_order(
    met: list[Any], marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    today_is(date(2021, 7, 2))
    assert (ended_quarters(date(2021, 7, 2)), next_quarter(date(2021, 7, 2))) == ([Q1, "2021Q2"], Q1)
    with pytest.raises(Refused, match="Sluit eerst 2021Q1"):
        propose_quarter("2021Q2", by=marieke)
    closed(Q1, proposed_by=marieke, closed_by=olga)
    second = closed("2021Q2", proposed_by=olga, closed_by=marieke)
    assert next_quarter(date(2021, 7, 2)) is None
    assert [latest_closed(day) for day in (date(2021, 3, 30), SOON, date(2021, 7, 2))] == [
        None,
        Closing.objects.get(quarter=Q1),
        second,
    ]


def test_day_after_the_quarter_it_is_over(met: list[Any]) -> None:
    assert (ended_quarters(date(2021, 3, 31)), ended_quarters(date(2021, 4, 1))) == ([], [Q1])


def test_what_was_written_after_the_proposal_is_not_closed(
    met: list[Any], anna: User, marieke: User, olga: User
) -> None:
    closing = propose_quarter(Q1, by=marieke)
    intake(make_company("Te laat"), anna)
    closing = close_quarter(closing, seen=closing.hash, by=olga)
    row = of(restatements(closing), INTAKES)
    assert (row.frozen and row.frozen.part, row.now and row.now.part, row.difference) == (3, 4, 1)


def test_proposal_can_be_renewed_and_then_another_one_may_close(
    met: list[Any], anna: User, marieke: User, olga: User
) -> None:
    old = propose_quarter(Q1, by=marieke)
    intake(make_company("Net op tijd"), anna)
    renewed = propose_quarter(Q1, by=olga)
    assert (renewed.pk, renewed.proposed_by, renewed.hash == old.hash) == (old.pk, olga, False)
    with pytest.raises(Refused, match="opnieuw voorgesteld"):
        close_quarter(renewed, seen=old.hash, by=marieke)
    assert close_quarter(renewed, seen=renewed.hash, by=marieke).is_closed


def test_proposing_twice_the_same_is_one_proposal(met: list[Any], marieke: User) -> None:
    one, same = propose_quarter(Q1, by=marieke), propose_quarter(Q1, by=marieke)
    assert (one.version, same.version, AuditEvent.objects.filter(verb="propose_quarter").count()) == (1, 1, 1)


def test_closing_twice_changes_nothing(first: Closing, olga: User, marieke: User) -> None:
    assert close_quarter(first, seen=first.hash, by=olga) == first
    with pytest.raises(Refused, match="al gesloten"):
        close_quarter(first, seen=first.hash, by=marieke)
    with pytest.raises(Refused, match="al gesloten"):
        propose_quarter(Q1, by=marieke)
    assert AuditEvent.objects.filter(verb="close_quarter").count() == 1


def test_other_definitions_than_proposed_are_not_closed(met: list[Any], marieke: User, olga: User) -> None:
    closing = propose_quarter(Q1, by=marieke)
    with current.lend(with_rule(months=1)), pytest.raises(Refused, match="Stel het kwartaal opnieuw voor"):
        close_quarter(closing, seen=closing.hash, by=olga)


def test_nothing_moved_is_said_of_every_value(first: Closing) -> None:
    found = restatements(first)
    assert len(found) == len(frozen_values(first))
    assert [row for row in found if row.moved] == []


def test_correction_restates_and_names_its_line(first: Closing, marieke: User) -> None:
    line = Entry.objects.filter(kind=EntryKind.INTAKE_HELD).order_by("pk")[0]
    back = reverse_line(line, reason="Dubbel geschreven", by=marieke)
    row = of(restatements(first), INTAKES)
    assert (row.moved, row.difference, row.redefined) == (True, -1, False)
    assert list(later_lines(first, current().indicator(INTAKES))) == [back]
    assert faults_of(first) == []


def test_later_line_of_the_same_quarter_is_its_own_reason(first: Closing, anna: User) -> None:
    intake(make_company("Nagekomen"), anna)
    intake(make_company("Volgend kwartaal"), anna, on=SOON)
    lines = later_lines(first, current().indicator(INTAKES))
    assert [line.company.name for line in lines.select_related("company") if line.company] == ["Nagekomen"]
    assert of(restatements(first), INTAKES).difference == 1


def test_merge_restates_and_the_frozen_value_stays(first: Closing, met: list[Any], marieke: User, anna: User) -> None:
    double = add_company(name="Bedrijf 0 bv", by=anna)
    intake(double, anna)
    before = of(restatements(first), INTAKES).difference
    merge_companies(met[0], double, by=marieke)
    row = of(restatements(first), INTAKES)
    assert (before, row.difference, row.frozen and row.frozen.part) == (1, 0, 3)
    assert list(later_doubles(first)) == [double]
    assert faults_of(first) == []


def test_money_is_restated_too(first: Closing, marieke: User) -> None:
    pay(marieke, -50_000)
    assert of(restatements(first), "provincie", "spent", "2021").difference == -50_000


def test_new_definition_is_told_and_not_compared(first: Closing) -> None:
    with current.lend(with_rule(months=1)):
        row = of(restatements(first), INTAKES)
        assert (row.redefined, row.difference, row.moved) == (True, None, True)
        assert faults_of(first) == []


def test_figure_that_is_no_longer_followed_is_told(first: Closing) -> None:
    programme = current()
    less = tuple(item for item in programme.indicators if item.code != INTAKES)
    with current.lend(programme.model_copy(update={"indicators": less})):
        row = of(restatements(first), INTAKES)
        assert (row.now, row.difference) == (None, None)
        assert faults_of(first) == []


def test_share_is_restated_exactly() -> None:
    was = Frozen(kind="figure", code="deel", part=1, whole=3, n=3)
    assert Restatement(("figure", "deel", "", ""), was, None, False).difference == Fraction(-1, 3)


@pytest.mark.parametrize("statement", ["UPDATE reporting_frozen SET part = part + 1", "DELETE FROM reporting_frozen"])
def test_database_refuses_to_change_a_frozen_value(first: Closing, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert faults_of(first) == []


@pytest.mark.django_db(transaction=True)
def test_of_two_who_close_at_once_one_wins(anna: User, marieke: User, olga: User, today_is: Any) -> None:
    some_work(anna, marieke, today_is)
    other = make_user("Wim Wachter", Role.SCHEME_OFFICER)
    closing = propose_quarter(Q1, by=marieke)
    came = at_once(
        lambda: close_quarter(closing, seen=closing.hash, by=olga),
        lambda: close_quarter(closing, seen=closing.hash, by=other),
    )
    assert came == ["done", "refused"]
    assert AuditEvent.objects.filter(verb="close_quarter").count() == 1
