"""Words that hardly ever belong in a note: the form comes back once, and the choice to keep them is written down."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.models import Contact, Intake
from kopgroep.programme import current
from kopgroep.workspace.log_words import deed, details
from tests.factories import TODAY, make_company, make_contact, make_journey

KEEP = {"keep_words": "on"}


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
    form = {"channel": "phone", "held_on": "2023-05-15", "kind": "specific_advice", "minutes_contact": "30"}
    return {**form, "submission": str(uuid.uuid4()), **changes}


def test_sensitive_word_brings_the_form_back_with_the_word_and_a_box(desk: Client) -> None:
    url = reverse("workspace:contact-new", args=[make_company().pk])
    answer = desk.post(url, filled(note="Hij is ziek en zit in de schulden"))
    page = answer.content.decode()
    assert (answer.status_code, Contact.objects.count()) == (422, 0)
    assert list(answer.context["form"].errors) == ["keep_words"]
    assert ("‘ziek’, ‘schulden’" in page, "Dit hoort er echt bij" in page) == (True, True)
    assert "Hij is ziek en zit in de schulden</textarea>" in page


def test_box_keeps_the_words_and_the_logbook_says_so_without_them(desk: Client, anna: User) -> None:
    company = make_company()
    note = "Hij is ziek, BSN 111222333"
    answer = desk.post(reverse("workspace:contact-new", args=[company.pk]), filled(note=note, **KEEP))
    assert answer.status_code == 302
    event = AuditEvent.objects.get(verb="keep_words")
    assert (event.actor, event.company_id, event.detail) == (
        anna, company.pk, {"groups": ["health", "national_number"]}
    )  # fmt: skip
    assert (deed(event), details(event)) == (
        "liet gevoelige woorden in een notitie staan",
        "over: gezondheid, burgerservicenummer",
    )
    written = [str(event.detail) for event in AuditEvent.objects.all()]
    assert [text for text in written if "ziek" in text or "111222333" in text] == []


def test_word_in_the_next_step_asks_too(desk: Client, anna: User) -> None:
    step = {"next_step": "Vragen naar de scheiding", "next_step_owner": anna.pk, "next_step_on": "2023-05-16"}
    url = reverse("workspace:contact-new", args=[make_company().pk])
    assert desk.post(url, filled(**step, note="Ligt in scheiding")).status_code == 422


def test_plain_note_shows_no_box_and_a_box_that_is_not_needed_is_no_harm(desk: Client) -> None:
    url = reverse("workspace:contact-new", args=[make_company().pk])
    answer = desk.post(url, filled(note="Levert aan de gezondheidszorg", kind=""))
    assert (answer.status_code, "keep_words" in answer.content.decode()) == (422, False)
    assert desk.post(url, filled(note="Levert aan ziekenhuizen", **KEEP)).status_code == 302
    assert AuditEvent.objects.filter(verb="keep_words").count() == 0


def test_all_errors_come_at_once(desk: Client) -> None:
    url = reverse("workspace:contact-new", args=[make_company().pk])
    answer = desk.post(url, filled(note="Ziek", kind=""))
    assert set(answer.context["form"].errors) == {"kind", "keep_words"}


def test_completing_asks_only_about_what_is_new(desk: Client, anna: User) -> None:
    contact = make_contact(make_company(), anna, note="Was ziek")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    form = {"submission": str(uuid.uuid4()), "version": "1", "note": "Was ziek", "outcome": "answered"}
    assert desk.post(url, form).status_code == 302
    assert desk.post(url, {**form, "version": "2", "note": "Was erg ziek"}).status_code == 422
    assert desk.post(url, {**form, "version": "2", "note": "Was erg ziek", **KEEP}).status_code == 302
    assert AuditEvent.objects.get(verb="keep_words").detail == {"groups": ["health"]}


def test_intake_asks_about_its_words(desk: Client) -> None:
    url = reverse("workspace:intake-new", args=[make_company().pk])
    words = {"asked": "Hoe verder na de echtscheiding?", "agreed": "Bellen"}
    form = {"theme": "digitalisering", "held_on": "2023-05-15", "line": "basis", "submission": str(uuid.uuid4())}
    assert desk.post(url, {**form, **words}).status_code == 422
    assert desk.post(url, {**form, **words, **KEEP}).status_code == 302
    assert AuditEvent.objects.get(verb="keep_words").subject_id == Intake.objects.get().pk


def test_hours_ask_about_their_description(desk: Client, anna: User) -> None:
    journey = make_journey(make_company(), anna)
    url = reverse("workspace:hours-new", args=[journey.pk])
    form = {"held_on": "2023-05-15", "minutes_contact": "60", "submission": str(uuid.uuid4()), "description": "Ziek"}
    assert desk.post(url, form).status_code == 422
    assert (desk.post(url, {**form, **KEEP}).status_code, journey.minutes_written) == (302, 60)


def test_other_words_under_a_known_submission_are_not_lost_in_silence(desk: Client) -> None:
    url, first = reverse("workspace:contact-new", args=[make_company().pk]), filled(note="Eerste")
    desk.post(url, first)
    answer = desk.post(url, {**first, "note": "Tweede"})
    assert (answer.status_code, "Tweede</textarea>" in answer.content.decode()) == (422, True)
    assert list(Contact.objects.values_list("note", flat=True)) == ["Eerste"]


def test_trajectory_asks_about_its_goal_and_its_result(desk: Client, anna: User) -> None:
    company = make_company()
    url = reverse("workspace:journey-new", args=[company.pk])
    form = {"theme": "digitalisering", "line": "basis", "specialist": anna.pk, "submission": str(uuid.uuid4())}
    words = {**form, "goal": "Weer op gang na een burn-out"}
    assert desk.post(url, words).status_code == 422
    assert desk.post(url, {**words, **KEEP}).status_code == 302
    journey = company.journeys.get()
    close = reverse("workspace:journey-close", args=[journey.pk])
    outcome = current().journey_outcomes[0].code
    ending = {"outcome": outcome, "result": "Zit in scheiding", "version": "1", "submission": str(uuid.uuid4())}
    assert desk.post(close, ending).status_code == 422
    assert desk.post(close, {**ending, **KEEP}).status_code == 302
    assert [event.detail["groups"] for event in AuditEvent.objects.filter(verb="keep_words").order_by("pk")] == [
        ["health"],
        ["family"],
    ]
