"""The list of companies, its files, the form that adds one, and the search page."""

import csv
import io
import re
from typing import Any

import openpyxl
import pytest
from django.test import Client

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.companies.models import Company, Establishment
from tests.factories import TODAY, make_company, make_contact, make_journey

pytestmark = pytest.mark.django_db

LIST, EXPORT, NEW, SEARCH = (
    f"/werkplek/{path}/" for path in ("bedrijven", "bedrijven/export", "bedrijven/nieuw", "zoeken")
)
PART = {"HX-Request": "true", "HX-Target": "companies"}


@pytest.fixture(autouse=True)
def _demo_day(today_is: Any) -> None:
    today_is(TODAY)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def listed(response: Any) -> list[str]:
    """The names in the table, from top to bottom."""
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', response.content.decode())


@pytest.mark.parametrize("rows", [1, 3])
def test_list_asks_the_database_as_often_for_three_rows_as_for_one(
    anna: User, rows: int, django_assert_num_queries: Any
) -> None:
    for n in range(rows):
        company = make_company(f"Bedrijf {n}")
        make_contact(company, anna)
        make_journey(company, anna)
    client = logged_in(anna)
    client.get(LIST)
    with django_assert_num_queries(10):
        response = client.get(LIST)
    assert listed(response) == [f"Bedrijf {n}" for n in range(rows)]


def test_list_takes_its_filters_from_the_address(anna: User) -> None:
    make_company("Aap", size_class="2-4")
    make_company("Mol", size_class="5-9")
    client = logged_in(anna)
    assert listed(client.get(LIST, {"grootte": "2-4"})) == ["Aap"]
    assert listed(client.get(LIST, {"grootte": "2-4", "tekst": "mol"})) == []
    assert listed(client.get(LIST, {"op": "-name"})) == ["Mol", "Aap"]
    assert listed(client.get(LIST, {"grootte": "nonsense", "op": "nonsense", "vanaf": "-3", "x": "y"})) == [
        "Aap",
        "Mol",
    ]


def test_list_gives_htmx_only_the_part_that_changes(anna: User) -> None:
    make_company("Aap")
    client = logged_in(anna)
    part = client.get(LIST, headers=PART).content.decode().strip()
    assert part.startswith('<div id="companies"')
    assert "<html" not in part
    restored = client.get(LIST, headers=PART | {"HX-History-Restore-Request": "true"})
    assert "<html" in restored.content.decode()


def test_list_leaves_empty_filters_out_of_the_address(anna: User) -> None:
    asked = {"tekst": "aap", "sector": "", "grootte": "2-4", "op": "-name"}
    response = logged_in(anna).get(LIST, asked, headers=PART)
    assert response["HX-Push-Url"] == f"{LIST}?tekst=aap&grootte=2-4&op=-name"
    assert logged_in(anna).get(LIST, {"sector": ""}, headers=PART)["HX-Push-Url"] == LIST


def test_list_offers_to_remove_each_filter(anna: User) -> None:
    page = logged_in(anna).get(LIST, {"grootte": "2-4", "tekst": "aap"}).content.decode()
    assert 'href="?tekst=aap"' in page
    assert 'href="?grootte=2-4"' in page


def test_list_pages_without_counting(anna: User) -> None:
    Company.objects.bulk_create(Company(pk=n, name=f"Bedrijf {n:03}") for n in range(1, 121))
    Establishment.objects.bulk_create(Establishment(company_id=n, name=f"Bedrijf {n:03}") for n in range(1, 121))
    client = logged_in(anna)
    seen = []
    for start in (0, 50, 100):
        response = client.get(LIST, {"vanaf": start})
        seen += listed(response)
        assert ("vanaf=" + str(start + 50) in response.content.decode()) == (start < 100)
    assert seen == [f"Bedrijf {n:03}" for n in range(1, 121)]


def test_list_without_companies_says_what_to_do(anna: User) -> None:
    page = logged_in(anna).get(LIST).content.decode()
    assert "kg-empty" in page
    assert NEW in page


def test_list_without_hits_offers_names_that_look_like_it(anna: User) -> None:
    company = make_company("Bakkerij De Korenaar")
    page = logged_in(anna).get(LIST, {"tekst": "korenar"}).content.decode()
    assert f'<a href="/werkplek/bedrijven/{company.pk}/">Bakkerij De Korenaar</a>' in page


def exported(client: Client, kind: str, query: str = "") -> list[list[str]]:
    response = client.post(f"{EXPORT}?{query}", {"soort": kind})
    data = b"".join(response)  # type: ignore[arg-type]  # a streaming response
    if kind == "xlsx":
        sheet: Any = openpyxl.load_workbook(io.BytesIO(data)).active
        return [[value or "" for value in row] for row in sheet.iter_rows(values_only=True)]
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_holds_the_filtered_list(anna: User, kind: str) -> None:
    make_company("Aap", size_class="2-4", kvk_number="01234567")
    make_company("Mol", size_class="5-9")
    head, *rows = exported(logged_in(anna), kind, "grootte=2-4")
    assert len(head) == 15
    assert [(row[0], row[2]) for row in rows] == [("01234567", "Aap")]
    event = AuditEvent.objects.get(verb="export_companies")
    assert event.detail == {"rows": 1, "filters": {"grootte": "2-4"}, "form": kind}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_export_holds_no_formula(anna: User, start: str) -> None:
    name = f'{start}HYPERLINK("http://example.org","x")'
    make_company(name)
    client = logged_in(anna)
    assert exported(client, "csv")[1][2] == f"'{name}"
    response = client.post(EXPORT, {"soort": "xlsx"})
    sheet: Any = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active  # type: ignore[arg-type]
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    assert sheet.cell(2, 3).value.startswith(start.strip("\r"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_never_holds_a_shielded_address(anna: User, kind: str) -> None:
    make_company("Stilte", street="Geheimlaan", place="Verborgen", postcode="9999ZZ", address_shielded=True)
    rows = exported(logged_in(anna), kind)
    assert rows[1][4:6] == ["", ""]
    assert not any(word in str(rows) for word in ("Geheimlaan", "Verborgen", "9999"))


def test_export_is_only_for_who_may(olga: User, charlie: User) -> None:
    assert [logged_in(user).post(EXPORT).status_code for user in (olga, charlie)] == [403, 403]
    assert "soort" not in logged_in(olga).get(LIST).content.decode()


def typed(**changes: str) -> dict[str, str]:
    return {"submission": "6f0f2a52-62a1-4d1c-9a45-1f2d3c4b5a69", "name": "Bakkerij De Korenaar"} | changes


def test_adding_a_company_opens_its_page(anna: User) -> None:
    response = logged_in(anna).post(NEW, typed(kvk_number="0123 4567", place="Bergstad"))
    company = Company.objects.get()
    assert (company.name, company.kvk_number) == ("Bakkerij De Korenaar", "01234567")
    assert response["Location"] == f"/werkplek/bedrijven/{company.pk}/"


def test_adding_warns_for_a_company_that_looks_like_it(anna: User) -> None:
    known = make_company("Bakkerij De Koornaar")
    client = logged_in(anna)
    response = client.post(NEW, typed())
    assert response.status_code == 422
    assert f"/werkplek/bedrijven/{known.pk}/" in response.content.decode()
    assert Company.objects.count() == 1
    assert client.post(NEW, typed(anyway="on")).status_code == 302
    assert Company.objects.count() == 2


def test_sending_the_form_twice_adds_one_company(anna: User) -> None:
    client = logged_in(anna)
    answers = [client.post(NEW, typed(anyway="on"))["Location"] for _ in range(2)]
    assert answers == [f"/werkplek/bedrijven/{Company.objects.get().pk}/"] * 2


def test_a_wrong_number_keeps_what_was_typed(anna: User) -> None:
    response = logged_in(anna).post(NEW, typed(kvk_number="123", place="Bergstad"))
    assert response.status_code == 422
    assert 'value="Bergstad"' in response.content.decode()
    assert Company.objects.count() == 0


def test_search_page_lists_what_was_found(anna: User) -> None:
    company = make_company("Bakkerij De Korenaar")
    page = logged_in(anna).get(SEARCH, {"q": "korenar"}).content.decode()
    assert f'<a href="/werkplek/bedrijven/{company.pk}/">Bakkerij De Korenaar</a>' in page
    assert "<html" in page


def test_search_page_without_hits_says_what_to_try(anna: User) -> None:
    client = logged_in(anna)
    assert "kg-empty" in client.get(SEARCH, {"q": "qqqq"}).content.decode()
    assert "kg-empty" in client.get(SEARCH).content.decode()


def test_search_field_gets_only_options(anna: User) -> None:
    company = make_company("Bakkerij <De> Korenaar")
    response = logged_in(anna).get(SEARCH, {"q": "koren"}, headers={"HX-Request": "true", "HX-Target": "find-list"})
    options = response.content.decode().strip()
    assert options.startswith(
        f'<li class="kg-suggestion" role="option" id="find-1" data-url="/werkplek/bedrijven/{company.pk}/"'
    )
    assert "Bakkerij &lt;De&gt; Korenaar" in options


def test_search_asks_the_database_a_handful_of_times(anna: User, django_assert_max_num_queries: Any) -> None:
    make_company("Bakkerij De Korenaar")
    client = logged_in(anna)
    with django_assert_max_num_queries(10):
        client.get(SEARCH, {"q": "korenar"}, headers={"HX-Target": "find-list"})
