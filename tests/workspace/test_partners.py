"""The directory of partners and the page of one: searching, the desk, a pause, who answers."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.dates import nice_date
from kopgroep.partners.actions import join_partner, pause_desk, set_desk
from kopgroep.partners.models import Desk, Membership
from kopgroep.programme import current
from kopgroep.workspace.log_deeds import DEEDS
from kopgroep.workspace.log_words import deed, details
from kopgroep.workspace.service_facts import facts_of
from kopgroep.workspace.views.partners import Row
from tests.factories import TODAY

PARTNERS = "/werkplek/partners/"
NOM = f"{PARTNERS}nom/"
JUNE = date(2023, 6, 1)


@pytest.fixture(autouse=True)
def _stand_in_the_programme(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def office(client: Client, marieke: User) -> Client:
    """The browser of the programme manager."""
    client.force_login(marieke)
    return client


@pytest.fixture
def adviser(client: Client, anna: User) -> Client:
    """The browser of an adviser."""
    client.force_login(anna)
    return client


def rows(client: Client, **asked: str) -> list[Row]:
    """The rows of the directory for these filters."""
    found: list[Row] = client.get(PARTNERS, asked).context["rows"]
    return found


def filled(**changes: str | int) -> dict[str, str | int]:
    """A filled-in form of the desk."""
    return {
        "submission": "5f0d7b1c-6a52-4d6e-9f7f-1c1f5d6c2a10",
        "version": 1,
        "email": "balie@nom.example.org",
        "phone": "",
        "contact_name": "",
        **changes,
    }


def test_all_partners_stand_by_name_with_what_they_do(adviser: Client) -> None:
    found = rows(adviser)
    names = [row.partner.name for row in found]
    assert len(found) == len(current().partners)
    assert names == sorted(names, key=str.casefold)
    assert [row.services for row in found if not row.services] == []


def test_words_of_a_question_put_the_best_on_top_with_the_reason(adviser: Client) -> None:
    page = adviser.get(PARTNERS, {"tekst": "exportsubsidie voor Duitsland"})
    best = page.context["rows"][0]
    assert best.partner.code == "trade-office"
    assert "Woorden uit de vraag: exportsubsidie, Duitsland" in page.content.decode()


def test_a_theme_alone_ranks_too(adviser: Client) -> None:
    assert {row.partner.code for row in rows(adviser, thema="circulair")} == {
        service.partner for service in current().services if "circulair" in service.themes
    }


def test_kind_and_municipality_narrow_the_list(adviser: Client) -> None:
    found = rows(adviser, soort="local_association", gemeente="GM0118")
    assert [row.partner.code for row in found] == ["ondernemend-hoogeveen", "stib-hoogeveen"]


def test_an_unknown_filter_narrows_nothing(adviser: Client) -> None:
    assert len(rows(adviser, soort="onzin", thema="onzin")) == len(current().partners)


def test_words_that_nobody_uses_say_what_to_do_next(adviser: Client) -> None:
    page = adviser.get(PARTNERS, {"tekst": "zzzzzz"})
    assert page.context["rows"] == []
    assert page.content.decode().count('href="/werkplek/partners/">Toon alle partners') == 1


def test_only_the_list_is_sent_while_typing(adviser: Client) -> None:
    part = adviser.get(PARTNERS, {"tekst": "export"}, headers={"HX-Request": "true", "HX-Target": "found"})
    assert part.content.decode().strip().startswith('<div id="found">')


def test_the_directory_takes_the_same_queries_for_one_desk_and_for_three(
    adviser: Client, marieke: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    set_desk("nom", email="balie@nom.example.org", by=marieke)
    with django_assert_num_queries(4) as one:
        adviser.get(PARTNERS)
    for code in ("qredits", "rvo"):
        set_desk(code, email="", by=marieke)
    with django_assert_num_queries(len(one)):
        found = rows(adviser)
    assert [row.desk.email for row in found if row.desk.email] == ["balie@nom.example.org"]


def test_a_partner_that_is_full_stands_at_the_end_and_says_until_when(adviser: Client, marieke: User) -> None:
    pause_desk("trade-office", until=JUNE, reason="vol", by=marieke)
    page = adviser.get(PARTNERS, {"tekst": "exporteren naar Duitsland"})
    assert page.context["rows"][-1].partner.code == "trade-office"
    assert f"vol tot {nice_date(JUNE)}" in page.content.decode()


def test_a_partner_has_a_page_with_what_its_services_are(
    adviser: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(10):
        page = adviser.get(f"{PARTNERS}qredits/")
    assert [item.service.code for item in page.context["services"]] == ["microkrediet-qredits", "mkb-krediet-qredits"]
    assert page.context["may_manage"] is False
    assert "Wijzig de balie" not in page.content.decode()


def test_an_unknown_partner_is_not_found(office: Client) -> None:
    paths = ("", "balie/", "pauze/", "mensen/")
    assert [office.get(f"{PARTNERS}nergens/{path}").status_code for path in paths] == [404] * 4


def test_the_facts_of_a_service_leave_out_what_nobody_said() -> None:
    facts = dict(facts_of(current().service("energiescan-drenthe")).facts)
    assert list(facts) == ["Thema’s", "Waar", "Voor wie", "Kosten", "Bron"]
    assert (facts["Voor wie"], facts["Kosten"]) == (
        "starters, bestaande bedrijven",
        "Gratis. De bron noemt een vergoeding van 100 procent.",
    )


def test_a_manager_keeps_the_desk(office: Client) -> None:
    answer = office.post(f"{NOM}balie/", filled(phone="050 000 00 00"), follow=True)
    assert answer.redirect_chain == [(NOM, 302)]
    assert Desk.objects.values_list("email", "phone").get() == ("balie@nom.example.org", "050 000 00 00")


def test_what_is_no_address_comes_back_with_what_was_typed(office: Client) -> None:
    answer = office.post(f"{NOM}balie/", filled(email="balie", contact_name="Team mkb"))
    assert (answer.status_code, Desk.objects.count()) == (422, 0)
    assert 'value="Team mkb"' in answer.content.decode()


def test_two_who_change_the_desk_notice_each_other(office: Client, marieke: User) -> None:
    set_desk("nom", email="eerst@example.org", by=marieke)
    opened = office.get(f"{NOM}balie/").context["form"]
    set_desk("nom", email="ander@example.org", by=marieke)
    mine = filled(version=opened["version"].value(), seen=opened["seen"].value(), email="mijn@example.org")
    answer = office.post(f"{NOM}balie/", mine)
    assert (answer.status_code, Desk.objects.get().email) == (409, "ander@example.org")
    again = answer.context["form"]
    office.post(f"{NOM}balie/", {**mine, "version": again["version"].value(), "seen": again["seen"].value()})
    assert Desk.objects.get().email == "mijn@example.org"


def test_a_pause_is_made_shown_and_ended(office: Client) -> None:
    form = {"submission": filled()["submission"], "version": 1, "until": "2023-06-01", "reason": "Vol"}
    office.post(f"{NOM}pauze/", form)
    assert Desk.objects.get().paused_until == JUNE
    assert f"vol tot {nice_date(JUNE)}" in office.get(NOM).content.decode()
    office.post(f"{NOM}hervatten/")
    assert Desk.objects.get().is_paused() is False


def test_a_pause_in_the_past_is_refused_at_its_field(office: Client) -> None:
    form = {"submission": filled()["submission"], "version": 1, "until": "2023-05-15", "reason": "Vol"}
    answer = office.post(f"{NOM}pauze/", form)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["until"])


def test_an_account_joins_and_leaves(office: Client, petra: User) -> None:
    office.post(f"{NOM}mensen/", {"submission": filled()["submission"], "user": petra.pk})
    member = Membership.objects.get()
    assert (member.user, member.partner, member.until) == (petra, "nom", None)
    assert "Petra Mulder" in office.get(NOM).content.decode()
    office.post(f"{NOM}mensen/{member.pk}/")
    assert Membership.objects.get().until == TODAY
    assert office.get(NOM).context["members"].count() == 0


def test_only_accounts_with_the_role_of_partner_are_offered(office: Client, petra: User, anna: User) -> None:
    form = office.get(f"{NOM}mensen/").context["form"]
    assert list(form.fields["user"].queryset) == [petra]
    assert office.post(f"{NOM}mensen/", {"submission": filled()["submission"], "user": anna.pk}).status_code == 422


def test_without_such_an_account_the_page_says_where_to_make_one(office: Client) -> None:
    page = office.get(f"{NOM}mensen/").content.decode()
    assert "Geen account heeft de rol van partner" in page
    assert 'href="/werkplek/mensen/"' in page


def test_a_membership_of_another_partner_is_not_found(office: Client, petra: User, marieke: User) -> None:
    member = join_partner(petra, "qredits", by=marieke)
    assert office.post(f"{NOM}mensen/{member.pk}/").status_code == 404
    assert Membership.objects.get().until is None


def test_the_logbook_has_words_for_what_happens_to_a_desk(marieke: User, petra: User) -> None:
    set_desk("nom", email="balie@nom.example.org", by=marieke)
    pause_desk("nom", until=JUNE, reason="vol", by=marieke)
    join_partner(petra, "nom", by=marieke)
    name = current().partner("nom").name
    # A database may keep the details in an order of its own.
    told = [(deed(event), set(details(event).split(", "))) for event in AuditEvent.objects.order_by("pk")]
    assert told == [
        ("schreef op hoe een partner te bereiken is", {f"partner: {name}", "e-mailadres: balie@nom.example.org"}),
        (
            "zette een partner op pauze",
            {f"partner: {name}", "tot: 1\N{NO-BREAK SPACE}jun\N{NO-BREAK SPACE}2023", "reden: vol"},
        ),
        ("liet een account antwoorden voor een partner", {f"partner: {name}"}),
    ]
    assert {"leave_partner user", "resume_desk desk"} <= set(DEEDS)
