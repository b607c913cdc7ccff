"""The page of people and roles: giving, taking, inviting, closing, and the yearly review."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kopgroep.accounts.models import AuditEvent, RoleGrant, User
from kopgroep.accounts.roles import Role
from kopgroep.post.models import Letter
from tests.cast import make_user

PEOPLE = "/werkplek/mensen/"


@pytest.fixture
def office(client: Client, marieke: User) -> Client:
    """The browser of the programme manager."""
    client.force_login(marieke)
    return client


def roles_of(user: User) -> set[str]:
    """The roles held now."""
    return set(RoleGrant.objects.current().filter(user=user).values_list("role", flat=True))


def verbs(user: User) -> list[str]:
    """What the audit trail says of an account, oldest first."""
    found = AuditEvent.objects.filter(subject_type="user", subject_id=user.pk).order_by("pk")
    return list(found.values_list("verb", flat=True))


def test_the_list_takes_the_same_queries_for_one_and_for_three(
    office: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(5) as one:
        office.get(PEOPLE)
    make_user("Anna Bakker", Role.ADVISER, Role.SPECIALIST)
    make_user("Wim Wachter", Role.ADVISER)
    with django_assert_num_queries(len(one)):
        page = office.get(PEOPLE)
    names = [(person.name, len(roles)) for person, roles in page.context["rows"]]
    assert names == [("Anna Bakker", 2), ("Marieke de Vries", 1), ("Wim Wachter", 1)]


def test_a_role_is_given_and_taken_with_an_audit_event_each(office: Client, anna: User, marieke: User) -> None:
    address = reverse("workspace:person-role", args=[anna.pk])
    office.post(address, {"role": "specialist", "give": "1"})
    assert roles_of(anna) == {"adviser", "specialist"}
    office.post(address, {"role": "adviser", "give": "0"})
    assert roles_of(anna) == {"specialist"}
    assert verbs(anna) == ["grant_role", "withdraw_role"]
    assert set(AuditEvent.objects.values_list("actor", flat=True)) == {marieke.pk}
    withdrawn = RoleGrant.objects.get(user=anna, role="adviser")
    assert withdrawn.withdrawn_at is not None, "withdrawn, never deleted"


def test_giving_twice_is_giving_once(office: Client, anna: User) -> None:
    address = reverse("workspace:person-role", args=[anna.pk])
    for _ in range(2):
        office.post(address, {"role": "specialist", "give": "1"})
    assert RoleGrant.objects.filter(user=anna, role="specialist").count() == 1
    assert verbs(anna) == ["grant_role"]


def test_the_last_manager_keeps_the_role(office: Client, marieke: User) -> None:
    answer = office.post(
        reverse("workspace:person-role", args=[marieke.pk]), {"role": "manager", "give": "0"}, follow=True
    )
    assert roles_of(marieke) == {"manager"}
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def test_an_unknown_role_is_refused(office: Client, anna: User) -> None:
    answer = office.post(reverse("workspace:person-role", args=[anna.pk]), {"role": "boss", "give": "1"}, follow=True)
    assert roles_of(anna) == {"adviser"}
    assert [message.level_tag for message in answer.context["messages"]] == ["error"]


def invitation(office: Client, **changes: object) -> dict[str, object]:
    """What a manager fills in, with the hidden field of the form."""
    submission = str(office.get(PEOPLE + "nieuw/").context["form"]["submission"].value())
    words = {"submission": submission, "name": "Wim Wachter", "email": "Wim@Example.org", "roles": ["adviser"]}
    return {**words, **changes}


def test_an_invitation_makes_an_account_and_mails_how_to_log_in(office: Client) -> None:
    answer = office.post(PEOPLE + "nieuw/", invitation(office))
    wim = User.objects.get(email="wim@example.org")
    assert answer.headers["Location"] == f"{PEOPLE}{wim.pk}/"
    assert wim.has_usable_password() is False
    assert roles_of(wim) == {"adviser"}
    assert verbs(wim) == ["invite", "grant_role"]
    letter = Letter.objects.of(wim).get()
    assert (letter.to, letter.kind) == ("wim@example.org", "invitation")
    assert [piece for piece in ("Hallo Wim,", "Marieke de Vries", "/inloggen/") if piece not in letter.text] == []


def test_a_second_click_on_invite_makes_no_second_account(office: Client) -> None:
    filled_in = invitation(office)
    first, second = (office.post(PEOPLE + "nieuw/", filled_in) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 422)
    assert User.objects.filter(email="wim@example.org").count() == 1
    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [({"email": "wim"}, "email"), ({"name": " "}, "name"), ({"email": "marieke@example.org"}, "email")],
)
def test_a_wrong_invitation_keeps_what_was_typed(office: Client, change: dict[str, str], field: str) -> None:
    answer = office.post(PEOPLE + "nieuw/", invitation(office, phone="06 123", **change))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert answer.context["form"]["phone"].value() == "06 123"
    assert User.objects.count() == 1


def test_the_details_are_changed(office: Client, anna: User) -> None:
    address = reverse("workspace:person-change", args=[anna.pk])
    form = office.get(address).context["form"]
    area = form.fields["areas"].choices[0][0]
    submission = str(form["submission"].value())
    office.post(address, {"submission": submission, "name": "Anna Bakker-Smit", "phone": "06 1", "areas": [area]})
    anna.refresh_from_db()
    assert (anna.name, anna.phone, anna.areas) == ("Anna Bakker-Smit", "06 1", [area])
    assert verbs(anna) == ["change_details"]


def test_closing_an_account_ends_its_sessions_at_once(office: Client, anna: User) -> None:
    hers = Client()
    hers.force_login(anna)
    assert hers.get("/mijn-account/").status_code == 200
    office.post(reverse("workspace:person-close", args=[anna.pk]))
    assert hers.get("/mijn-account/").status_code == 302
    assert verbs(anna) == ["close_account"]
    office.post(reverse("workspace:person-reopen", args=[anna.pk]))
    anna.refresh_from_db()
    assert (anna.is_active, roles_of(anna)) == (True, {"adviser"})


def test_nobody_closes_the_own_account(office: Client, marieke: User) -> None:
    office.post(reverse("workspace:person-close", args=[marieke.pk]))
    marieke.refresh_from_db()
    assert marieke.is_active is True


def test_a_closed_account_gets_no_role(office: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(is_active=False)
    office.post(reverse("workspace:person-role", args=[anna.pk]), {"role": "manager", "give": "1"})
    assert roles_of(anna) == {"adviser"}


def test_the_export_for_the_review_says_since_when_and_runs_no_formula(office: Client, anna: User) -> None:
    User.objects.filter(pk=anna.pk).update(name="=HYPERLINK(1)")
    answer = office.post(PEOPLE + "export/")
    table = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert len(table) == 3
    assert table[1][:2] == ["'=HYPERLINK(1)", "anna@example.org"]
    assert table[1][3:] == ["2021-01-04", "", "", "", "", "", "", "", ""]
    assert AuditEvent.objects.get(verb="export_rights").detail == {"rows": 2}
