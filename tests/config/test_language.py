"""Dutch for everybody; English at a click."""

import pytest
from django.test import Client
from django.urls import reverse


@pytest.mark.django_db
def test_page_is_dutch_whatever_the_browser_prefers(client: Client) -> None:
    page = client.get("/", headers={"Accept-Language": "en"})
    assert page.headers["Content-Language"] == "nl"


@pytest.mark.django_db
def test_english_at_a_click_and_from_then_on(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert client.get("/").headers["Content-Language"] == "en"
