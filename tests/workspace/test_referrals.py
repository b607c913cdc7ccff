"""A referral on its page and in lists: what can be done is offered, what cannot is not, nobody is overwritten."""

import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import ReadEvent, User
from kopgroep.casework.actions.referral_answers import accept_referral, decline_referral
from kopgroep.casework.actions.referral_consents import note_confirmation
from kopgroep.casework.actions.referrals import withdraw_referral
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import NEXT, PARTNER_MOVES, Event, State
from kopgroep.casework.moving import Through
from kopgroep.casework.timeline import timeline
from kopgroep.partners.models import Desk
from kopgroep.programme import current
from kopgroep.workspace.referral_acts import ACTS, offered
from tests.factories import TODAY, make_company, make_question, make_referral, partner

MOST_QUERIES = 10
SECRET = "INTERN: twijfelt over de kosten."
REACHED = (
    State.DRAFT,
    State.CONSENT_ASKED,
    State.SENT,
    State.ACCEPTED,
    State.CONTACTED,
    State.ACTIVE,
    State.RESULT_KNOWN,
)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def desk(anna: User, client: Client) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def page_of(referral: Referral) -> str:
    """The page of a referral."""
    return reverse("workspace:referral", args=[referral.pk])


def act(referral: Referral, word: str) -> str:
    """The address of something that can be done with it."""
    return reverse("workspace:referral-act", args=[referral.pk, word])


def sent(referral: Referral, **fields: str) -> dict[str, str]:
    """A form about a referral as a browser sends it."""
    return {"submission": str(uuid.uuid4()), "version": str(referral.version), **fields}


def declined(company: Any, by: User, **changes: Any) -> Referral:
    """A referral that its partner declined."""
    referral = make_referral(company, by, State.SENT, **changes)
    reason = current().decline_reasons[0].code
    return decline_referral(referral, reason=reason, note="Te druk", through=Through.ADVISER, by=by)


def words_offered(page: str) -> set[str]:
    """The acts to which a page has a link."""
    return set(re.findall(r"/werkplek/doorverwijzingen/\d+/([a-z-]+)/", page))


@pytest.mark.parametrize("state", REACHED)
def test_page_offers_what_the_table_allows_and_nothing_else(desk: Client, anna: User, state: State) -> None:
    referral = make_referral(make_company(), anna, state)
    page = desk.get(page_of(referral)).content.decode()
    offer = offered(referral, user=anna)
    acts = [*([offer.first] if offer.first else []), *offer.others, *offer.for_partner]
    assert words_offered(page) == {one.word for one in acts}
    assert {one.event for one in acts} <= {event for origin, event in NEXT if origin is state}
    assert {one.event for one in offer.for_partner} == {e for s, e in NEXT if s is state and e in PARTNER_MOVES}


@pytest.mark.parametrize("state", REACHED)
def test_what_is_offered_opens_and_what_is_not_leads_back(desk: Client, anna: User, state: State) -> None:
    referral = make_referral(make_company(), anna, state)
    for one in ACTS:
        answer = desk.get(act(referral, one.word))
        assert (one.word, answer.status_code) == (one.word, 200 if one.is_possible(referral) else 302)


def test_every_event_that_a_person_causes_has_an_act() -> None:
    assert {one.event for one in ACTS} == set(Event) - {Event.EXPIRE, Event.REFUSE}


def test_act_that_does_not_exist_is_no_page(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna)
    assert desk.get(act(referral, "opeten")).status_code == 404


def test_page_shows_card_turn_and_note_for_colleagues(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    answer = desk.get(page_of(referral))
    page = answer.content.decode()
    name = current().partner(referral.partner).name
    assert answer.context["card"] == referral.card
    assert (answer.context["row"].who, answer.context["row"].left) == (name, "nog 3 werkdagen")
    assert SECRET in page
    assert SECRET not in str(referral.card)


def test_reading_a_referral_is_written_in_the_read_log(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna)
    desk.get(page_of(referral))
    assert list(ReadEvent.objects.values_list("actor", "subject_id", "page")) == [
        (anna.pk, referral.company_id, "referral")
    ]


def test_term_that_has_passed_says_how_late(desk: Client, anna: User, today_is: Callable[[date], None]) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    today_is(date(2023, 5, 22))
    row = desk.get(page_of(referral)).context["row"]
    assert (row.late, row.shape, row.left) == (True, "late", "1 werkdag te laat")


def test_ended_referral_waits_for_nobody(desk: Client, anna: User) -> None:
    referral = withdraw_referral(make_referral(make_company(), anna), reason="Toch niet nodig", by=anna)
    answer = desk.get(page_of(referral))
    assert (answer.context["row"].who, answer.context["row"].left, answer.context["row"].shape) == ("", "", "rest")
    assert "Toch niet nodig" in answer.content.decode()
    assert answer.context["acts"].first is None


def test_steps_say_how_far_it_is(desk: Client, anna: User) -> None:
    company = make_company()
    accepted = make_referral(company, anna, State.ACCEPTED, partner=partner(1))
    steps = desk.get(page_of(accepted)).context["steps"]
    assert [step.state for step in steps] == ["done", "done", "now", "ahead", "ahead"]
    turned_down = declined(company, anna)
    steps = desk.get(page_of(turned_down)).context["steps"]
    assert [step.state for step in steps] == ["done", "ahead", "ahead", "ahead", "ahead"]


def test_consent_by_word_of_mouth_sends_the_card(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna)
    form = sent(referral, given="yes", how="visit", answered_by="Bram Jansen")
    assert desk.post(act(referral, "toestemming"), form).headers["Location"] == page_of(referral)
    referral.refresh_from_db()
    assert (referral.state, referral.sent_on) == (State.SENT, TODAY)


def test_no_consent_ends_it(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.CONSENT_ASKED)
    desk.post(act(referral, "toestemming"), sent(referral, given="no", how="phone", answered_by="Bram Jansen"))
    referral.refresh_from_db()
    assert (referral.state, referral.sent_on) == (State.WITHDRAWN, None)


def test_question_is_mailed_from_the_page(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna)
    desk.post(act(referral, "toestemming-vragen"), sent(referral))
    referral.refresh_from_db()
    assert (referral.state, referral.asked_on) == (State.CONSENT_ASKED, TODAY)


def test_mail_is_not_offered_without_an_address(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, contact_email="")
    assert "toestemming-vragen" not in words_offered(desk.get(page_of(referral)).content.decode())


def test_nothing_leads_to_a_partner_that_declined_meanwhile(desk: Client, anna: User) -> None:
    company = make_company()
    ended = withdraw_referral(make_referral(company, anna), reason="Vergissing", by=anna)
    assert words_offered(desk.get(page_of(ended)).content.decode()) == {"heropenen"}
    declined(company, anna)
    assert words_offered(desk.get(page_of(ended)).content.decode()) == set()


def test_draft_is_changed_and_another_partner_leaves_the_service(desk: Client, anna: User) -> None:
    service = current().services[0]
    referral = make_referral(make_company(), anna, partner=service.partner, service=service.code)
    other = next(p.code for p in current().partners if p.code != service.partner)
    fields = {"theme": "export", "ask": "Iets anders.", "contact_name": "Saar", "contact_email": "saar@example.org"}
    answer = desk.post(act(referral, "wijzigen"), sent(referral, partner=other, mail_language="en", **fields))
    assert answer.status_code == 302
    referral.refresh_from_db()
    assert (referral.partner, referral.service, referral.ask, referral.language) == (other, "", "Iets anders.", "en")


def test_partner_who_rang_is_written_down_to_the_end(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    outcome = current().referral_outcomes[0].code
    told: list[tuple[str, dict[str, str], State]] = [
        ("partner-neemt-aan", {"who": "Petra"}, State.ACCEPTED),
        ("partner-had-contact", {"on": "2023-05-15", "appointment_on": "2023-05-22"}, State.CONTACTED),
        ("partner-is-bezig", {}, State.ACTIVE),
        ("partner-is-klaar", {"outcome": outcome, "note": "Gekozen."}, State.RESULT_KNOWN),
        ("geholpen", {"helped": "yes"}, State.CLOSED),
    ]
    for word, fields, state in told:
        assert desk.post(act(referral, word), sent(referral, **fields)).status_code == 302
        referral.refresh_from_db()
        assert referral.state == state
    page = desk.get(page_of(referral)).content.decode()
    assert (referral.appointment_on, referral.outcome_note, "Petra" in page) == (date(2023, 5, 22), "Gekozen.", True)


def test_partner_who_declines_by_telephone_gives_a_reason(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    answer = desk.post(act(referral, "partner-wijst-af"), sent(referral))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    reason = current().decline_reasons[0]
    desk.post(act(referral, "partner-wijst-af"), sent(referral, reason=reason.code, note="Te druk"))
    page = desk.get(page_of(referral)).content.decode()
    assert reason.name.nl in page
    assert "Te druk" in page


def test_contact_that_is_still_to_come_is_refused_at_its_field(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.ACCEPTED)
    answer = desk.post(act(referral, "partner-had-contact"), sent(referral, on="2023-05-16", who="Petra"))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])
    assert 'value="Petra"' in answer.content.decode()


def test_decliner_is_left_out_of_what_comes_next(desk: Client, anna: User) -> None:
    company = make_company()
    question = make_question(company=company, text="Wie helpt met een lening?")
    first = declined(company, anna, question=question)
    answer = desk.get(act(first, "andere-partner"))
    offers = {offer.proposal.partner.code for offer in answer.context["proposals"].offers}
    choices = {code for code, _name in answer.context["form"].fields["other"].choices}
    assert (first.partner in offers, first.partner in choices) == (False, False)
    refused = desk.post(act(first, "andere-partner"), sent(first, partner=first.partner))
    assert (refused.status_code, list(refused.context["form"].errors)) == (422, ["partner"])
    answer = desk.post(act(first, "andere-partner"), sent(first, partner="other", other=partner(5)))
    second = Referral.objects.get(previous=first)
    assert answer.headers["Location"] == page_of(second)
    assert (second.partner, second.state, second.question) == (partner(5), State.DRAFT, question)
    first.refresh_from_db()
    assert first.state == State.REROUTED


@pytest.mark.parametrize("word", ["intrekken", "heropenen"])
def test_withdrawing_and_reopening_want_a_reason(desk: Client, anna: User, word: str) -> None:
    referral = make_referral(make_company(), anna)
    if word == "heropenen":
        referral = withdraw_referral(referral, reason="Vergissing", by=anna)
    answer = desk.post(act(referral, word), sent(referral))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["reason"])
    was = referral.state
    desk.post(act(referral, word), sent(referral, reason="Daarom"))
    referral.refresh_from_db()
    assert (referral.state != was, referral.end_reason) == (True, "Daarom")


def test_result_is_closed_only_after_the_answer_or_its_term(
    desk: Client, anna: User, today_is: Callable[[date], None]
) -> None:
    referral = make_referral(make_company(), anna, State.RESULT_KNOWN)
    assert "afronden" not in words_offered(desk.get(page_of(referral)).content.decode())
    assert referral.due_on is not None
    today_is(referral.due_on + timedelta(days=1))
    assert "afronden" in words_offered(desk.get(page_of(referral)).content.decode())
    desk.post(act(referral, "afronden"), sent(referral))
    referral.refresh_from_db()
    assert referral.state == State.CLOSED


def test_who_was_not_helped_stays_open_before_the_adviser(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.RESULT_KNOWN)
    desk.post(act(referral, "geholpen"), sent(referral, helped="no", note="Nooit iets gehoord"))
    answer = desk.get(page_of(referral))
    assert {"afronden", "heropenen"} <= words_offered(answer.content.decode())
    assert "geholpen" not in words_offered(answer.content.decode())


def test_clash_shows_what_the_other_did_and_changes_nothing(desk: Client, anna: User, sjoerd: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    form = sent(referral, reason="Toch niet nodig")
    accept_referral(referral, through=Through.ADVISER, by=sjoerd, who="Petra")
    answer = desk.post(act(referral, "intrekken"), form)
    page = answer.content.decode()
    assert (answer.status_code, "Sjoerd Hoekstra" in page, "Toch niet nodig" in page) == (409, True, True)
    referral.refresh_from_db()
    assert referral.state == State.ACCEPTED
    again = {**form, "version": answer.context["form"].data["version"]}
    assert desk.post(act(referral, "intrekken"), again).status_code == 302


def test_partner_without_address_is_to_be_called(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    assert "kg-alert" not in desk.get(page_of(referral)).content.decode()
    Desk.objects.filter(partner=referral.partner).update(email="", phone="0592 998877")
    page = desk.get(page_of(referral)).content.decode()
    assert ("kg-alert" in page, "0592 998877" in page) == (True, True)


def test_panel_alone_is_drawn_in_place(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna)
    page = desk.get(act(referral, "toestemming"), headers={"HX-Request": "true"}).content.decode()
    assert (page.lstrip().startswith("<section"), "<html" in page) == (True, False)


def test_who_only_reads_sees_no_acts_and_does_nothing(client: Client, anna: User, olga: User) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    client.force_login(olga)
    answer = client.get(page_of(referral))
    assert (answer.status_code, words_offered(answer.content.decode())) == (200, set())
    assert client.post(act(referral, "intrekken"), sent(referral, reason="Zomaar")).status_code == 403
    referral.refresh_from_db()
    assert referral.state == State.SENT


@pytest.mark.parametrize("name", ["referral", "referrals", "referral-figures"])
def test_partner_and_stranger_open_none_of_it(
    client: Client, anna: User, petra: User, charlie: User, name: str
) -> None:
    referral = make_referral(make_company(), anna, State.SENT)
    url = reverse(f"workspace:{name}", args=[referral.pk] if name == "referral" else [])
    for person in (petra, charlie):
        client.force_login(person)
        assert client.get(url).status_code == 403


def listed(client: Client, query: str = "") -> list[str]:
    """The references on the list, in its order."""
    answer = client.get(reverse("workspace:referrals") + query)
    return [row.referral.reference for row in answer.context["rows"]]


def test_list_has_whose_term_ends_first_on_top(desk: Client, anna: User) -> None:
    accepted = make_referral(make_company(), anna, State.ACCEPTED)
    draft = make_referral(make_company(), anna)
    ended = withdraw_referral(make_referral(make_company(), anna), reason="Vergissing", by=anna)
    assert listed(desk) == [draft.reference, accepted.reference]
    assert listed(desk, "?tab=afgerond") == [ended.reference]
    assert listed(desk, "?tab=te-laat") == []


def test_list_is_filtered_by_everything_in_the_address(desk: Client, anna: User, sjoerd: User) -> None:
    mine = make_referral(make_company(), anna)
    theirs = make_referral(make_company(), sjoerd, State.SENT, partner=partner(3), theme="export")
    assert listed(desk, "?van=mij") == [mine.reference]
    assert listed(desk, "?wacht=adviseur") == [mine.reference]
    assert listed(desk, "?wacht=partner") == [theirs.reference]
    assert listed(desk, "?wacht=ondernemer") == []
    assert listed(desk, f"?partner={partner(3)}") == [theirs.reference]
    assert listed(desk, "?thema=export&stand=sent") == [theirs.reference]
    assert listed(desk, "?thema=export&stand=draft") == []


def test_list_shows_who_is_too_late(desk: Client, anna: User, today_is: Callable[[date], None]) -> None:
    draft, asked = make_referral(make_company(), anna), make_referral(make_company(), anna, State.CONSENT_ASKED)
    assert draft.due_on is not None
    today_is(draft.due_on + timedelta(days=1))
    assert listed(desk, "?tab=te-laat") == [draft.reference]
    assert asked.reference in listed(desk)


def test_unknown_words_in_the_address_filter_nothing(desk: Client, anna: User) -> None:
    referral = make_referral(make_company(), anna)
    assert listed(desk, "?tab=x&van=x&wacht=x&stand=x&partner=x&thema=x&vanaf=x") == [referral.reference]


def test_list_pages_without_a_count(desk: Client, anna: User) -> None:
    company = make_company()
    first = make_referral(company, anna)
    Referral.objects.bulk_create(
        Referral(
            **{
                field.attname: getattr(first, field.attname)
                for field in Referral._meta.concrete_fields
                if field.name not in {"id", "reference", "submission"}
            },
            reference=f"R{number}",
            submission=uuid.uuid4(),
        )
        for number in range(50)
    )
    assert len(listed(desk)) == 50
    assert listed(desk, "?vanaf=50") == ["R49"]


@pytest.mark.parametrize("query", ["", "?tab=te-laat", "?tab=afgerond", "?van=mij"])
def test_empty_list_says_what_to_do(desk: Client, query: str) -> None:
    assert "kg-empty" in desk.get(reverse("workspace:referrals") + query).content.decode()


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", ["referrals", "referral-figures", "referral", "company", "question"])
def test_pages_cost_few_queries_however_many_referrals(
    desk: Client, anna: User, name: str, number: int, django_assert_max_num_queries: Any
) -> None:
    company = make_company()
    question = make_question(company=company)
    for place in range(number):
        referral = make_referral(company, anna, State.ACTIVE, question=question, partner=partner(place))
    key = {"referral": referral.pk, "company": company.pk, "question": question.pk}
    url = reverse(f"workspace:{name}", args=[key[name]] if name in key else [])
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(url).status_code == 200


def test_company_and_question_show_their_referrals(desk: Client, anna: User) -> None:
    company = make_company()
    question = make_question(company=company)
    referral = make_referral(company, anna, State.SENT, question=question)
    ended = withdraw_referral(make_referral(company, anna, partner=partner(4)), reason="Vergissing", by=anna)
    answer = desk.get(reverse("workspace:company", args=[company.pk]))
    assert [row.referral for row in answer.context["referrals"]] == [referral]
    assert page_of(referral) in answer.content.decode()
    answer = desk.get(reverse("workspace:question", args=[question.pk]))
    assert [row.referral for row in answer.context["referrals"]] == [referral]
    assert page_of(ended) not in answer.content.decode()


def test_timeline_tells_of_a_referral_with_its_partner_and_reason(desk: Client, anna: User) -> None:
    company = make_company()
    referral = declined(company, anna)
    items, _older = timeline(company, user=anna, group="referral")
    told = [(str(item.kind), item.partner, item.outcome) for item in items]
    reason = referral.decline_reason
    assert told == [
        ("referral_declined", referral.partner, reason),
        ("referral_sent", referral.partner, ""),
    ]
    page = desk.get(reverse("workspace:company", args=[company.pk]) + "?soort=referral").content.decode()
    assert current().partner(referral.partner).name in page
    assert current().decline_reason(reason).name.nl in page
    assert page.count(referral.ask) == 1


def test_few_referrals_say_nothing_of_a_partner(desk: Client, anna: User) -> None:
    for _ in range(4):
        make_referral(make_company(), anna, State.RESULT_KNOWN)
    page = desk.get(reverse("workspace:referral-figures")).content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    assert ("te weinig om iets van te zeggen" in body, "%" in body) == (True, False)


def test_figures_stand_with_the_number_they_rest_on(desk: Client, anna: User) -> None:
    for number in range(5):
        referral = make_referral(make_company(), anna, State.RESULT_KNOWN if number < 4 else State.SENT)
        if number < 3:
            note_confirmation(referral, helped="yes", by=anna)
    answer = desk.get(reverse("workspace:referral-figures"))
    (row,) = answer.context["rows"]
    record = row["record"]
    assert (record.sent, record.accepted, record.known, record.helped) == (5, 4, 4, 3)
    body = re.sub(r"<[^>]+>|\s+", " ", answer.content.decode().partition("<tbody>")[2].partition("</tbody>")[0])
    assert [word for word in body.split() if "%" in word or word.startswith("n=")] == [
        "n=4", "n=4", "100%", "n=4", "75%", "n=4,",
    ]  # fmt: skip


def test_partner_page_says_what_was_declined_and_leads_to_its_referrals(desk: Client, anna: User) -> None:
    for _ in range(5):
        referral = declined(make_company(), anna)
    page = desk.get(reverse("workspace:partner", args=[referral.partner])).content.decode()
    assert f"{current().decline_reasons[0].name.nl} (5)" in page
    assert f"{reverse('workspace:referrals')}?partner={referral.partner}" in page


def test_figures_are_of_the_period_in_the_address(desk: Client, anna: User) -> None:
    make_referral(make_company(), anna, State.SENT)
    url = reverse("workspace:referral-figures")
    assert len(desk.get(f"{url}?vanaf_dag=2023-05-15&tot_dag=2023-05-15").context["rows"]) == 1
    assert desk.get(f"{url}?vanaf_dag=2023-05-16").context["rows"] == []
    assert len(desk.get(f"{url}?vanaf_dag=gisteren").context["rows"]) == 1
