"""Asking at the counter: what is kept, what is refused, and that nothing typed is lost."""

import uuid
from datetime import date
from html import unescape
from threading import Barrier, Thread

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.models import Question
from kopgroep.ledger.models import Entry
from kopgroep.portal.forms.questions import QuestionForm
from kopgroep.portal.limits import QUESTIONS
from kopgroep.post.models import Letter
from tests.factories import make_company
from tests.portal.conftest import Filled

ASK = "/vraag/"
ANYTHING = st.one_of(
    st.text(max_size=60), st.sampled_from(["on", "other", "GM0106", "1", "bram@example.org", "0612345678", "Een vraag"])
)


def messages(response: object) -> set[str]:
    """Every sentence of what is wrong, from the form that the page shows."""
    form = response.context["form"]  # type: ignore[attr-defined]
    return {str(sentence) for sentences in form.errors.values() for sentence in sentences}


def test_starter_is_told_who_calls_and_when(client: Client, nel: User, filled: Filled) -> None:
    response = client.post(ASK, filled(), follow=True)
    question = Question.objects.get()
    assert (question.caller, question.call_by, question.not_started) == (nel, date(2023, 5, 17), True)
    assert response.redirect_chain[0][1] == 302
    page = response.content.decode()
    assert "<h1>Nel Bij belt je uiterlijk woensdag 17 mei.</h1>" in page
    assert question.reference in page


def test_who_gives_no_number_is_told_a_mail_comes(client: Client, nel: User, filled: Filled) -> None:
    page = client.post(ASK, filled(phone=""), follow=True).content.decode()
    assert "<h1>Nel Bij mailt je uiterlijk woensdag 17 mei.</h1>" in page


def test_who_gives_no_mail_address_gets_the_link_on_the_page(client: Client, nel: User, filled: Filled) -> None:
    page = client.post(ASK, filled(email=""), follow=True).content.decode()
    assert "Bewaar de link hieronder" in page
    assert "/volg/" in page


def test_question_writes_one_line_and_one_audit_event(client: Client, nel: User, filled: Filled) -> None:
    client.post(ASK, filled())
    assert [(e.kind, e.outcome) for e in Entry.objects.all()] == [("question_asked", "counter")]
    assert [e.verb for e in AuditEvent.objects.all()] == ["ask"]


def test_company_of_the_register_is_linked_and_its_municipality_taken(
    client: Client, nel: User, filled: Filled
) -> None:
    company = make_company("Bakkerij De Korenaar")
    picked = filled(company_text="korenaar", company=str(company.pk), not_started=None, municipality="")
    client.post(ASK, picked)
    question = Question.objects.get()
    assert (question.company, question.company_typed, question.municipality_code) == (company, "", "GM0106")
    assert question.caller == nel


def test_typed_company_that_must_be_chosen_first(client: Client, nel: User, filled: Filled) -> None:
    make_company("Bakkerij De Korenaar")
    response = client.post(ASK, filled(company_text="korenaar", not_started=None))
    assert response.status_code == 422
    assert messages(response) == {"Kies je bedrijf in de lijst, of zeg dat het er niet bij staat."}
    assert "Bakkerij De Korenaar, Assen" in response.content.decode()
    assert Question.objects.count() == 0


def test_company_that_is_not_in_the_list_is_kept_as_typed(client: Client, nel: User, filled: Filled) -> None:
    make_company("Bakkerij De Korenaar")
    client.post(ASK, filled(company_text="De Korenaar Noord", company="other", not_started=None))
    question = Question.objects.get()
    assert (question.company, question.company_typed, question.municipality_code) == (
        None,
        "De Korenaar Noord",
        "GM0106",
    )


def test_unknown_company_needs_a_municipality(client: Client, nel: User, filled: Filled) -> None:
    unknown = filled(company_text="Zwzwzw Qxqxqx", not_started=None, municipality="")
    response = client.post(ASK, unknown)
    assert messages(response) == {"Kies de gemeente waar je zit of wilt beginnen."}
    client.post(ASK, {**unknown, "municipality": "elsewhere"})
    question = Question.objects.get()
    assert (question.company_typed, question.municipality_code) == ("Zwzwzw Qxqxqx", "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": ""}, "Schrijf je vraag op. Een paar woorden is genoeg."),
        ({"text": "   "}, "Schrijf je vraag op. Een paar woorden is genoeg."),
        ({"text": "?? 123"}, "Schrijf je vraag op in woorden."),
        ({"text": "a" * 2001}, "Zorg dat deze waarde niet meer dan 2000 tekens bevat (het zijn er nu 2001)."),
        ({"name": ""}, "Vul je naam in, dan weten we naar wie we moeten vragen."),
        ({"email": "bram@"}, "Dit is geen e-mailadres. Een adres ziet er zo uit: naam@bedrijf.nl."),
        ({"phone": "bel maar"}, "Dit nummer kunnen we niet bellen. Gebruik cijfers, zoals 06 12 34 56 78."),
        ({"phone": "0612"}, "Dit nummer kunnen we niet bellen. Gebruik cijfers, zoals 06 12 34 56 78."),
        (
            {"phone": "", "email": ""},
            "Vul een telefoonnummer of e-mailadres in, dan kunnen we je bereiken.",
        ),
        ({"not_started": None}, "Vul je bedrijf in, of vink aan dat je nog niet begonnen bent."),
        ({"municipality": ""}, "Kies de gemeente waar je zit of wilt beginnen."),
        ({"municipality": "GM9999"}, "Kies een gemeente in de lijst."),
        ({"company": "7"}, "Kies je bedrijf in de lijst, of zeg dat het er niet bij staat."),
        (
            {"company_text": "1234567", "not_started": None},
            "Een KVK-nummer heeft 8 cijfers. Je kunt ook de naam van je bedrijf invullen.",
        ),
        (
            {"website": "https://example.org"},
            "Een vakje dat leeg moet blijven was ingevuld, misschien door je browser. Verstuur het nog een keer.",
        ),
        ({"text": "nul \x00 teken"}, "Null-tekens zijn niet toegestaan."),
    ],
)
def test_bad_input_is_named_and_nothing_is_kept(
    client: Client, nel: User, filled: Filled, changes: dict[str, str | None], sentence: str
) -> None:
    response = client.post(ASK, filled(**changes))
    assert response.status_code == 422
    assert messages(response) == {sentence}
    assert (Question.objects.count(), Entry.objects.count(), Letter.objects.count()) == (0, 0, 0)


def test_chosen_company_and_not_started_cannot_both_be(client: Client, nel: User, filled: Filled) -> None:
    company = make_company("Bakkerij De Korenaar")
    response = client.post(ASK, filled(company_text="korenaar", company=str(company.pk)))
    both = "Je koos een bedrijf en vinkte ook aan dat je nog niet begonnen bent. Haal een van de twee weg."
    assert messages(response) == {both}


def test_all_faults_are_shown_at_once_with_everything_typed_kept(client: Client, nel: User, filled: Filled) -> None:
    wrong = filled(name="", email="bram@", phone="abc", text="Mijn <b>lange</b> vraag")
    response = client.post(ASK, wrong)
    assert set(response.context["form"].errors) == {"name", "email", "phone"}
    page = unescape(response.content.decode())
    kept = ['value="bram@"', 'value="abc"', "Mijn <b>lange</b> vraag", wrong["submission"]]
    assert [piece for piece in kept if piece not in page] == []
    assert [f'href="#id_{box}"' for box in ("name", "email", "phone") if f'href="#id_{box}"' not in page] == []


def addressed() -> list[str]:
    """To whom there are letters in the outbox, the oldest first."""
    return list(Letter.objects.order_by("pk").values_list("to", flat=True))


def test_form_filled_in_twice_asks_once(client: Client, nel: User, filled: Filled) -> None:
    boxes = filled()
    first = client.post(ASK, boxes, follow=True)
    second = client.post(ASK, boxes, follow=True)
    assert first.context["question"] == second.context["question"]
    assert (Question.objects.count(), Entry.objects.count()) == (1, 1)
    assert addressed() == ["nel@example.org", "bram@example.org"]


def test_damaged_submission_number_loses_nothing(client: Client, nel: User, filled: Filled) -> None:
    assert client.post(ASK, filled(submission="geen nummer")).status_code == 302
    assert Question.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_ask_once(nel: User, filled: Filled) -> None:
    boxes, together, answers = filled(), Barrier(2), []

    def send() -> None:
        together.wait()
        answers.append(Client().post(ASK, boxes).status_code)
        connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    assert (Question.objects.count(), Entry.objects.count()) == (1, 1)
    assert addressed() == ["nel@example.org", "bram@example.org"]


def test_form_that_is_not_ours_is_refused_in_plain_words(db: None, filled: Filled) -> None:
    response = Client(enforce_csrf_checks=True).post(ASK, filled())
    assert response.status_code == 403
    assert "<h1>We konden dit formulier niet aannemen</h1>" in response.content.decode()
    assert Question.objects.count() == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(boxes=st.fixed_dictionaries({}, optional=dict.fromkeys(QuestionForm.base_fields, ANYTHING)))
def test_whatever_is_sent_is_kept_or_refused_whole(client: Client, nel: User, boxes: dict[str, str]) -> None:
    cache.clear()
    before = Question.objects.count()
    status = client.post(ASK, boxes).status_code
    assert (status, Question.objects.count() - before) in {(302, 1), (422, 0)}
    assert Question.objects.count() == Entry.objects.count()


@pytest.mark.parametrize("path", ["/bedrijf-zoeken/?company_text=%00a%27%22", "/vraag/?voorbeeld=%00", "/volg/%00/"])
def test_odd_addresses_never_break_a_page(client: Client, nel: User, path: str) -> None:
    assert client.get(path).status_code in {200, 404}


def test_nobody_to_call_is_said_and_what_was_typed_is_kept(client: Client, db: None, filled: Filled) -> None:
    response = client.post(ASK, filled())
    assert response.status_code == 422
    assert "Bram Jansen" in response.content.decode()
    assert Question.objects.count() == 0


def test_more_questions_than_a_person_asks_are_held_back(client: Client, nel: User, filled: Filled) -> None:
    answers = [client.post(ASK, filled()).status_code for _ in range(QUESTIONS.most + 1)]
    assert answers == [302] * QUESTIONS.most + [429]
    assert Question.objects.count() == QUESTIONS.most
    assert Client(REMOTE_ADDR="192.0.2.7").post(ASK, filled()).status_code == 302


def test_box_on_the_first_page_hands_on_the_words(client: Client, nel: User) -> None:
    response = client.post(ASK, {"text": "Hoe vind ik personeel?", "begin": "1"})
    assert (response.status_code, response.context["form"].errors) == (200, {})
    assert "Hoe vind ik personeel?</textarea>" in response.content.decode()
    assert uuid.UUID(response.context["form"]["submission"].value())


def test_example_is_filled_in(client: Client, nel: User) -> None:
    page = client.get(ASK, {"voorbeeld": "personeel"}).content.decode()
    assert "Hoe vind ik personeel?</textarea>" in page
    assert client.get(ASK, {"voorbeeld": "bestaat-niet"}).status_code == 200


def test_looking_up_without_a_script_complains_of_nothing_and_keeps_all(
    client: Client, nel: User, filled: Filled
) -> None:
    make_company("Bakkerij De Korenaar")
    boxes = filled(company_text="korenaar", not_started=None, email="bram@", search="1")
    response = client.post(ASK, boxes)
    page = response.content.decode()
    assert (response.status_code, response.context["form"].errors) == (200, {})
    pieces = ["Bakkerij De Korenaar, Assen", 'value="bram@"', "Bram Jansen", boxes["submission"]]
    assert [piece for piece in pieces if piece not in page] == []
    assert Question.objects.count() == 0


def test_confirmation_opens_only_for_who_asked(client: Client, nel: User, filled: Filled) -> None:
    there = client.post(ASK, filled()).headers["Location"]
    question = Question.objects.get()
    bare = reverse("portal:asked", args=[question.reference])
    assert client.get(there).status_code == 200
    assert client.get(bare).status_code == 404
    assert client.get(there.replace(question.reference, "222-2222")).status_code == 404


def test_confirmation_is_not_kept_by_browsers_between(client: Client, nel: User, filled: Filled) -> None:
    response = client.post(ASK, filled(), follow=True)
    assert "no-store" in response.headers["Cache-Control"]


def test_question_asked_in_english_is_answered_in_english(client: Client, nel: User, filled: Filled) -> None:
    client.post("/taal/setlang/", {"language": "en", "next": "/"})
    page = client.post(ASK, filled(), follow=True).content.decode()
    assert "<h1>Nel Bij calls you by Wednesday 17 May at the latest.</h1>" in page
    assert Question.objects.get().language == "en"
