"""Referring in three steps: nothing typed is lost, who declined is not offered, what is shared is shown first."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.actions.questions import take_question
from kopgroep.casework.actions.referral_answers import decline_referral
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.casework.moving import Through
from kopgroep.companies.models import Company, Consent, Person
from kopgroep.partners.models import Desk
from kopgroep.post.models import Letter
from kopgroep.programme import current
from tests.factories import TODAY, make_company, make_question, make_referral, partner

MOST_QUERIES = 10
ASK = "Wie helpt ons met een lening voor een nieuwe machine?"
SECRET = "INTERN: twijfelt over de kosten."


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def desk(anna: User, client: Client) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def address(company: Company, question: Question | None = None) -> str:
    """The page on which a company, or its question, is referred."""
    path = reverse("workspace:referral-new", args=[company.pk])
    return f"{path}?vraag={question.pk}" if question else path


def sent(step: str, **changes: str) -> dict[str, str]:
    """The form as a browser sends it; ``step`` is the step that is asked for, or ``klaar``."""
    form = {
        "naar": step,
        "submission": str(uuid.uuid4()),
        "ask": ASK,
        "theme": "digitalisering",
        "partner": partner(),
        "contact_name": "Bram Jansen",
        "contact_email": "bram@example.org",
        "contact_phone": "0592 123456",
        "mail_language": "nl",
        "internal_note": SECRET,
        "consent": "later",
    }
    return {**form, **changes}


def states() -> list[tuple[str, str]]:
    """State and partner of all referrals."""
    return list(Referral.objects.order_by("pk").values_list("state", "partner"))


def test_words_of_the_question_are_filled_in_and_find_partners(desk: Client) -> None:
    company = make_company()
    question = make_question(company=company, text=ASK, phone="0592 654321")
    answer = desk.get(address(company, question))
    form = answer.context["form"]
    assert [form[name].value() for name in ("ask", "contact_name", "contact_phone")] == [
        ASK,
        "Bram Jansen",
        "0592 654321",
    ]
    offers = answer.context["proposals"].offers
    assert len(offers) > 0
    reason = str(offers[0].reasons[0])
    assert reason in answer.content.decode()


def test_question_of_another_company_brings_nothing(desk: Client) -> None:
    question = make_question(company=make_company("Van Rhee"), text=ASK)
    assert desk.get(address(make_company(), question)).context["question"] is None


def test_partners_alone_are_drawn_while_one_types(desk: Client) -> None:
    company = make_company()
    typed = {"stap": "1", "ask": "subsidie", "theme": ""}
    answer = desk.post(address(company), typed, headers={"HX-Request": "true", "HX-Target": "partners"})
    page = answer.content.decode()
    assert (answer.status_code, page.lstrip().startswith("<fieldset"), "<html" in page) == (200, True, False)
    assert "utrecht-form-field-error-message" not in page


def test_first_step_wants_words_theme_and_partner(desk: Client) -> None:
    answer = desk.post(address(make_company()), sent("2", ask="", theme="", partner=""))
    form = answer.context["form"]
    assert (answer.status_code, form.step, set(form.errors)) == (422, 1, {"ask", "theme", "partner"})


def test_steps_check_only_what_lies_before_them(desk: Client) -> None:
    empty = {"contact_name": "", "contact_email": "", "contact_phone": "", "consent": ""}
    answer = desk.post(address(make_company()), sent("2", **empty))
    assert (answer.status_code, answer.context["form"].step) == (200, 2)
    answer = desk.post(address(make_company()), sent("3", **empty))
    form = answer.context["form"]
    assert (answer.status_code, form.step, set(form.errors)) == (422, 2, {"contact_name", "contact_phone"})


def test_every_step_keeps_what_was_typed_in_the_others(desk: Client) -> None:
    company = make_company()
    for step in ("1", "2", "3"):
        page = desk.post(address(company), sent(step)).content.decode()
        for words in (ASK, "Bram Jansen", "0592 123456", SECRET):
            assert words in page, (step, words)


def test_preview_is_the_card_that_the_partner_gets(desk: Client) -> None:
    company = make_company()
    previewed = desk.post(address(company), sent("3")).context["card"]
    desk.post(address(company), sent("klaar", consent="phone", answered_by="Bram Jansen"))
    referral = Referral.objects.get()
    assert {**referral.card, "reference": ""} == previewed
    assert SECRET not in str(previewed)


def test_preview_alone_is_drawn_without_the_note_for_colleagues(desk: Client) -> None:
    typed = {**sent(""), "stap": "2"}
    headers = {"HX-Request": "true", "HX-Target": "preview"}
    page = desk.post(address(make_company()), typed, headers=headers).content.decode()
    assert ("Bram Jansen" in page, SECRET in page, "<html" in page) == (True, False, False)


def test_person_of_the_company_is_taken_over_and_known_again(desk: Client) -> None:
    company = make_company()
    person = Person.objects.create(name="Saar Smit", email="saar@example.org", phone="06 1", noted_on=TODAY)
    person.positions.create(company=company, since=TODAY)
    answer = desk.post(address(company), {**sent(""), "stap": "2", "neem": str(person.pk)})
    form = answer.context["form"]
    assert (form.step, form["contact_name"].value(), form["contact_email"].value()) == (
        2,
        "Saar Smit",
        "saar@example.org",
    )
    taken = {"contact_name": "Saar Smit", "contact_email": "saar@example.org", "contact_phone": "06 1"}
    desk.post(address(company), sent("klaar", **taken))
    assert Referral.objects.get().person == person


def test_person_of_another_company_is_not_taken_over(desk: Client) -> None:
    stranger = Person.objects.create(name="Piet Vreemd", noted_on=TODAY)
    answer = desk.post(address(make_company()), {**sent(""), "stap": "2", "neem": str(stranger.pk)})
    assert answer.context["form"]["contact_name"].value() == "Bram Jansen"


@pytest.mark.parametrize(
    ("consent", "state", "letters"),
    [
        ("later", State.DRAFT, []),
        ("mail", State.CONSENT_ASKED, ["consent"]),
        ("phone", State.SENT, ["card"]),
        ("visit", State.SENT, ["card"]),
    ],
)
def test_consent_decides_what_happens(desk: Client, consent: str, state: State, letters: list[str]) -> None:
    Desk.objects.create(partner=partner(), email="balie@example.org")
    company = make_company()
    desk.post(address(company), sent("klaar", consent=consent, answered_by="Bram Jansen"))
    assert states() == [(state, partner())]
    assert list(Letter.objects.order_by("pk").values_list("kind", flat=True)) == letters


def test_who_said_yes_is_kept_with_the_words(desk: Client, anna: User) -> None:
    Desk.objects.create(partner=partner(), email="balie@example.org")
    desk.post(address(make_company()), sent("klaar", consent="visit", answered_by="Saar Smit"))
    consent = Consent.objects.get()
    assert (consent.answered_by, consent.how, consent.noted_by) == ("Saar Smit", "visit", anna)
    assert ASK in consent.wording


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"consent": ""}, "consent"),
        ({"consent": "phone"}, "answered_by"),
        ({"consent": "mail", "contact_email": ""}, "consent"),
    ],
)
def test_unfinished_consent_makes_nothing(desk: Client, changes: dict[str, str], field: str) -> None:
    answer = desk.post(address(make_company()), sent("klaar", **changes))
    assert (answer.status_code, list(answer.context["form"].errors), states()) == (422, [field], [])


def test_double_click_makes_one_referral_and_one_mail(desk: Client) -> None:
    company, form = make_company(), sent("klaar", consent="mail")
    for _ in range(2):
        assert desk.post(address(company), form).status_code == 302
    assert (states(), Letter.objects.count()) == ([(State.CONSENT_ASKED, partner())], 1)


def test_service_and_question_go_along(desk: Client) -> None:
    company = make_company()
    question = make_question(company=company, text=ASK)
    service = current().services[0]
    desk.post(address(company, question), sent("klaar", partner=f"{service.partner}:{service.code}"))
    referral = Referral.objects.get()
    assert (referral.partner, referral.service, referral.question) == (service.partner, service.code, question)


def test_any_other_partner_can_be_chosen(desk: Client) -> None:
    desk.post(address(make_company()), sent("klaar", partner="other", other=partner(7)))
    assert states() == [(State.DRAFT, partner(7))]


@pytest.mark.parametrize("choice", ["other", "no-such-partner", "no-such:service"])
def test_partner_that_does_not_exist_is_refused(desk: Client, choice: str) -> None:
    answer = desk.post(address(make_company()), sent("2", partner=choice))
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"partner"})


def test_decliner_is_named_and_not_offered(desk: Client, anna: User) -> None:
    company = make_company()
    question = make_question(company=company, text=ASK)
    first = desk.get(address(company, question)).context["proposals"].offers[0]
    code = first.proposal.partner.code
    declined = make_referral(company, anna, State.SENT, question=question, partner=code)
    reason = current().decline_reasons[0].code
    decline_referral(declined, reason=reason, through=Through.ADVISER, by=anna)
    answer = desk.get(address(company, question))
    proposals = answer.context["proposals"]
    offered = {offer.proposal.partner.code for offer in proposals.offers}
    choices = {value for value, _name in answer.context["form"].fields["other"].choices}
    assert (code in offered, code in choices, [p.code for p in proposals.declined]) == (False, False, [code])
    again = desk.post(address(company, question), sent("klaar", partner=code))
    assert (again.status_code, set(again.context["form"].errors), Referral.objects.count()) == (422, {"partner"}, 1)


def test_partner_that_has_the_question_now_is_named_and_not_offered(desk: Client, anna: User) -> None:
    company = make_company()
    question = make_question(company=company, text=ASK)
    code = desk.get(address(company, question)).context["proposals"].offers[0].proposal.partner.code
    make_referral(company, anna, State.SENT, question=question, partner=code)
    proposals = desk.get(address(company, question)).context["proposals"]
    offered = {offer.proposal.partner.code for offer in proposals.offers}
    assert (code in offered, [p.code for p in proposals.busy], proposals.declined) == (False, [code], [])
    again = desk.post(address(company, question), sent("klaar", partner=code))
    assert (again.status_code, set(again.context["form"].errors)) == (422, {"partner"})


def test_partner_that_is_full_says_until_when(desk: Client) -> None:
    company = make_company()
    asked = {"stap": "1", "ask": "", "theme": "export"}
    best = desk.post(address(company), asked).context["proposals"].offers[0].proposal.partner.code
    until = date(2023, 6, 1)
    Desk.objects.create(partner=best, email="balie@example.org", paused_until=until, pause_reason="Vol")
    found = desk.post(address(company), asked)
    offers = {offer.proposal.partner.code: offer for offer in found.context["proposals"].offers}
    assert next(iter(offers)) != best
    if best in offers:
        assert str(offers[best].pause).endswith("tot 1\xa0jun\xa02023")


def test_sensitive_words_are_asked_about_before_going_on(desk: Client) -> None:
    company = make_company()
    form = sent("2", ask="De eigenaar heeft een burn-out.")
    answer = desk.post(address(company), form)
    assert (answer.status_code, answer.context["form"].step) == (422, 1)
    answer = desk.post(address(company), {**form, "keep_words": "on"})
    assert (answer.status_code, answer.context["form"].step) == (200, 2)


def test_sensitive_words_that_were_kept_are_in_the_trail_without_the_words(desk: Client) -> None:
    form = sent("klaar", internal_note="De eigenaar heeft een burn-out.", keep_words="on")
    assert desk.post(address(make_company()), form).status_code == 302
    event = AuditEvent.objects.get(verb="keep_words")
    assert ("burn" in str(event.detail), event.subject_type) == (False, "referral")


@pytest.mark.parametrize("number", [1, 3])
def test_choosing_costs_few_queries(desk: Client, anna: User, number: int, django_assert_max_num_queries: Any) -> None:
    company = make_company()
    question = make_question(company=company, text=ASK)
    for place in range(number):
        make_referral(make_company(f"Bedrijf {place}"), anna, State.ACCEPTED, partner=partner(place))
        Person.objects.create(name=f"Persoon {place}", noted_on=TODAY).positions.create(company=company, since=TODAY)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(address(company, question)).status_code == 200


def test_who_may_not_refer_gets_no_page_and_no_button(client: Client, olga: User) -> None:
    company = make_company()
    client.force_login(olga)
    assert client.get(address(company)).status_code == 403
    assert client.post(address(company), sent("klaar")).status_code == 403
    page = client.get(reverse("workspace:company", args=[company.pk])).content.decode()
    assert (address(company) in page, Referral.objects.count()) == (False, 0)


def test_buttons_stand_on_company_and_on_a_taken_question(desk: Client, anna: User) -> None:
    company = make_company()
    question = make_question(company=company)
    page = desk.get(reverse("workspace:company", args=[company.pk])).content.decode()
    assert address(company) in page
    url = reverse("workspace:question", args=[question.pk])
    assert address(company, question) not in desk.get(url).content.decode()
    take_question(question, by=anna)
    assert address(company, question) in desk.get(url).content.decode()


def test_closing_a_question_reminds_of_referring_until_it_was_referred(desk: Client, anna: User) -> None:
    company = make_company()
    question = make_question(company=company)
    take_question(question, by=anna)
    url = reverse("workspace:question-close", args=[question.pk])
    assert address(company, question) in desk.get(url).content.decode()
    make_referral(company, anna, question=question)
    assert address(company, question) not in desk.get(url).content.decode()
