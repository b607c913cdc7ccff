"""What can be said of a partner: working days, known outcomes, reasons, and nothing from too few."""

from collections import Counter
from collections.abc import Callable
from datetime import date

import pytest
from pytest_django import DjangoAssertNumQueries

from kopgroep.accounts.models import User
from kopgroep.casework.actions.referral_answers import (
    accept_referral,
    contact_referral,
    decline_referral,
    report_referral,
)
from kopgroep.casework.actions.referral_clock import expire_referrals
from kopgroep.casework.actions.referral_consents import note_confirmation
from kopgroep.casework.actions.referrals import withdraw_referral
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.casework.moving import Through
from kopgroep.casework.partner_record import Record, records
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_referral, partner

pytestmark = pytest.mark.django_db

AFTER = date(2023, 10, 2)
"""Long after every term has passed."""


@pytest.fixture
def six(anna: User, today_is: Callable[[date], None]) -> list[Referral]:
    """Six of one Monday: accepted that day, on Wednesday, a week later; declined; left alone; reported."""
    today_is(TODAY)
    sent = [make_referral(make_company(f"Bedrijf {n}"), anna, State.SENT) for n in range(6)]
    door = {"through": Through.ADVISER, "by": anna}
    accept_referral(sent[0], **door)
    contact_referral(sent[0], on=TODAY, **door)
    accept_referral(sent[5], **door)
    report_referral(sent[5], outcome=current().referral_outcomes[0].code, **door)
    note_confirmation(Referral.objects.get(pk=sent[5].pk), helped="partly", by=anna)
    today_is(date(2023, 5, 17))
    accept_referral(sent[1], **door)
    decline_referral(sent[3], reason=current().decline_reasons[0].code, **door)
    today_is(date(2023, 5, 22))
    accept_referral(sent[2], **door)
    today_is(AFTER)
    expire_referrals(AFTER)
    return sent


def test_record_counts_in_working_days(six: list[Referral]) -> None:
    record = records(on=AFTER)[partner()]
    # From the 15th to the 17th are 2 working days; Ascension Day on the 18th makes the 22nd the 4th.
    assert (record.sent, record.accepted, record.accept_days, record.contact_days) == (6, 4, 1.0, 0)
    assert (record.declined, record.expired, record.reasons) == (1, 1, Counter([current().decline_reasons[0].code]))


def test_outcome_is_asked_of_what_was_due(six: list[Referral]) -> None:
    record = records(on=AFTER)[partner()]
    # One is in contact and two were never heard of after accepting, all long over the term; one was reported.
    assert (record.due, record.known, record.outcome_known_percent) == (4, 1, 25.0)
    assert (record.answered, record.helped, record.confirmed_percent) == (1, 1, 100.0)


def test_nothing_is_said_of_a_few(anna: User, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    for number in range(4):
        make_referral(make_company(str(number)), anna, State.RESULT_KNOWN)
    record = records(on=TODAY)[partner()]
    assert (record.sent, record.enough) == (4, False)
    said = (record.median_days_to_accept, record.outcome_known_percent, record.confirmed_percent)
    assert said == (None, None, None)


def test_drafts_do_not_count_and_withdrawn_ones_were_sent(anna: User, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    make_referral(make_company("Een"), anna, State.CONSENT_ASKED)
    withdraw_referral(make_referral(make_company("Twee"), anna, State.SENT), reason="Toch niet", by=anna)
    record = records(on=TODAY)[partner()]
    assert (record.sent, record.due, record.expired) == (1, 0, 0)


def test_period_and_partner_narrow(six: list[Referral], anna: User) -> None:
    other = make_referral(make_company("Later"), anna, State.SENT, partner=partner(1))
    assert {code: record.sent for code, record in records(on=AFTER).items()} == {partner(): 6, partner(1): 1}
    assert records([other.partner], on=AFTER).keys() == {partner(1)}
    assert records(on=AFTER, until=TODAY).keys() == {partner()}
    assert records(on=AFTER, since=AFTER).keys() == {partner(1)}
    assert records([partner(2)], on=AFTER) == {}


def test_records_take_one_query(six: list[Referral], django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        assert isinstance(records(on=AFTER)[partner()], Record)
