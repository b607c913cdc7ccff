"""Random sequences of events: no referral gets lost, ends without outcome, or shows a partner another's card."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.referral_answers import (
    accept_referral,
    contact_referral,
    decline_referral,
    report_referral,
    start_referral,
)
from kopgroep.casework.actions.referral_clock import close_unanswered, expire_referrals, remind_partners
from kopgroep.casework.actions.referral_consents import answer_consent, confirm_referral
from kopgroep.casework.actions.referrals import (
    ask_consent,
    change_draft,
    close_referral,
    draft_referral,
    note_consent,
    reopen_referral,
    reroute_referral,
    send_again,
    withdraw_referral,
)
from kopgroep.casework.links import ExpiredLinkError, Purpose, opened, token_for
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral_states import ENDS, SEEN_BY_PARTNER, Event, State, events_from
from kopgroep.casework.moving import Through
from kopgroep.companies.models import Company, Consent
from kopgroep.ledger.models import Entry
from kopgroep.partners.models import Desk, Membership
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests import cast
from tests.factories import TODAY, make_company, make_question, partner, wanted

pytestmark = pytest.mark.django_db

PARTNERS = 3
STEPS = st.lists(st.tuples(*[st.integers(0, 99)] * 3), min_size=5, max_size=30)


@dataclass
class World:
    """One company with one question, three partners with an account each, and every link that was ever made."""

    anna: User
    company: Company
    question: Question
    members: dict[str, User]
    day: date = TODAY
    tokens: dict[tuple[Purpose, int, int], str] = field(default_factory=dict)

    def note_links(self) -> None:
        """Keep the links that could be in a mail by now."""
        for referral in Referral.objects.order_by("pk"):
            for purpose in Purpose:
                self.tokens.setdefault((purpose, referral.pk, referral.round), token_for(referral, purpose))


def acts(world: World, referral: Referral, chance: int) -> list[tuple[Event | None, Callable[[], Any]]]:
    """Everything that anybody can try to do to a referral, in whatever state it is, with the event that it is."""
    anna, code = world.anna, current()
    # Some links are of an earlier round.
    stale = chance % 5 == 0
    link: dict[str, Any] = {"through": Through.LINK, "link_round": referral.round - stale}
    account: dict[str, Any] = {"through": Through.ACCOUNT, "by": world.members[referral.partner]}
    other = partner(chance % PARTNERS)
    reason = code.decline_reasons[chance % len(code.decline_reasons)].code
    outcome = code.referral_outcomes[chance % len(code.referral_outcomes)].code
    helped = ["yes", "partly", "no", "?"][chance % 4]
    yes = {"given": chance % 7 > 0, "answered_by": "Bram"}
    return [
        (None, lambda: change_draft(referral, ask=f"Vraag {chance}", by=anna)),
        (Event.ASK_CONSENT, lambda: ask_consent(referral, by=anna)),
        (Event.SEND, lambda: answer_consent(referral, link_round=referral.round - stale, **yes)),
        (Event.SEND, lambda: note_consent(referral, how=Consent.How.VISIT, by=anna, **yes)),
        (Event.SEND, lambda: send_again(referral, by=anna)),
        (Event.ACCEPT, lambda: accept_referral(referral, **link)),
        (Event.ACCEPT, lambda: accept_referral(referral, **account)),
        (Event.DECLINE, lambda: decline_referral(referral, reason=reason, **link)),
        (Event.CONTACT, lambda: contact_referral(referral, on=world.day - timedelta(days=chance % 2), **account)),
        (Event.START, lambda: start_referral(referral, **account)),
        (Event.REPORT, lambda: report_referral(referral, outcome=outcome, **link)),
        (Event.CONFIRM, lambda: confirm_referral(referral, helped=helped, link_round=referral.round)),
        (Event.CLOSE, lambda: close_referral(referral, by=anna)),
        (Event.REROUTE, lambda: reroute_referral(referral, partner=other, submission=uuid.uuid4(), by=anna)),
        (Event.WITHDRAW, lambda: withdraw_referral(referral, reason="Toch niet", by=anna)),
        (Event.REOPEN, lambda: reopen_referral(referral, reason="Toch wel", by=anna)),
        (
            None,
            lambda: draft_referral(
                world.company, wanted(partner=other, question=world.question), submission=uuid.uuid4(), by=anna
            ),
        ),
    ]


def nothing_is_lost() -> None:
    """Each referral waits for somebody by a day, or has come to an end that says how."""
    for referral in Referral.objects.order_by("pk"):
        ended = referral.state in ENDS
        assert ended == (referral.due_on is None) == (referral.turn is None)
        assert referral.state != State.CLOSED or referral.outcome
        assert referral.state != State.REROUTED or Referral.objects.filter(previous=referral).count() == 1
        if referral.state in SEEN_BY_PARTNER:
            assert referral.consent is not None
            assert referral.consent.given
            assert referral.consent.recipient == referral.partner


def nobody_sees_anothers_card(world: World) -> None:
    """An account sees what was sent to its own partner; a link opens its own referral, in its own round."""
    for code, member in world.members.items():
        for referral in Referral.objects.visible_to(member):
            assert (referral.partner, referral.state in SEEN_BY_PARTNER) == (code, True)
    for (purpose, pk, round_), token in world.tokens.items():
        try:
            found = opened(token, purpose)
        except ExpiredLinkError:
            continue
        assert (found.pk, found.round) == (pk, round_)
    for letter in Letter.objects.filter(kind__in=["card", "reminder"]):
        about = Referral.objects.get(pk=letter.subject_id)
        assert letter.to == f"{about.partner}@example.org"
        assert "INTERN" not in letter.text + letter.html


def decliners_stay_out() -> None:
    """After a partner declined the question, no later referral of it went to that partner."""
    declined: set[str] = set()
    for referral in Referral.objects.order_by("pk"):
        assert referral.partner not in declined
        if referral.decline_reason:
            declined.add(referral.partner)


def ledger_tells_the_same() -> None:
    """What stands in the ledger agrees with where the referrals stand."""
    for referral in Referral.objects.order_by("pk"):
        kinds = list(Entry.objects.standing().about(referral).values_list("kind", flat=True))
        assert kinds.count("referral_result") == (1 if referral.result_on else 0)
        assert kinds.count("referral_closed") == (1 if referral.state == State.CLOSED else 0)


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_random_events_lose_nothing_and_show_nothing(
    steps: list[tuple[int, int, int]], db: None, today_is: Callable[[date], None]
) -> None:
    with transaction.atomic():
        today_is(TODAY)
        company = make_company()
        members = {partner(n): cast.make_user(f"Partner{n}", Role.PARTNER) for n in range(PARTNERS)}
        Membership.objects.all().delete()
        for code, member in members.items():
            Desk.objects.create(partner=code, email=f"{code}@example.org")
            Membership.objects.create(user=member, partner=code, since=TODAY)
        anna = cast.member("anna")
        world = World(anna, company, make_question(company=company), members)
        draft_referral(company, wanted(question=world.question), submission=uuid.uuid4(), by=anna)
        for which, pick, chance in steps:
            _step(world, which, pick, chance, today_is)
            world.note_links()
            nothing_is_lost()
            nobody_sees_anothers_card(world)
            decliners_stay_out()
            ledger_tells_the_same()
        transaction.set_rollback(True)


def _step(world: World, which: int, pick: int, chance: int, today_is: Callable[[date], None]) -> None:
    """One thing happens: the night falls, or somebody tries something. What is refused changes nothing."""
    if which >= 85:
        world.day += timedelta(days=1 + chance % 20)
        today_is(world.day)
        for night in (expire_referrals, close_unanswered, remind_partners):
            night(world.day)
        return
    referrals = list(Referral.objects.order_by("pk"))
    referral = referrals[which % len(referrals)]
    before = list(Referral.objects.order_by("pk").values()), Entry.objects.count(), Letter.objects.count()
    everything = acts(world, referral, chance)
    # Mostly what can happen in this state, so that walks come far; now and then whatever there is.
    able = events_from(State(referral.state))
    possible = [act for event, act in everything if which % 4 == 0 or event is None or event in able]
    try:
        possible[pick % len(possible)]()
    except Refused:
        assert before == (
            list(Referral.objects.order_by("pk").values()), Entry.objects.count(), Letter.objects.count()
        )  # fmt: skip
