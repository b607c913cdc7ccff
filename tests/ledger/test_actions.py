"""Writing lines, taking them back, and money."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils.translation import override

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.ledger.actions import pay_commitment, record_money, reverse_line, write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.money import money_on
from tests import cast
from tests.cast import make_user
from tests.factories import TODAY, make_company, make_journey

SPENT, COMMITTED = EntryKind.MONEY_SPENT, EntryKind.MONEY_COMMITTED
CLERK = {"source": "provincie", "happened_on": TODAY, "description": "besluit 7"}


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> Iterator[None]:
    today_is(TODAY)
    with override("en"):
        yield


def intake(by: User, key: str = "proef:1", on: date = TODAY) -> Entry:
    """A line about a new company."""
    return write_line(EntryKind.INTAKE_HELD, happened_on=on, by=by, key=key, company=make_company(), theme="export")


def test_line_keeps_what_the_company_was_that_day(anna: User) -> None:
    company = make_company(size_class="5-9", sbi_scheme="2008", sbi_section="C")
    line = write_line(EntryKind.INTAKE_HELD, happened_on=TODAY, by=anna, key="proef:1", company=company)
    company.establishments.update(size_class="10-19", municipality_code="GM0114")
    line.refresh_from_db()
    assert (line.municipality_code, line.sector, line.size_class) == ("GM0106", "2008-C", "5-9")
    assert line.programme_hash == current().hash


@pytest.mark.parametrize(
    ("company_day", "seat_day", "held", "experience"),
    [
        (date(2020, 3, 16), None, date(2023, 3, 15), "starter"),
        (date(2020, 3, 15), None, date(2023, 3, 15), "established"),
        (date(2020, 3, 31), None, date(2023, 2, 28), "starter"),
        (None, date(2020, 3, 16), date(2023, 3, 15), "starter"),
        (date(2010, 1, 1), date(2023, 1, 1), date(2023, 3, 15), "established"),
        # Somebody who came before the company began.
        (date(2023, 5, 1), None, date(2023, 3, 15), "starter"),
        (None, None, date(2023, 3, 15), "unknown"),
    ],
)
def test_line_says_how_long_the_company_existed_that_day(
    anna: User, company_day: date | None, seat_day: date | None, held: date, experience: str
) -> None:
    company = make_company(started_on=seat_day)
    company.started_on = company_day
    line = write_line(EntryKind.INTAKE_HELD, happened_on=held, by=anna, key="proef:1", company=company)
    back = reverse_line(line, reason="Dubbel", by=make_user("Marie", Role.MANAGER))
    assert (line.experience, back.experience) == (experience, experience)


def test_line_of_no_company_says_no_experience(anna: User) -> None:
    line = write_line(EntryKind.EVENT_HELD, happened_on=TODAY, by=anna, key="proef:1")
    line.refresh_from_db()
    assert line.experience == ""


def test_same_key_twice_is_one_line(anna: User, sjoerd: User) -> None:
    first = intake(anna)
    assert intake(sjoerd) == first
    assert (Entry.objects.count(), first.actor) == (1, anna)


def test_day_to_come_is_refused(anna: User) -> None:
    with pytest.raises(Refused) as refused:
        intake(anna, on=TODAY + timedelta(days=1))
    assert (refused.value.field, Entry.objects.count()) == ("happened_on", 0)


def test_reversal_undoes_a_line_and_keeps_both(anna: User, marieke: User) -> None:
    line = intake(anna)
    back = reverse_line(line, reason=" Verkeerd bedrijf ", by=marieke)
    assert (back.quantity, back.reverses, back.reason, back.happened_on) == (-1, line, "Verkeerd bedrijf", TODAY)
    assert (back.theme, back.company, back.municipality_code) == (line.theme, line.company, line.municipality_code)
    assert (Entry.objects.count(), Entry.objects.standing().count(), Entry.objects.total()) == (2, 0, 0)
    assert AuditEvent.objects.get().detail == {"reason": "Verkeerd bedrijf"}


def test_line_is_reversed_once_and_a_reversal_never(anna: User, marieke: User) -> None:
    line = intake(anna)
    back = reverse_line(line, reason="Verkeerd bedrijf", by=marieke)
    with pytest.raises(Refused, match="already been corrected"):
        reverse_line(line, reason="Nog eens", by=marieke)
    with pytest.raises(Refused, match="itself a correction"):
        reverse_line(back, reason="Toch wel", by=marieke)
    assert Entry.objects.count() == 2


def test_reversal_asks_a_reason_and_the_permission(anna: User, marieke: User) -> None:
    line = intake(anna)
    with pytest.raises(Refused) as refused:
        reverse_line(line, reason="  ", by=marieke)
    assert refused.value.field == "reason"
    with pytest.raises(NotAllowed):
        reverse_line(line, reason="Verkeerd bedrijf", by=anna)
    assert Entry.objects.count() == 1


def test_hours_are_not_reversed_past_their_cap(anna: User, marieke: User) -> None:
    journey = make_journey(make_company(), anna)
    hours = write_line(EntryKind.HOURS_WRITTEN, happened_on=TODAY, by=anna, key="uren", subject=journey, quantity=60)
    with pytest.raises(Refused, match="at their trajectory"):
        reverse_line(hours, reason="Te veel", by=marieke)


@pytest.mark.django_db(transaction=True)
def test_two_who_reverse_at_once_write_one_reversal() -> None:
    anna, marieke = cast.member("anna"), cast.member("marieke")
    line, ready = intake(anna), Barrier(2)

    def reverse(reason: str) -> str:
        ready.wait()
        try:
            return reverse_line(line, reason=reason, by=marieke).reason
        except Refused:
            return ""
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        reasons = sorted(both.map(reverse, ["Verkeerd bedrijf", "Dubbel"]))
    assert reasons[0] == ""
    assert [entry.reason for entry in Entry.objects.exclude(reverses=None)] == [reasons[1]]


@pytest.mark.django_db(transaction=True)
def test_same_act_written_twice_at_once_is_one_line() -> None:
    anna, ready = cast.member("anna"), Barrier(2)

    def write(_n: int) -> int:
        ready.wait()
        try:
            return write_line(EntryKind.EVENT_HELD, happened_on=TODAY, by=anna, key="proef:tegelijk").pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        keys = list(both.map(write, range(2)))
    assert keys == [Entry.objects.get().pk] * 2


def test_paying_a_commitment_moves_it_from_committed_to_spent(marieke: User) -> None:
    record_money(COMMITTED, cents=10_000, key="a", by=marieke, **CLERK)  # type: ignore[arg-type]
    for _twice in range(2):
        pay_commitment(cents=4_000, key="b", by=marieke, **CLERK)  # type: ignore[arg-type]
    purse = money_on(TODAY).of("provincie")
    assert (purse.budget, purse.spent, purse.committed) == (311_886_100, 4_000, 6_000)
    assert purse.left == 311_876_100
    assert Entry.objects.count() == 3


def test_paying_more_than_was_committed_is_refused(marieke: User) -> None:
    record_money(COMMITTED, cents=10_000, key="a", by=marieke, **CLERK)  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        pay_commitment(cents=10_001, key="b", by=marieke, **CLERK)  # type: ignore[arg-type]
    assert (refused.value.field, Entry.objects.count()) == ("amount", 1)


def test_reversed_payment_is_not_spent(marieke: User) -> None:
    line = record_money(SPENT, cents=10_000, key="a", by=marieke, **CLERK)  # type: ignore[arg-type]
    reverse_line(line, reason="Dubbele factuur", by=marieke)
    assert money_on(TODAY).whole.spent == 0


def test_money_stands_in_the_year_of_its_day(marieke: User) -> None:
    for key, day in (("a", date(2022, 12, 31)), ("b", date(2023, 1, 1)), ("c", date(2023, 2, 1))):
        record_money(SPENT, cents=100, key=key, by=marieke, **(CLERK | {"happened_on": day}))  # type: ignore[arg-type]
    assert {year: purse.spent for year, purse in money_on(TODAY).by_source["provincie"].items()} == {
        2021: 0,
        2022: 100,
        2023: 200,
        2024: 0,
    }
    assert money_on(date(2022, 12, 31)).whole.spent == 100
