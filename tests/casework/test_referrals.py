"""From a draft to an end that both sides know of: consent, card, partner, clock."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.base.working_days import add_working_days
from kopgroep.casework.actions.referral_answers import (
    accept_referral,
    contact_referral,
    decline_referral,
    report_referral,
)
from kopgroep.casework.actions.referral_clock import close_unanswered, expire_referrals, remind_partners
from kopgroep.casework.actions.referral_consents import answer_consent, confirm_referral, note_confirmation
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
from kopgroep.casework.cards import KEYS, card_of
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import ENDS, Mover, State
from kopgroep.casework.moving import Through
from kopgroep.casework.referrable import decliners
from kopgroep.companies.models import Consent, Establishment
from kopgroep.ledger.models import Entry
from kopgroep.partners.models import Desk, Membership
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from tests.factories import TODAY, make_company, make_question, make_referral, partner, wanted

pytestmark = pytest.mark.django_db

BY_LINK: dict[str, Any] = {"through": Through.LINK}


@pytest.fixture(autouse=True)
def _demo_day(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def kinds(referral: Referral) -> list[str]:
    """The kinds of line that stand, in order."""
    return list(Entry.objects.standing().about(referral).order_by("pk").values_list("kind", flat=True))


def letters(referral: Referral) -> list[tuple[str, str]]:
    """The mails about a referral: kind and address, in order."""
    return list(Letter.objects.of(referral).values_list("kind", "to"))


def test_whole_way_by_links(anna: User) -> None:
    company = make_company()
    Desk.objects.create(partner=partner(), email="balie@example.org")
    referral = draft_referral(company, wanted(), submission=uuid.uuid4(), by=anna)
    assert (referral.state, referral.card, letters(referral)) == (State.DRAFT, {}, [])
    referral = ask_consent(referral, by=anna)
    assert letters(referral) == [("consent", "bram@example.org")]
    referral = answer_consent(referral, given=True, answered_by="Bram Jansen", link_round=referral.round)
    assert (referral.state, letters(referral)[-1]) == (State.SENT, ("card", "balie@example.org"))
    link = {**BY_LINK, "link_round": referral.round, "who": "Petra"}
    referral = accept_referral(referral, **link)
    referral = contact_referral(referral, on=TODAY, appointment_on=date(2023, 5, 22), **link)
    outcome = current().referral_outcomes[0].code
    referral = report_referral(referral, outcome=outcome, note="Gekozen.", **link)
    assert letters(referral)[-2:] == [("confirm", "bram@example.org"), ("adviser", anna.email)]
    referral = confirm_referral(referral, helped="yes", link_round=referral.round)
    assert (referral.state, referral.closed_on, referral.helped, referral.due_on) == ("closed", TODAY, "yes", None)
    assert kinds(referral) == [
        "referral_asked", "referral_sent", "referral_accepted", "referral_contacted", "referral_result",
        "referral_confirmed", "referral_closed",
    ]  # fmt: skip
    entry = Entry.objects.get(kind=EntryKind.REFERRAL_RESULT)
    assert (entry.company, entry.outcome, entry.detail["partner"]) == (company, outcome, partner())
    consent = Consent.objects.get()
    assert (consent.given, consent.how, consent.recipient, consent.noted_by) == (True, "link", partner(), None)
    assert "Help dit bedrijf kiezen" in consent.wording


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"partner": "no-such"}, "partner"),
        ({"theme": "no-such"}, "theme"),
        ({"ask": "  "}, "ask"),
        ({"contact_name": " "}, "contact_name"),
        ({"contact_email": "", "contact_phone": ""}, "contact_phone"),
        ({"service": "no-such"}, "service"),
    ],
)
def test_what_cannot_be_referred_is_refused_at_its_field(anna: User, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        draft_referral(make_company(), wanted(**changes), submission=uuid.uuid4(), by=anna)
    assert (refusal.value.field, Referral.objects.count()) == (field, 0)


def test_question_of_another_company_is_refused(anna: User) -> None:
    question = make_question(company=make_company("Anders"))
    with pytest.raises(Refused) as refusal:
        draft_referral(make_company(), wanted(question=question), submission=uuid.uuid4(), by=anna)
    assert refusal.value.field == "question"


def test_same_form_twice_makes_one(anna: User) -> None:
    company, submission = make_company(), uuid.uuid4()
    first = draft_referral(company, wanted(), submission=submission, by=anna)
    assert draft_referral(company, wanted(), submission=submission, by=anna) == first


@pytest.mark.parametrize("name", ["olga", "petra", "charlie", "fenna"])
def test_only_advisers_refer(name: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        draft_referral(make_company(), wanted(), submission=uuid.uuid4(), by=request.getfixturevalue(name))


def test_card_holds_what_is_listed_and_no_internal_note(anna: User) -> None:
    referral = make_referral(make_company(), anna)
    card = card_of(referral)
    assert tuple(card) == KEYS
    assert not any("INTERN" in str(value) for value in card.values())


def test_shielded_address_is_not_on_the_card(anna: User) -> None:
    company = make_company()
    Establishment.objects.filter(company=company).update(address_shielded=True)
    assert card_of(make_referral(company, anna))["place"] == ""


def test_card_is_frozen_when_consent_is_asked(anna: User) -> None:
    company = make_company("Oude Naam")
    referral = make_referral(company, anna, State.CONSENT_ASKED)
    company.name = "Nieuwe Naam"
    company.save(update_fields=["name"])
    referral = answer_consent(referral, given=True, answered_by="Bram", link_round=referral.round)
    assert referral.card["company"] == "Oude Naam"


def test_no_consent_shares_nothing(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.CONSENT_ASKED)
    referral = answer_consent(referral, given=False, answered_by="Bram", link_round=referral.round)
    assert (referral.state, referral.sent_on, Consent.objects.get().given) == (State.WITHDRAWN, None, False)
    assert [kind for kind, _to in letters(referral)] == ["consent", "adviser"]


def test_consent_by_telephone_is_kept_with_its_words(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    consent = Consent.objects.get()
    assert (consent.noted_by, consent.how, consent.answered_by) == (anna, "phone", "Bram Jansen")
    assert referral.card["contact_phone"] in consent.wording


def test_change_after_asking_makes_the_first_link_void(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.CONSENT_ASKED)
    old = referral.round
    referral = change_draft(referral, ask="Iets anders.", by=anna)
    assert (referral.state, referral.card) == (State.DRAFT, {})
    with pytest.raises(Refused):
        answer_consent(referral, given=True, answered_by="Bram", link_round=old)


def test_sent_referral_cannot_be_changed(anna: User) -> None:
    with pytest.raises(Refused):
        change_draft(make_referral(make_company(), anna, State.SENT), ask="Anders", by=anna)


def test_second_editor_is_told(anna: User) -> None:
    referral = make_referral(make_company(), anna)
    change_draft(referral, ask="Eerst", by=anna, version=referral.version)
    with pytest.raises(Stale):
        change_draft(referral, ask="Later", by=anna, version=referral.version)


def test_asking_consent_needs_an_address(anna: User) -> None:
    referral = make_referral(make_company(), anna, contact_email="")
    with pytest.raises(Refused) as refusal:
        ask_consent(referral, by=anna)
    assert refusal.value.field == "contact_email"


def test_partner_without_address_is_told_to_the_adviser(anna: User) -> None:
    referral = make_referral(make_company(), anna)
    Desk.objects.all().delete()
    referral = note_consent(referral, given=True, answered_by="Bram", how=Consent.How.PHONE, by=anna)
    assert (referral.state, letters(referral)) == (State.SENT, [("adviser", anna.email)])


def test_answer_by_an_old_link_changes_nothing(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    again = send_again(referral, by=anna)
    with pytest.raises(Refused):
        accept_referral(again, **BY_LINK, link_round=referral.round)
    assert Referral.objects.get().state == State.SENT


def test_second_acceptance_is_refused(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    accept_referral(referral, **BY_LINK, link_round=referral.round)
    with pytest.raises(Refused):
        accept_referral(referral, **BY_LINK, link_round=referral.round)
    assert Entry.objects.filter(kind=EntryKind.REFERRAL_ACCEPTED).count() == 1


def test_account_of_another_partner_cannot_answer(anna: User, petra: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    Membership.objects.filter(user=petra).delete()
    Membership.objects.create(user=petra, partner=partner(1), since=TODAY)
    with pytest.raises(NotAllowed):
        accept_referral(referral, through=Through.ACCOUNT, by=petra)


def test_partner_sees_the_cards_that_were_sent_to_it_and_no_other(anna: User, petra: User) -> None:
    Membership.objects.filter(user=petra).delete()
    Membership.objects.create(user=petra, partner=partner(), since=TODAY)
    draft = make_referral(make_company("Een"), anna)
    asked = make_referral(make_company("Twee"), anna, State.CONSENT_ASKED)
    sent = make_referral(make_company("Drie"), anna, State.SENT)
    other = make_referral(make_company("Vier"), anna, State.SENT, partner=partner(1))
    seen = set(Referral.objects.visible_to(petra).values_list("pk", flat=True))
    assert (seen, {draft.pk, asked.pk, other.pk} & seen) == ({sent.pk}, set())


def test_decliner_is_never_offered_the_question_again(anna: User) -> None:
    company = make_company()
    question = make_question(company=company)
    referral = make_referral(company, anna, State.SENT, question=question)
    reason = current().decline_reasons[0].code
    referral = decline_referral(referral, reason=reason, note="Vol", **BY_LINK, link_round=referral.round)
    assert (referral.state, referral.turn and referral.turn.mover) == (State.DECLINED, Mover.ADVISER)
    with pytest.raises(Refused):
        reroute_referral(referral, partner=partner(), submission=uuid.uuid4(), by=anna)
    second = reroute_referral(referral, partner=partner(1), submission=uuid.uuid4(), by=anna)
    assert (second.state, second.previous, second.question) == (State.DRAFT, referral, question)
    assert Referral.objects.get(pk=referral.pk).state == State.REROUTED
    assert decliners(company, question=question) == {partner()}
    with pytest.raises(Refused) as refusal:
        draft_referral(company, wanted(question=question), submission=uuid.uuid4(), by=anna)
    assert refusal.value.field == "partner"


def test_decline_needs_a_reason_of_the_programme(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    with pytest.raises(Refused) as refusal:
        decline_referral(referral, reason="zomaar", **BY_LINK, link_round=referral.round)
    assert refusal.value.field == "reason"


@pytest.mark.parametrize("day", [date(2023, 5, 16), date(2023, 5, 14)])
def test_contact_lies_between_sending_and_today(anna: User, day: date) -> None:
    referral = make_referral(make_company(), anna, State.ACCEPTED)
    with pytest.raises(Refused) as refusal:
        contact_referral(referral, on=day, **BY_LINK, link_round=referral.round)
    assert refusal.value.field == "on"


def test_terms_are_working_days_of_the_programme(anna: User) -> None:
    clocks = current().clocks
    terms = {
        state: make_referral(make_company(str(state)), anna, state).due_on
        for state in (State.DRAFT, State.CONSENT_ASKED, State.SENT, State.ACCEPTED, State.ACTIVE, State.RESULT_KNOWN)
    }
    assert terms == {
        State.DRAFT: add_working_days(TODAY, clocks.referral_draft),
        State.CONSENT_ASKED: add_working_days(TODAY, clocks.referral_consent),
        State.SENT: add_working_days(TODAY, clocks.referral_accept),
        State.ACCEPTED: add_working_days(TODAY, clocks.referral_contact),
        State.ACTIVE: add_working_days(TODAY, clocks.referral_result),
        State.RESULT_KNOWN: add_working_days(TODAY, clocks.referral_confirm),
    }


def test_result_term_runs_from_the_acceptance(anna: User, today_is: Callable[[date], None]) -> None:
    referral = make_referral(make_company(), anna, State.ACCEPTED)
    today_is(date(2023, 5, 22))
    referral = contact_referral(referral, on=date(2023, 5, 17), **BY_LINK, link_round=referral.round)
    assert referral.due_on == add_working_days(TODAY, current().clocks.referral_result)


def test_night_expires_what_a_partner_left_and_does_so_once(anna: User, today_is: Callable[[date], None]) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    last = add_working_days(TODAY, current().clocks.referral_expire)
    today_is(last)
    assert expire_referrals(last) == 0
    after = add_working_days(last, 1)
    today_is(after)
    assert (expire_referrals(after), expire_referrals(after)) == (1, 0)
    assert Referral.objects.get().state == State.EXPIRED
    with pytest.raises(Refused):
        accept_referral(referral, **BY_LINK, link_round=referral.round)
    again = send_again(Referral.objects.get(), by=anna)
    assert (again.state, again.sent_on) == (State.SENT, after)


def test_partner_is_reminded_once_in_a_state(anna: User, today_is: Callable[[date], None]) -> None:
    make_referral(make_company(), anna, State.SENT)
    late = add_working_days(TODAY, current().clocks.referral_accept + 1)
    today_is(late)
    assert (remind_partners(late), remind_partners(late)) == (1, 0)


def test_close_waits_for_the_entrepreneur_or_the_term(anna: User, today_is: Callable[[date], None]) -> None:
    referral = make_referral(make_company(), anna, State.RESULT_KNOWN)
    with pytest.raises(Refused):
        close_referral(referral, by=anna)
    late = add_working_days(TODAY, current().clocks.referral_confirm + 1)
    today_is(late)
    assert (close_unanswered(late), close_unanswered(late)) == (1, 0)
    closed = Referral.objects.get()
    assert (closed.state, closed.helped, closed.outcome) == (State.CLOSED, "", current().referral_outcomes[0].code)


def test_late_answer_still_counts_and_only_once(anna: User, today_is: Callable[[date], None]) -> None:
    referral = make_referral(make_company(), anna, State.RESULT_KNOWN)
    late = add_working_days(TODAY, current().clocks.referral_confirm + 1)
    today_is(late)
    close_unanswered(late)
    referral = confirm_referral(referral, helped="partly", link_round=referral.round)
    assert (referral.state, referral.helped, referral.helped_on) == (State.CLOSED, "partly", late)
    with pytest.raises(Refused):
        confirm_referral(referral, helped="no", link_round=referral.round)


def test_not_helped_goes_back_to_the_adviser(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.RESULT_KNOWN)
    referral = confirm_referral(referral, helped="no", note="Nooit gebeld", link_round=referral.round)
    assert (referral.state, referral.turn and referral.turn.mover) == (State.RESULT_KNOWN, Mover.ADVISER)
    assert list(Referral.objects.waiting_for(Mover.ADVISER)) == [referral]
    assert list(Referral.objects.waiting_for(Mover.ENTREPRENEUR)) == []
    assert close_unanswered(date(2024, 1, 1)) == 0
    assert close_referral(referral, by=anna).state == State.CLOSED


def test_opening_again_takes_the_result_out_of_the_figures(anna: User) -> None:
    referral = note_confirmation(make_referral(make_company(), anna, State.RESULT_KNOWN), helped="yes", by=anna)
    assert referral.state == State.CLOSED
    referral = reopen_referral(referral, reason="Toch niet klaar", by=anna)
    assert (referral.state, referral.outcome, referral.helped, referral.closed_on) == (State.ACTIVE, "", "", None)
    assert Entry.objects.standing().filter(kind__in=["referral_result", "referral_closed"]).count() == 0


@pytest.mark.parametrize("act", [withdraw_referral, reopen_referral])
def test_withdrawing_and_opening_need_a_reason(anna: User, act: Callable[..., Referral]) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    with pytest.raises(Refused) as refusal:
        act(referral, reason=" ", by=anna)
    assert refusal.value.field == "reason"


def test_withdrawing_tells_a_partner_that_has_the_card(anna: User) -> None:
    referral = withdraw_referral(make_referral(make_company(), anna, State.ACCEPTED), reason="Bedrijf stopt", by=anna)
    assert (letters(referral)[-1][0], referral.state) == ("withdrawn", State.WITHDRAWN)
    with pytest.raises(Refused):
        contact_referral(referral, on=TODAY, **BY_LINK, link_round=referral.round - 1)
    draft = reopen_referral(referral, reason="Toch wel", by=anna)
    assert (draft.state, draft.card, draft.consent) == (State.DRAFT, {}, None)


def test_ends_have_no_term_and_open_ones_do(anna: User) -> None:
    for state in (State.DRAFT, State.SENT, State.RESULT_KNOWN):
        make_referral(make_company(str(state)), anna, state)
    withdraw_referral(Referral.objects.get(state=State.SENT), reason="x", by=anna)
    assert {r.state: r.due_on is None for r in Referral.objects.all()} == {
        State.DRAFT: False, State.WITHDRAWN: True, State.RESULT_KNOWN: False,
    }  # fmt: skip
    assert set(ENDS) == {State.CLOSED, State.WITHDRAWN, State.REROUTED}


def test_every_move_is_in_the_audit_trail(anna: User) -> None:
    referral = make_referral(make_company(), anna, State.ACCEPTED)
    verbs = AuditEvent.objects.filter(subject_type="referral", subject_id=referral.pk).order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "draft_referral", "consent", "referral_send", "referral_accept",
    ]  # fmt: skip
