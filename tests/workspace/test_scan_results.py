"""The result of a scan in the workspace: who may see it, and what one can do from it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from kopgroep.accounts.models import ReadEvent, User
from kopgroep.scans.actions.fillings import finish_filling, save_answers, withdraw_filling
from kopgroep.scans.models import Filling
from tests import cast
from tests.factories import ENERGY, TODAY, make_company, make_filling
from tests.portal.scans import begin, heading
from tests.scans.others import make_group, make_snapshot

pytestmark = pytest.mark.usefixtures("small_region")
NAMES = ("workspace:scan-result", "workspace:scan-result-pdf")


@pytest.fixture(autouse=True)
def _noon(today_is: Callable[[date], None], settings: Any) -> None:
    today_is(TODAY)
    settings.SECOND_FACTOR_OPTIONAL = True


@pytest.fixture
def done(anna: User) -> Filling:
    return make_filling(make_company("Bakkerij De Korenaar"), anna)


def addresses(filling: Filling) -> list[str]:
    return [reverse(name, args=[filling.pk]) for name in NAMES]


@pytest.mark.parametrize("name", ["charlie", "fenna", "petra", "bram"])
def test_who_may_not_see_journeys_sees_no_result(client: Client, done: Filling, name: str) -> None:
    client.force_login(cast.member(name))
    assert [client.get(address).status_code for address in addresses(done)] == [403, 403]


def test_visitors_are_sent_to_the_log_in_page(client: Client, done: Filling) -> None:
    for address in addresses(done):
        assert client.get(address)["Location"].startswith("/inloggen/")


def test_adviser_reads_what_the_entrepreneur_reads(client: Client, anna: User, done: Filling) -> None:
    client.force_login(anna)
    page, paper = (client.get(address) for address in addresses(done))
    assert (page.status_code, heading(page)) == (200, "Bakkerij De Korenaar staat op het niveau ‘Onderweg’.")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert paper.content.startswith(b"%PDF-")


def test_only_who_plans_is_offered_a_plan(client: Client, anna: User, olga: User, done: Filling) -> None:
    offered = []
    for person in (anna, olga):
        client.force_login(person)
        offered.append("Maak een plan" in client.get(addresses(done)[0]).content.decode())
    assert offered == [True, False]


def test_looking_is_written_in_the_read_log(client: Client, anna: User, done: Filling) -> None:
    client.force_login(anna)
    client.get(addresses(done)[0])
    seen = ReadEvent.objects.filter(actor=anna).order_by("pk").last()
    assert seen is not None
    assert (seen.subject_type, seen.subject_id, seen.page) == ("company", done.company_id, "scan")


def test_an_open_scan_leads_to_its_questions(client: Client, anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    client.force_login(anna)
    way = reverse("workspace:filling", args=[filling.pk])
    assert [client.get(address)["Location"] for address in addresses(filling)] == [way, way]


def test_a_scan_that_is_not_there_is_not_found(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert [client.get(reverse(name, args=[4711])).status_code for name in NAMES] == [404, 404]


def test_a_withdrawn_result_can_be_read_and_says_so(client: Client, anna: User, done: Filling) -> None:
    withdraw_filling(done, reason="Verkeerd bedrijf", by=anna)
    client.force_login(anna)
    words = client.get(addresses(done)[0]).content.decode()
    assert "Verkeerd bedrijf" in words
    assert "Maak een plan" not in words


def test_a_result_without_a_company_says_that_it_counts_nowhere(client: Client, anna: User) -> None:
    filling = finish_filling(save_answers(begin(), ENERGY, by=None).filling, by=None)
    client.force_login(anna)
    words = client.get(addresses(filling)[0]).content.decode()
    assert "Nog niemand heeft gezegd welk bedrijf dit is." in words
    assert "Maak een plan" not in words


def test_the_page_asks_little(
    client: Client, anna: User, done: Filling, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    make_group(make_snapshot(), 20, size_group="klein")
    client.force_login(anna)
    with django_assert_max_num_queries(14):
        client.get(addresses(done)[0])
