"""The day page, the portfolio, the hand-over, kept lists and the choice of mail, as people use them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.casework.actions.lists import keep_list
from kopgroep.casework.models import DigestChoice, SavedList, Task
from kopgroep.companies.models import Company
from kopgroep.workspace.saved_lists import FILTERS, address_of, query_of
from kopgroep.workspace.views.today import SHOWN
from tests.casework.work import DAY, make_action, make_appointment, make_draft, make_referral, make_task
from tests.factories import TODAY, make_company, make_contact, make_journey, make_question
from tests.results import State, make_result

MOST_QUERIES = 10
LATE = TODAY - DAY
Of = SavedList.Of


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def desk(anna: User, client: Client) -> Client:
    """Anna at her desk."""
    client.force_login(anna)
    return client


@pytest.fixture
def office(marieke: User) -> Client:
    """Marieke in her office."""
    client = Client()
    client.force_login(marieke)
    return client


def managed(user: User, name: str = "Van Rhee", *, since: date = TODAY) -> Company:
    company = make_company(name)
    company.account_manager, company.manager_since = user, since
    company.save()
    return company


def much(user: User, number: int) -> None:
    """So many of everything that has a term."""
    for count in range(number):
        company = managed(user, f"Bedrijf {count}", since=date(2020, 1, 1))
        for due_on in (LATE, TODAY, TODAY + DAY):
            make_task(user, company=company, due_on=due_on)
            make_referral(company, user, due_on=due_on)
            make_appointment(company, user, on=due_on)
        make_action(company, user)
        make_draft(user)
        make_question(company=company)
        make_journey(company, user)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    "address", ["/werkplek/", "/werkplek/?van=team", "/werkplek/?deel=te-laat", "/werkplek/portefeuille/"]
)
def test_pages_cost_few_queries_however_much_there_is(
    office: Client, marieke: User, anna: User, address: str, number: int, django_assert_max_num_queries: Any
) -> None:
    much(marieke, number)
    keep_list("Emmen", of=Of.PORTFOLIO, query="gemeente=GM0114", shared=True, by=anna)
    with django_assert_max_num_queries(MOST_QUERIES):
        assert office.get(address).status_code == 200


def test_day_says_how_many_results_wait_for_whom_may_verify_them(office: Client, marieke: User, anna: User) -> None:
    assert office.get("/werkplek/").context["results"] == []
    make_result(managed(anna), anna, State.STATED)
    make_result(managed(anna, "Vos"), marieke, State.STATED)
    address = reverse("workspace:results") + "?tab=nakijken"
    page = office.get("/werkplek/")
    assert page.context["results"] == [("1 resultaat moet nog worden nagekeken", address)]
    assert f'<a href="{address}">1 resultaat moet nog worden nagekeken</a>' in page.content.decode()
    make_result(managed(anna, "Kok"), anna, State.STATED)
    assert office.get("/werkplek/").context["results"] == [("2 resultaten moeten nog worden nagekeken", address)]


def test_day_of_an_adviser_does_not_speak_of_results_that_others_verify(desk: Client, marieke: User) -> None:
    make_result(make_company(), marieke, State.STATED)
    assert desk.get("/werkplek/").context["results"] == []


def test_each_thing_of_a_day_has_the_act_that_clears_it(desk: Client, anna: User) -> None:
    company = managed(anna)
    task = make_task(anna, company=company, due_on=LATE)
    contact = make_contact(company, anna, held_on=LATE, next_step="Bellen", next_step_owner=anna, next_step_on=LATE)
    action = make_action(company, anna, due_on=LATE)
    referral = make_referral(company, anna, due_on=LATE)
    meeting = make_appointment(company, anna, on=LATE)
    draft = make_draft(anna)
    question = make_question()
    page = desk.get("/werkplek/")
    acts = {row.act.url for part in page.context["main"] for row in part.rows}
    assert acts == {
        reverse("workspace:task-done", args=[task.pk]),
        reverse("workspace:step-done", args=[contact.pk]),
        reverse("workspace:plan-action", args=[action.pk]),
        reverse("workspace:referral", args=[referral.pk]),
        reverse("workspace:appointment-contact", args=[meeting.pk]),
        reverse("workspace:draft", args=[draft.pk]),
        reverse("workspace:question-take", args=[question.pk]),
    }


def test_a_task_is_ticked_off_from_the_day_page(desk: Client, anna: User) -> None:
    task = make_task(anna, due_on=LATE)
    row = desk.get("/werkplek/").context["parts"]["overdue"].rows[0]
    assert row.act.sends
    desk.post(row.act.url)
    assert Task.objects.get(pk=task.pk).done_on == TODAY
    assert desk.get("/werkplek/").context["parts"]["overdue"].rows == []


def test_a_long_part_is_cut_with_the_way_to_all_of_it(desk: Client, anna: User) -> None:
    for _ in range(SHOWN + 1):
        make_task(anna, due_on=LATE)
    part = desk.get("/werkplek/?van=team").context["parts"]["overdue"]
    assert (len(part.rows), part.count, part.whole) == (SHOWN, SHOWN + 1, "?van=team&deel=te-laat")
    whole = desk.get(f"/werkplek/{part.whole}")
    assert (len(whole.context["rows"]), whole.context["following"]) == (SHOWN + 1, "")


def test_the_page_of_one_part_goes_on_and_back(desk: Client, anna: User) -> None:
    for _ in range(51):
        make_task(anna, due_on=LATE)
    first = desk.get("/werkplek/?deel=te-laat").context
    second = desk.get(f"/werkplek/{first['following']}").context
    assert (len(first["rows"]), len(second["rows"]), second["following"]) == (50, 1, "")
    assert second["previous"] == "?deel=te-laat&vanaf=0"


@pytest.mark.parametrize("words", ["deel=onzin", "deel=te-laat&vanaf=999999999", "van=onzin", "deel=week&vanaf=-1"])
def test_a_strange_address_of_the_day_page_still_opens(desk: Client, words: str) -> None:
    assert desk.get(f"/werkplek/?{words}").status_code == 200


def test_the_portfolio_takes_filters_and_order_from_the_address(desk: Client, anna: User, sjoerd: User) -> None:
    late, other = managed(anna, "Aannemer"), managed(anna, "Bakker")
    make_task(anna, company=late, due_on=LATE)
    managed(sjoerd, "Cafe")

    def names(words: str) -> list[str]:
        return [line.held.name for line in desk.get(f"/werkplek/portefeuille/?{words}").context["lines"]]

    assert names("op=-naam") == [other.name, late.name]
    assert names("alleen=te-laat") == [late.name]
    assert names(f"van={sjoerd.pk}") == ["Cafe"]
    assert names("van=onzin&alleen=onzin&op=onzin&vanaf=onzin") == [late.name, other.name]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_portfolio_is_taken_along_as_a_file(desk: Client, anna: User, kind: str) -> None:
    managed(anna, "=1+1")
    answer = desk.post("/werkplek/portefeuille/export/?alleen=niets", {"soort": kind})
    body = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # both kinds are read piece by piece
    assert (answer.status_code, answer.headers["Content-Disposition"].endswith(f'.{kind}"')) == (200, True)
    assert ("'=1+1" in body.decode()) if kind == "csv" else body.startswith(b"PK")
    assert AuditEvent.objects.latest("pk").verb == "export_portfolio"


def test_an_officer_sees_portfolios_but_takes_none_along(olga: User, anna: User, client: Client) -> None:
    managed(anna)
    client.force_login(olga)
    assert client.get(f"/werkplek/portefeuille/?van={anna.pk}").context["summary"].companies == 1
    assert client.post("/werkplek/portefeuille/export/").status_code == 403


def form_of(heir: User, **more: str) -> dict[str, str]:
    return {"heir": str(heir.pk), "submission": "5f0d7b1c-6a52-4d6e-9f7f-1c1f5d6c2a10", **more}


def test_hand_over_shows_the_shares_first_and_then_does_it(office: Client, anna: User, sjoerd: User) -> None:
    company = managed(anna)
    make_task(anna, company=company)
    address = f"/werkplek/overdracht/?van={anna.pk}"
    preview = office.post(address, form_of(sjoerd))
    assert preview.context["shares"] == [(sjoerd, [("bedrijven", 1), ("taken", 1)])]
    company.refresh_from_db()
    assert company.account_manager == anna
    done = office.post(address, form_of(sjoerd, geef="1"))
    company.refresh_from_db()
    assert (done.headers["Location"], company.account_manager) == (reverse("workspace:person", args=[anna.pk]), sjoerd)


def test_hand_over_can_be_split_by_municipality(office: Client, anna: User, sjoerd: User, marieke: User) -> None:
    make_task(anna, company=managed(anna))
    office.post(f"/werkplek/overdracht/?van={anna.pk}", form_of(sjoerd, geef="1", **{"naar-GM0106": str(sjoerd.pk)}))
    assert Task.objects.get().owner == sjoerd


def test_hand_over_without_an_heir_says_so_and_changes_nothing(office: Client, anna: User) -> None:
    make_task(anna)
    answer = office.post(
        f"/werkplek/overdracht/?van={anna.pk}", {"geef": "1", "submission": form_of(anna)["submission"]}
    )
    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {"heir"})
    assert Task.objects.get().owner == anna


def test_hand_over_begins_with_whose_work(office: Client, anna: User, fenna: User) -> None:
    assert anna in set(office.get("/werkplek/overdracht/").context["people"])
    assert office.get(f"/werkplek/overdracht/?van={fenna.pk}").context["pieces"] == 0
    assert office.get("/werkplek/overdracht/?van=999999").status_code == 404


def test_an_account_with_open_work_is_not_closed(office: Client, anna: User, sjoerd: User) -> None:
    make_task(anna)
    close = reverse("workspace:person-close", args=[anna.pk])
    answer = office.post(close)
    anna.refresh_from_db()
    assert (anna.is_active, answer.headers["Location"]) == (True, f"/werkplek/overdracht/?van={anna.pk}")
    office.post(answer.headers["Location"], form_of(sjoerd, geef="1"))
    office.post(close)
    anna.refresh_from_db()
    assert not anna.is_active


def test_a_list_is_kept_from_the_page_and_found_above_it(desk: Client) -> None:
    listed = desk.get("/werkplek/bedrijven/?gemeente=GM0114&vanaf=50&onzin=1")
    keep = "/werkplek/lijsten/nieuw/?lijst=companies&gemeente=GM0114"
    assert keep.replace("&", "&amp;") in listed.content.decode()
    saved = desk.post(keep, {"name": "Emmen", "shared": "on", "submission": form_of(User(pk=1))["submission"]})
    assert saved.headers["Location"] == "/werkplek/bedrijven/?gemeente=GM0114"
    page = desk.get(saved.headers["Location"]).content.decode()
    assert ('aria-current="page">Emmen</a>' in page, keep.replace("&", "&amp;") in page) == (True, False)
    assert ">Emmen</a>" in desk.get("/werkplek/").content.decode()


def test_a_list_without_a_name_is_asked_for_one(desk: Client) -> None:
    answer = desk.post("/werkplek/lijsten/nieuw/?lijst=questions&stand=open", {"name": ""})
    assert (answer.status_code, SavedList.objects.count()) == (422, 0)
    assert desk.get("/werkplek/lijsten/nieuw/?lijst=onzin").status_code == 302


def test_a_kept_list_is_changed_and_let_go_by_its_owner_only(desk: Client, anna: User, office: Client) -> None:
    kept = keep_list("Emmen", of=Of.JOURNEYS, query="van=mij", shared=True, by=anna)
    address = reverse("workspace:list", args=[kept.pk])
    assert office.get(address).headers["Location"] == "/werkplek/trajecten/?van=mij"
    assert office.post(reverse("workspace:list-drop", args=[kept.pk])).status_code == 404
    form = {"name": "Van mij", "version": "1", "submission": form_of(anna)["submission"]}
    assert desk.post(address, form).status_code == 302
    assert list(SavedList.objects.values_list("name", "shared")) == [("Van mij", False)]
    desk.post(reverse("workspace:list-drop", args=[kept.pk]))
    assert SavedList.objects.count() == 0


@pytest.mark.parametrize("of", list(Of))
def test_only_known_filters_are_kept_and_opened(anna: User, of: SavedList.Of) -> None:
    strange = {"volgende": "https://kwaad.example", "vanaf": "50", "csrfmiddlewaretoken": "x", "": "y"}
    known = dict.fromkeys(FILTERS[of], "a&b=c#d")
    query = query_of(of, {**strange, **known})
    assert parse_qs(query) == {name: ["a&b=c#d"] for name in FILTERS[of]}
    stored = SavedList(of=of, query="volgende=https://kwaad.example&stand=%2F%2Fkwaad", owner=anna)
    parts = urlsplit(address_of(stored))
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", reverse(f"workspace:{of.value}"))
    assert "volgende" not in parse_qs(parts.query)


def test_somebody_chooses_what_comes_by_mail(desk: Client, anna: User) -> None:
    page = desk.get("/werkplek/dagbericht/")
    assert page.context["form"].initial["kinds"] == ["overdue", "new"]
    form = {"kinds": ["silent"], "least": "5", "version": "0", "submission": form_of(anna)["submission"]}
    assert desk.post("/werkplek/dagbericht/", form).status_code == 302
    choice = DigestChoice.objects.get()
    assert (choice.user, choice.kinds, choice.least) == (anna, ["silent"], 5)
    assert desk.post("/werkplek/dagbericht/", {**form, "least": "0"}).status_code == 422


def test_news_of_the_post_is_offered_to_who_looks_after_it(desk: Client, office: Client) -> None:
    def offered(client: Client) -> set[str]:
        return {code for code, _word in client.get("/werkplek/dagbericht/").context["form"].fields["kinds"].choices}

    assert offered(office) - offered(desk) == {"letters"}


def test_the_team_sees_whose_thing_it_is(desk: Client, sjoerd: User) -> None:
    make_task(sjoerd, due_on=LATE - timedelta(days=30))
    assert "Sjoerd Hoekstra" in desk.get("/werkplek/?van=team").content.decode()
    assert "Sjoerd Hoekstra" not in desk.get("/werkplek/").content.decode()
