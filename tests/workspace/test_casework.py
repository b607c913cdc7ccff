"""The adviser's pages: few queries, nothing lost, a clash that shows what the other changed."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import ReadEvent, User
from kopgroep.casework.actions.contacts import complete_contact
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.questions import take_question
from kopgroep.casework.models import Contact, Intake, Journey, Question
from kopgroep.companies.models import Company, Person
from kopgroep.ledger.models import Entry
from kopgroep.scans.models import Measure
from tests.factories import TODAY, make_company, make_contact, make_intake, make_journey, make_question

MOST_QUERIES = 10


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def desk(anna: User, client: Client) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def filled(**changes: object) -> dict[str, object]:
    """The form of a contact moment as a browser sends it."""
    form = {
        "channel": "phone",
        "held_on": "2023-05-15",
        "kind": "specific_advice",
        "line": "basis",
        "minutes_contact": "30",
        "submission": str(uuid.uuid4()),
    }
    return {**form, **changes}


def test_contact_is_saved_from_few_fields(desk: Client, anna: User) -> None:
    company = make_company()
    answer = desk.post(reverse("workspace:contact-new", args=[company.pk]), filled())
    assert answer.headers["Location"] == reverse("workspace:company", args=[company.pk])
    contact = Contact.objects.get()
    assert (contact.company, contact.by, contact.minutes) == (company, anna, 30)


def test_wrong_contact_keeps_what_was_typed_and_links_to_the_field(desk: Client) -> None:
    company = make_company()
    typed = filled(note="Veel getypt", next_step="Bellen", held_on="2023-05-16")
    answer = desk.post(reverse("workspace:contact-new", args=[company.pk]), typed)
    page = answer.content.decode()
    assert (answer.status_code, Contact.objects.count()) == (422, 0)
    assert "Veel getypt" in page
    assert 'href="#id_held_on"' in page


def test_form_with_nothing_in_it_names_every_field_at_once(desk: Client) -> None:
    company = make_company()
    answer = desk.post(reverse("workspace:contact-new", args=[company.pk]), {"submission": str(uuid.uuid4())})
    assert set(answer.context["form"].errors) == {"channel", "held_on", "kind"}


def test_double_click_saves_one_contact(desk: Client) -> None:
    company, form = make_company(), filled()
    for _ in range(2):
        desk.post(reverse("workspace:contact-new", args=[company.pk]), form)
    assert Contact.objects.count() == 1


def test_panel_alone_is_drawn_in_place(desk: Client) -> None:
    company = make_company()
    page = desk.get(
        reverse("workspace:contact-new", args=[company.pk]), headers={"HX-Request": "true"}
    ).content.decode()
    assert page.lstrip().startswith("<section")
    assert "<html" not in page


def test_who_saves_second_sees_what_the_first_changed_and_can_save_again(desk: Client, sjoerd: User) -> None:
    contact = make_contact(make_company(), sjoerd)
    url = reverse("workspace:contact-edit", args=[contact.pk])
    form = {"submission": str(uuid.uuid4()), "version": "1", "note": "Van Anna"}
    complete_contact(contact, note="Van Sjoerd", by=sjoerd)
    answer = desk.post(url, form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Van Sjoerd" in page
    assert "Van Anna" in page
    again = {**form, "version": answer.context["form"].data["version"]}
    assert desk.post(url, again).status_code == 302
    assert Contact.objects.get().note == "Van Anna"


def test_earlier_conversation_of_a_colleague_is_told(desk: Client, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, sjoerd, held_on=TODAY - timedelta(days=12))
    page = desk.get(reverse("workspace:contact-new", args=[company.pk])).content.decode()
    assert "Sjoerd Hoekstra" in page


def test_conversation_longer_ago_gives_no_warning(desk: Client, sjoerd: User) -> None:
    company = make_company()
    make_contact(company, sjoerd, held_on=TODAY - timedelta(days=31))
    answer = desk.get(reverse("workspace:contact-new", args=[company.pk]))
    assert answer.context["talks"] == []


def test_intake_from_a_question_brings_its_words(desk: Client) -> None:
    company = make_company()
    question = make_question(company=company, text="Wie kijkt mee naar mijn webwinkel?")
    url = reverse("workspace:intake-new", args=[company.pk]) + f"?vraag={question.pk}"
    assert "Wie kijkt mee naar mijn webwinkel?" in desk.get(url).content.decode()
    form = {"theme": "digitalisering", "held_on": "2023-05-15", "line": "basis", "asked": "Hoe?", "agreed": "Bellen"}
    desk.post(url, {**form, "submission": str(uuid.uuid4())})
    assert Intake.objects.get().question == question


def test_second_intake_is_refused_at_its_theme(desk: Client, sjoerd: User) -> None:
    company = make_company()
    make_intake(company, sjoerd)
    form = {"theme": "digitalisering", "held_on": "2023-05-15", "line": "basis", "asked": "Hoe?", "agreed": "Bellen"}
    url = reverse("workspace:intake-new", args=[company.pk])
    answer = desk.post(url, {**form, "submission": str(uuid.uuid4())})
    assert list(answer.context["form"].errors) == ["theme"]
    assert Intake.objects.count() == 1


def test_trajectory_is_opened_booked_and_closed(desk: Client, anna: User) -> None:
    company = make_company()
    form = {"theme": "digitalisering", "line": "basis", "goal": "Een plan", "specialist": anna.pk}
    desk.post(reverse("workspace:journey-new", args=[company.pk]), {**form, "submission": str(uuid.uuid4())})
    journey = Journey.objects.get()
    hours = {"held_on": "2023-05-15", "minutes_contact": "60", "minutes_travel": "15", "submission": str(uuid.uuid4())}
    desk.post(reverse("workspace:hours-new", args=[journey.pk]), hours)
    assert journey.minutes_written == 75
    end = {"outcome": "step_taken", "version": "1", "submission": str(uuid.uuid4())}
    answer = desk.post(reverse("workspace:journey-close", args=[journey.pk]), end, follow=True)
    assert (answer.request["PATH_INFO"], "Wat leverde het op?" in answer.content.decode()) == (
        reverse("workspace:journey", args=[journey.pk]),
        True,
    )
    journey.refresh_from_db()
    assert (journey.outcome, journey.closed_on) == ("step_taken", TODAY)


def test_hours_over_the_cap_are_refused_with_what_is_left(desk: Client, anna: User) -> None:
    journey = make_journey(make_company(), anna)
    book_hours(journey, contact=23 * 60, on=TODAY, submission=uuid.uuid4(), by=anna)
    form = {"held_on": "2023-05-15", "minutes_contact": "90", "submission": str(uuid.uuid4())}
    answer = desk.post(reverse("workspace:hours-new", args=[journey.pk]), form)
    assert (answer.status_code, journey.minutes_written) == (422, 23 * 60)
    assert "1:00" in answer.content.decode()


def test_hours_are_corrected_from_the_page(desk: Client, anna: User) -> None:
    journey = make_journey(make_company(), anna)
    entry = book_hours(journey, contact=300, on=TODAY, submission=uuid.uuid4(), by=anna)
    url = reverse("workspace:hours-correct", args=[journey.pk, entry.pk])
    desk.post(url, {"minutes": "30", "reason": "Typefout", "submission": str(uuid.uuid4())})
    assert journey.minutes_written == 30
    page = desk.get(reverse("workspace:journey", args=[journey.pk])).content.decode()
    assert "Typefout" in page


def test_question_is_taken_and_given_a_new_company_and_person(desk: Client, anna: User) -> None:
    question = make_question(company_typed="Fietsatelier Spaak", municipality_code="GM0106")
    desk.post(reverse("workspace:question-take", args=[question.pk]))
    desk.post(reverse("workspace:question-company", args=[question.pk]), {"company": "new"})
    question.refresh_from_db()
    assert question.company is not None
    assert (question.state, question.caller, question.company.name) == ("taken", anna, "Fietsatelier Spaak")
    assert Person.objects.get().email == "bram@example.org"


def test_known_company_is_proposed_for_a_question(desk: Client) -> None:
    company = make_company("Fietsatelier Spaak")
    question = make_question(company_typed="fietsatelier spaak")
    answer = desk.get(reverse("workspace:question", args=[question.pk]))
    assert answer.context["likely"] == [company]


def test_taking_a_taken_question_tells_who_was_first(desk: Client, sjoerd: User) -> None:
    question = make_question()
    take_question(question, by=sjoerd)
    page = desk.post(reverse("workspace:question-take", args=[question.pk]), follow=True).content.decode()
    assert "Sjoerd Hoekstra" in page
    assert Question.objects.get().caller == sjoerd


def test_step_is_ticked_off_and_back(desk: Client, anna: User) -> None:
    step = {"next_step": "Bellen over de begroting", "next_step_owner": anna, "next_step_on": TODAY}
    contact = make_contact(make_company(), anna, **step)
    page = desk.post(reverse("workspace:step-done", args=[contact.pk]), follow=True).content.decode()
    assert reverse("workspace:step-undo", args=[contact.pk]) in page
    desk.post(reverse("workspace:step-undo", args=[contact.pk]))
    contact.refresh_from_db()
    assert contact.step_done_on is None


def test_position_on_the_ladder_shows_on_the_company_page(desk: Client) -> None:
    company = make_company()
    form = {"phase": "verkennen", "taken_on": "2023-05-15", "proof": "Plan gezien", "submission": str(uuid.uuid4())}
    desk.post(reverse("workspace:position-new", args=[company.pk]), form)
    assert Measure.objects.get().proof == "Plan gezien"
    answer = desk.get(reverse("workspace:company", args=[company.pk]))
    assert answer.context["standing"].phase.code == "verkennen"


def test_looking_at_a_company_is_written_in_the_read_log(desk: Client, anna: User) -> None:
    company = make_company()
    desk.get(reverse("workspace:company", args=[company.pk]))
    assert list(ReadEvent.objects.values_list("actor", "subject_id", "page")) == [(anna.pk, company.pk, "company")]


def test_shielded_address_is_not_on_the_page(desk: Client) -> None:
    company = make_company(street="Geheimeweg", address_shielded=True)
    page = desk.get(reverse("workspace:company", args=[company.pk])).content.decode()
    assert "Geheimeweg" not in page


def full_file(number: int, by: User) -> Company:
    """A company on which everything has happened so many times."""
    company = make_company()
    for count in range(number):
        make_question(company=company)
        make_contact(company, by, next_step="Bellen", next_step_owner=by, next_step_on=TODAY + timedelta(days=count))
        Person.objects.create(name=f"Persoon {count}", noted_on=TODAY).positions.create(company=company, since=TODAY)
    for theme in ("digitalisering", "export", "circulair")[:number]:
        make_intake(company, by, theme=theme)
        make_journey(company, by, theme=theme)
    return company


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "name", ["today", "questions", "journeys", "company", "contact-new", "intake-new", "journey-new", "journey"]
)
def test_pages_cost_few_queries_however_long_the_lists(
    desk: Client, anna: User, name: str, number: int, django_assert_max_num_queries: Any
) -> None:
    company = full_file(number, anna)
    journey = Journey.objects.filter(company=company).first()
    assert journey is not None
    of_all = name in ("today", "questions", "journeys")
    url = reverse(f"workspace:{name}", args=[] if of_all else [journey.pk if name == "journey" else company.pk])
    with django_assert_max_num_queries(MOST_QUERIES):
        assert desk.get(url).status_code == 200


@pytest.mark.parametrize("name", ["today", "questions", "journeys"])
def test_empty_pages_say_what_to_do(desk: Client, name: str) -> None:
    page = desk.get(reverse(f"workspace:{name}")).content.decode()
    assert "kg-empty" in page or "kg-todo__none" in page


def test_funder_opens_no_file(fenna: User, client: Client) -> None:
    client.force_login(fenna)
    company = make_company()
    assert client.get(reverse("workspace:company", args=[company.pk])).status_code == 403
    assert Entry.objects.count() == 0
