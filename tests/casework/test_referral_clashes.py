"""Two people at the same moment: one of them was first, and the other is told."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kopgroep.casework.actions.referral_answers import accept_referral, decline_referral
from kopgroep.casework.actions.referral_clock import expire_referrals
from kopgroep.casework.actions.referral_consents import answer_consent
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.casework.moving import Through
from kopgroep.companies.models import Consent
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests import cast
from tests.at_once import at_once
from tests.factories import TODAY, make_company, make_referral

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _demo_day(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def by_link(referral: Referral) -> dict[str, Any]:
    """The door of the link in the mail."""
    return {"through": Through.LINK, "link_round": referral.round}


def test_two_taps_accept_once() -> None:
    referral = make_referral(make_company(), cast.member("anna"), State.SENT)
    link = by_link(referral)
    assert at_once(lambda: accept_referral(referral, **link), lambda: accept_referral(referral, **link)) == [
        "done", "refused",
    ]  # fmt: skip
    assert Entry.objects.filter(kind="referral_accepted").count() == 1
    assert Letter.objects.filter(kind="progress").count() == 1


def test_accepting_and_declining_at_once_is_one_of_both() -> None:
    referral = make_referral(make_company(), cast.member("anna"), State.SENT)
    link, reason = by_link(referral), current().decline_reasons[0].code
    came = at_once(lambda: decline_referral(referral, reason=reason, **link), lambda: accept_referral(referral, **link))
    # Who accepts first may still give it back; who declined first has no link any more.
    kinds = set(
        Entry.objects.filter(kind__in=["referral_accepted", "referral_declined"]).values_list("kind", flat=True)
    )
    state = Referral.objects.get().state
    assert (came, state, kinds) in [
        (["done", "done"], State.DECLINED, {"referral_accepted", "referral_declined"}),
        (["done", "refused"], State.DECLINED, {"referral_declined"}),
    ]


def test_two_answers_of_an_entrepreneur_are_one() -> None:
    referral = make_referral(make_company(), cast.member("anna"), State.CONSENT_ASKED)
    answer = {"answered_by": "Bram", "link_round": referral.round}
    came = at_once(
        lambda: answer_consent(referral, given=True, **answer), lambda: answer_consent(referral, given=False, **answer)
    )
    assert (came, Consent.objects.count()) == (["done", "refused"], 1)
    assert (Referral.objects.get().state == State.SENT) == Consent.objects.get().given


def test_night_and_partner_at_once(today_is: Callable[[date], None]) -> None:
    referral = make_referral(make_company(), cast.member("anna"), State.SENT)
    late = date(2023, 7, 3)
    today_is(late)
    at_once(lambda: expire_referrals(late), lambda: accept_referral(referral, **by_link(referral)))
    assert Referral.objects.get().state in {State.EXPIRED, State.ACCEPTED}
    assert Entry.objects.filter(kind__in=["referral_accepted", "referral_expired"]).count() == 1
