"""The result of a scan behind its link: what it shows, to whom, and the same on paper."""

import io
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import finish_filling, save_answers, withdraw_filling
from kopgroep.scans.links import token_for
from kopgroep.scans.models import Filling
from tests.factories import ENERGY, TODAY, make_company, make_filling
from tests.portal.scans import begin, heading
from tests.scans.others import make_group, make_snapshot

pytestmark = pytest.mark.usefixtures("small_region")


@pytest.fixture
def done(db: None, today_is: Callable[[date], None]) -> Filling:
    """Filled in and finished by a visitor alone."""
    today_is(TODAY)
    return finish_filling(save_answers(begin(), ENERGY, by=None).filling, by=None)


def address(filling: Filling, *, paper: bool = False) -> str:
    return reverse("portal:scan-result-pdf" if paper else "portal:scan-result", args=[token_for(filling)])


def test_visitor_reads_the_conclusion_the_profile_and_the_steps(client: Client, done: Filling) -> None:
    page = client.get(address(done))
    words = " ".join(page.content.decode().split())
    assert page.status_code == 200
    assert heading(page) == "Bakkerij De Korenaar staat op het niveau ‘Onderweg’."
    assert "Energiescan, versie 1.0.0. Ingevuld op 15 mei 2023 door Bram Jansen" in words
    assert "Nog geen vergelijking: minder dan 10 bedrijven." in words
    assert "Neem één maatregel" in words
    assert "Alleen jij en de adviseurs van Merenland Onderneemt zien dit resultaat." in words
    assert f'href="{address(done, paper=True)}"' in words


def test_the_table_has_the_figures_of_the_drawing(client: Client, done: Filling) -> None:
    make_group(make_snapshot("2023Q2", date(2023, 6, 30)), 20, size_group="klein")
    words = " ".join(client.get(address(done)).content.decode().split())
    row = '<th scope="row">Meten</th><td class="kg-num"><b>65</b></td><td class="kg-num">47,5</td>'
    assert row + '<td class="kg-num">+17,5</td>' in words.replace(" <td", "<td").replace("> <", "><")
    assert words.count('role="img"') == 2


def test_nothing_stands_in_the_page_that_the_policy_refuses(client: Client, done: Filling) -> None:
    page = client.get(address(done)).content.decode()
    assert ' style="' not in page
    assert "<style" not in page


def test_the_same_on_paper(client: Client, done: Filling) -> None:
    response = client.get(address(done, paper=True))
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    assert response["Content-Disposition"] == 'attachment; filename="energie-bakkerij-de-korenaar-2023-05-15.pdf"'
    assert "no-store" in response["Cache-Control"]
    words = " ".join(PdfReader(io.BytesIO(response.content)).pages[0].extract_text().split())
    assert "Bakkerij De Korenaar staat op het niveau ‘Onderweg’." in words


@pytest.mark.parametrize("paper", [False, True], ids=["page", "paper"])
def test_a_scan_that_is_still_open_leads_to_its_questions(
    client: Client, db: None, today_is: Callable[[date], None], paper: bool
) -> None:
    today_is(TODAY)
    filling = begin()
    page = client.get(address(filling, paper=paper))
    assert (page.status_code, page["Location"]) == (302, reverse("portal:filling", args=[token_for(filling)]))


@pytest.mark.parametrize("paper", [False, True], ids=["page", "paper"])
def test_a_link_that_is_over_or_not_ours_shows_nothing(
    client: Client, done: Filling, today_is: Callable[[date], None], paper: bool
) -> None:
    good = address(done, paper=paper)
    forged = good.replace(token_for(done), token_for(done)[:-3] + "abc")
    today_is(TODAY + timedelta(days=current().clocks.scan_link_days + 1))
    answers = [(client.get(link).status_code, client.get(link).content) for link in (forged, good)]
    assert [status for status, _ in answers] == [404, 410]
    assert all(b"Korenaar" not in content for _, content in answers)


def test_a_withdrawn_scan_shows_nothing(client: Client, anna: User, done: Filling) -> None:
    withdraw_filling(done, reason="Verkeerd bedrijf", by=anna)
    assert [client.get(address(done, paper=paper)).status_code for paper in (False, True)] == [410, 410]


def test_adviser_is_named_when_there_is_one(client: Client, anna: User, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    page = client.get(address(make_filling(make_company(), anna)))
    assert "Anna Bakker is je adviseur bij deze scan." in page.content.decode()


def test_looking_changes_nothing_and_asks_little(
    client: Client, done: Filling, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_group(make_snapshot("2023Q2", date(2023, 6, 30)), 20, size_group="klein")
    before = Filling.objects.values().get(pk=done.pk)
    with django_assert_max_num_queries(8):
        client.get(address(done))
    assert Filling.objects.values().get(pk=done.pk) == before
