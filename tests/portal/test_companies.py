"""Finding one's own company: names and places, nothing that points at a person."""

from django.test import Client

from kopgroep.accounts.models import User
from kopgroep.portal.limits import SUGGESTIONS
from tests.factories import make_company

HTMX = {"HX-Request": "true"}


def test_company_is_found_by_name_and_by_number(client: Client, db: None) -> None:
    company = make_company("Bakkerij De Korenaar", kvk_number="01234567")
    for typed in ("korenaar", "01234567"):
        page = client.get("/bedrijf-zoeken/", {"company_text": typed}, headers=HTMX).content.decode()
        assert "Bakkerij De Korenaar, Assen" in page
        assert f'value="{company.pk}"' in page


def test_numbers_and_addresses_are_never_shown(client: Client, db: None) -> None:
    make_company("Jan de Wit Klussen", kvk_number="01234567", street="Geheimlaan", house_number="7")
    page = client.get("/bedrijf-zoeken/", {"company_text": "jan de wit"}, headers=HTMX).content.decode()
    assert "Jan de Wit Klussen, Assen" in page
    assert [piece for piece in ("01234567", "Geheimlaan", "9401") if piece in page] == []


def test_place_of_a_shielded_address_is_not_shown(client: Client, db: None) -> None:
    make_company("Jan de Wit Klussen", address_shielded=True)
    page = client.get("/bedrijf-zoeken/", {"company_text": "jan de wit"}, headers=HTMX).content.decode()
    assert "Jan de Wit Klussen" in page
    assert "Assen" not in page


def test_unknown_name_says_what_to_do(client: Client, db: None) -> None:
    page = client.get("/bedrijf-zoeken/", {"company_text": "Zwzwzw <i>"}, headers=HTMX).content.decode()
    assert "We vinden “Zwzwzw &lt;i&gt;” niet in het register." in page


def test_fragment_is_one_piece_and_the_plain_page_is_whole(client: Client, db: None) -> None:
    fragment = client.get("/bedrijf-zoeken/", {"company_text": "x"}, headers=HTMX).content.decode()
    assert fragment.strip().startswith('<div id="companies">')
    assert "<h1>Stel je vraag</h1>" in client.get("/bedrijf-zoeken/", {"company_text": "x"}).content.decode()


def test_walking_through_the_register_is_held_back(client: Client, nel: User) -> None:
    answers = [client.get("/bedrijf-zoeken/", headers=HTMX).status_code for _ in range(SUGGESTIONS.most + 1)]
    assert answers == [200] * SUGGESTIONS.most + [429]
