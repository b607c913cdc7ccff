"""Two people, one row: what the other one wrote stands beside the field, and either version can be kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.actions.contacts import assign_manager, complete_contact, finish_step
from kopgroep.casework.actions.journeys import close_journey
from kopgroep.casework.models import Contact
from kopgroep.workspace.forms.clash import read_stamp
from tests.factories import TODAY, make_company, make_contact, make_journey


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def desk(anna: User, client: Client) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


def opened(desk: Client, url: str, **typed: Any) -> dict[str, Any]:
    """The form of a page as a browser would send it, after typing."""
    form = desk.get(url).context["form"]
    held = {name: form[name].value() for name in form.fields}
    sent = {name: value.isoformat() if isinstance(value, date) else value for name, value in held.items()}
    return {name: value for name, value in (sent | typed).items() if value is not None}


def sent_again(form: Any, **choices: str) -> dict[str, Any]:
    """The form that came back, as a browser would send it, with what was chosen beside the fields."""
    data = {name: form.data.getlist(name) for name in form.data if name in form.fields}
    for name, field in form.fields.items():
        if hasattr(field, "clash") and field.clash.both:
            data[f"theirs_{name}"] = field.clash.values
            data[f"keep_{name}"] = "mine"
    return {**data, **choices}


def clash_of(answer: Any) -> dict[str, tuple[str, str, bool]]:
    """What stands beside the fields: who, what, and whether there is a choice."""
    fields = answer.context["form"].fields
    held = {name: field.clash for name, field in fields.items() if hasattr(field, "clash")}
    return {name: (clash.who, clash.shown, clash.both) for name, clash in held.items()}


def test_words_of_the_other_stand_beside_the_field_that_both_changed(desk: Client, anna: User, sjoerd: User) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    mine = opened(desk, url, note="Van Anna")
    complete_contact(contact, note="Van Sjoerd", by=sjoerd)
    answer = desk.post(url, mine)
    page = answer.content.decode()
    assert (answer.status_code, clash_of(answer)) == (409, {"note": ("Sjoerd Hoekstra", "Van Sjoerd", True)})
    assert ("<q>Van Sjoerd</q>" in page, "Van Anna</textarea>" in page) == (True, True)
    assert Contact.objects.get().note == "Van Sjoerd"


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Van Anna"), ("theirs", "Van Sjoerd")])
def test_second_save_keeps_what_was_chosen(desk: Client, anna: User, sjoerd: User, choice: str, kept: str) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    mine = opened(desk, url, note="Van Anna")
    complete_contact(contact, note="Van Sjoerd", by=sjoerd)
    form = desk.post(url, mine).context["form"]
    assert desk.post(url, sent_again(form, keep_note=choice)).status_code == 302
    assert Contact.objects.get().note == kept


def test_field_that_only_the_other_changed_is_filled_in_and_stays(desk: Client, anna: User, sjoerd: User) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    mine = opened(desk, url, note="Van Anna")
    complete_contact(contact, needs=["kapitaal", "innovatie"], outcome="answered", by=sjoerd)
    answer = desk.post(url, mine)
    assert clash_of(answer) == {
        "needs": ("Sjoerd Hoekstra", "Innovatie, Geld voor een plan", False),
        "outcome": ("Sjoerd Hoekstra", "Vraag beantwoord", False),
    }
    desk.post(url, sent_again(answer.context["form"]))
    contact.refresh_from_db()
    assert (contact.note, contact.outcome, sorted(contact.needs)) == ("Van Anna", "answered", ["innovatie", "kapitaal"])


def test_next_step_of_the_other_comes_with_its_owner_and_day(desk: Client, anna: User, sjoerd: User) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    # A list of names without an empty line always sends one.
    mine = opened(desk, url, note="Van Anna") | {"next_step_owner": str(anna.pk)}
    complete_contact(contact, next_step="Bellen", next_step_owner=sjoerd, next_step_on=TODAY, by=sjoerd)
    answer = desk.post(url, mine)
    assert {name: both for name, (_who, _shown, both) in clash_of(answer).items()} == {
        "next_step": False, "next_step_owner": False, "next_step_on": False
    }  # fmt: skip
    desk.post(url, sent_again(answer.context["form"]))
    contact.refresh_from_db()
    assert (contact.note, contact.next_step, contact.next_step_owner) == ("Van Anna", "Bellen", sjoerd)


def test_both_writing_the_same_is_no_clash_of_words(desk: Client, anna: User, sjoerd: User) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    mine = opened(desk, url, note="Zelfde\r\nwoorden ")
    complete_contact(contact, note="Zelfde\nwoorden", by=sjoerd)
    answer = desk.post(url, mine)
    assert (answer.status_code, clash_of(answer)) == (409, {})


def test_change_outside_the_form_is_told_with_who_and_what(desk: Client, anna: User, sjoerd: User) -> None:
    step = {"next_step": "Bellen", "next_step_owner": anna, "next_step_on": TODAY}
    contact = make_contact(make_company(), anna, **step)
    url = reverse("workspace:contact-edit", args=[contact.pk])
    mine = opened(desk, url, note="Van Anna")
    finish_step(contact, by=sjoerd)
    form = desk.post(url, mine).context["form"]
    assert len(form.changes) == 1
    assert form.changes[0].startswith("Sjoerd Hoekstra, ")
    assert form.changes[0].endswith("vinkte een vervolgstap af, stap: Bellen")


def test_third_who_comes_between_clashes_again(desk: Client, anna: User, sjoerd: User, marieke: User) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    url = reverse("workspace:contact-edit", args=[contact.pk])
    mine = opened(desk, url, note="Van Anna")
    complete_contact(contact, note="Van Sjoerd", by=sjoerd)
    form = desk.post(url, mine).context["form"]
    complete_contact(contact, note="Van Marieke", by=marieke)
    answer = desk.post(url, sent_again(form, keep_note="theirs"))
    assert (answer.status_code, Contact.objects.get().note) == (409, "Van Marieke")
    assert clash_of(answer)["note"][1] == "Van Marieke"


def test_account_manager_gets_the_same(marieke: User, anna: User, sjoerd: User, client: Client) -> None:
    client.force_login(marieke)
    company = make_company()
    url = reverse("workspace:manager", args=[company.pk])
    mine = opened(client, url, manager=str(anna.pk))
    assign_manager(company, sjoerd, by=marieke)
    answer = client.post(url, mine)
    assert clash_of(answer) == {"manager": (marieke.name, "Sjoerd Hoekstra", True)}


def test_closing_what_the_other_closed_shows_with_which_outcome(desk: Client, anna: User, sjoerd: User) -> None:
    journey = make_journey(make_company(), anna)
    url = reverse("workspace:journey-close", args=[journey.pk])
    mine = opened(desk, url, outcome="step_taken", result="Plan")
    close_journey(journey, outcome="stopped", result="", by=sjoerd)
    assert clash_of(desk.post(url, mine)) == {"outcome": ("Sjoerd Hoekstra", "Gestopt", True)}


def test_audit_trail_names_the_fields_and_not_the_words(anna: User, sjoerd: User) -> None:
    contact = make_contact(make_company(), anna, note="Begin")
    complete_contact(contact, note="Heel ander verhaal", outcome="", by=sjoerd)
    assert AuditEvent.objects.get(verb="complete_contact").detail == {"changed": ["note"]}


@given(st.text() | st.just('{"at": 1, "was": []}') | st.just('{"at": "2023-05-15T10:00", "was": {"note": 3}}'))
def test_any_stamp_is_read_without_fault(text: str) -> None:
    moment, was = read_stamp(text)
    assert moment is None
    assert all(isinstance(mark, str) for mark in was.values())
