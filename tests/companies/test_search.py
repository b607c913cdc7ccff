"""The search finds what people mean, best first, the same on both databases."""

from random import Random

import pytest
from django.db import connection

from benchmarks.typos import planted
from kopgroep.accounts.models import User
from kopgroep.companies.models import Company, Establishment
from kopgroep.companies.search import MatchedOn, Suggestion, company_suggestions, index, search
from kopgroep.companies.search.asked import read
from kopgroep.companies.search_text import fold, search_text_of
from kopgroep.jobs.region.names import choose_trade, trade_name

pytestmark = pytest.mark.django_db


def make(name: str, kvk: str = "", *, trade: tuple[str, ...] = (), **facts: object) -> Establishment:
    """A company with one establishment. The mail domain, number, place and postcode are among the facts."""
    company, made = Company.objects.get_or_create(name=name, kvk_number=kvk or None)
    row = Establishment(company=company, name=name, leads=made, **facts)
    shielded = row.address_shielded
    row.search_text = search_text_of(
        names=[name, *trade],
        kvk_number=kvk,
        number=row.number or "",
        place="" if shielded else row.place,
        postcode="" if shielded else row.postcode,
        email_domain=row.email_domain,
    )
    row.save()
    return row


def found(text: str, user: User) -> list[str]:
    return [hit.name for hit in search(text, user=user)]


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Café 't Hóf B.V.", "cafe t hof bv"),
        ("Smit & Zn.", "smit en zn"),
        ("Ĳssel-Straße", "ijssel strasse"),
        ("ŁÓDŹ  Bøden", "lodz boden"),
    ],
)
def test_fold_leaves_plain_letters(name: str, folded: str) -> None:
    assert fold(name) == folded


def test_search_puts_the_best_first(anna: User) -> None:
    make("Autobedrijf Linde")
    make("Lindeboom")
    make("De Linde Bouw")
    make("Linde")
    make("Zorg", trade=("Onder de Linde",))
    make("Kalinderij")
    assert found("linde", anna) == [
        "Linde", "Lindeboom", "Zorg", "De Linde Bouw", "Autobedrijf Linde", "Kalinderij",
    ]  # fmt: skip


def test_exact_name_comes_first_among_many_longer_ones(anna: User) -> None:
    for n in range(60):
        make(f"Jansen {n:02} Bouw")
    make("Jansen")
    assert found("Jansen", anna)[0] == "Jansen"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("bakkerij de korenaar", MatchedOn.NAME),
        ("korenaar bakkerij", MatchedOn.NAME),
        ("korenaar westerdorp", MatchedOn.NAME),
        ("broodhuis", MatchedOn.TRADE_NAME),
        ("broodhu", MatchedOn.TRADE_NAME),
        ("01234567", MatchedOn.KVK_NUMBER),
        ("0123 4567", MatchedOn.KVK_NUMBER),
        ("0123", MatchedOn.KVK_NUMBER),
        ("000098765432", MatchedOn.ESTABLISHMENT_NUMBER),
        ("9432 kj", MatchedOn.POSTCODE),
        ("9432", MatchedOn.POSTCODE),
        ("westerdorp", MatchedOn.PLACE),
        ("info@korenaar-brood.nl", MatchedOn.DOMAIN),
        ("https://www.korenaar-brood.nl/contact", MatchedOn.DOMAIN),
        ("bakerij de korenaar", MatchedOn.LIKENESS),
        ("KORENAR", MatchedOn.LIKENESS),
    ],
)
def test_search_knows_every_way_to_name_a_company(anna: User, text: str, on: MatchedOn) -> None:
    make("Slagerij Pruim", "76543210", number="000012345678", place="Oosterveen", postcode="7801AA")
    row = make(
        "Bakkerij De Korenaar",
        "01234567",
        number="000098765432",
        place="Westerdorp",
        postcode="9432KJ",
        email_domain="korenaar-brood.nl",
        trade=("Het Broodhuis",),
    )
    assert [(hit.establishment_id, hit.matched_on) for hit in search(text, user=anna)] == [(row.pk, on)]


@pytest.mark.parametrize("text", ["", "   ", "%", "_", "'", '"', "-", "@", '" OR "', "x" * 5_000, "\x00", "a\x00b"])
def test_search_survives_odd_input(anna: User, text: str) -> None:
    make("Bakkerij De Korenaar")
    assert search(text, user=anna) == []


def test_signs_with_a_meaning_to_the_database_are_plain_signs(anna: User) -> None:
    make("Bakkerij De Korenaar")
    assert found("100%", anna) == []
    assert found('korenaar" AND "x', anna) == []
    assert found("%korenaar%", anna) == ["Bakkerij De Korenaar"]


def test_company_with_several_establishments_is_one_hit(anna: User) -> None:
    make("Bouwmarkt Noord", "01234567", number="000000000001", place="Westerdorp")
    second = make("Bouwmarkt Noord", "01234567", number="000000000002", place="Oosterveen")
    assert len(search("bouwmarkt", user=anna)) == 1
    assert [hit.establishment_id for hit in search("000000000002", user=anna)] == [second.pk]


def test_who_may_see_nothing_finds_nothing(charlie: User) -> None:
    make("Bakkerij De Korenaar")
    assert search("korenaar", user=charlie) == []


def test_shielded_address_is_not_shown_and_cannot_be_found(anna: User) -> None:
    make("Praktijk Stilte", "01234567", place="Westerdorp", postcode="9432KJ", address_shielded=True)
    assert [(hit.name, hit.place) for hit in search("stilte", user=anna)] == [("Praktijk Stilte", "")]
    assert search("9432KJ", user=anna) == []
    assert search("westerdorp", user=anna) == []


def test_ended_companies_come_last(anna: User) -> None:
    Company.objects.filter(pk=make("Linde A").company_id).update(ended_on="2022-01-01")
    make("Linde Verhuur")
    hits = search("linde", user=anna)
    assert [(hit.name, hit.ended) for hit in hits] == [("Linde Verhuur", False), ("Linde A", True)]


def test_index_follows_changes_and_removals(anna: User) -> None:
    row = make("Bakkerij De Korenaar")
    row.name = "Molen"
    row.search_text = search_text_of(names=["Molen"])
    row.save()
    Company.objects.update(name="Molen")
    assert found("olen", anna) == ["Molen"]
    assert found("korenaar", anna) == []
    row.delete()
    assert found("molen", anna) == []


def test_index_is_there_after_all_migrations() -> None:
    assert index.is_current(connection), "a migration remade the table: end it with the operation of 0002_search"


def test_load_that_died_is_noticed_and_mended(transactional_db: None, anna: User) -> None:
    with pytest.raises(ZeroDivisionError), index.suspended(connection):  # noqa: PT012  (the block is what dies)
        make("Bakkerij De Korenaar")
        1 / 0  # noqa: B018
    # Without its index PostgreSQL still finds, by reading everything.
    before = [] if connection.vendor == "sqlite" else ["Bakkerij De Korenaar"]
    assert (index.is_current(connection), found("orenaar", anna)) == (False, before)
    assert (index.mend(connection), found("orenaar", anna)) == (True, ["Bakkerij De Korenaar"])
    assert index.mend(connection) is False


def test_load_under_suspension_ends_with_a_full_index(transactional_db: None, anna: User) -> None:
    with index.suspended(connection):
        make("Bakkerij De Korenaar")
    assert (index.is_current(connection), found("orenaar", anna)) == (True, ["Bakkerij De Korenaar"])


def test_one_typing_error_hides_no_company(anna: User) -> None:
    random = Random(11)
    names = [trade_name(random, choose_trade(random, "G+I", 1).pattern, place="Westerdorp") for _ in range(1_500)]
    Company.objects.bulk_create(Company(pk=n, name=name) for n, name in enumerate(names, start=1))
    Establishment.objects.bulk_create(
        Establishment(company_id=n, name=name, search_text=search_text_of(names=[name]))
        for n, name in enumerate(names, start=1)
    )
    missed = [(name, typed) for name, typed in planted(names, 100, seed=5) if name not in found(typed, anna)]
    assert len(missed) <= 2, missed


@pytest.mark.parametrize("text", ["korenaar", "Bakkerij De Korenaar", "01234567", "korenar"])
def test_counter_suggests_names_and_places(text: str) -> None:
    row = make("Bakkerij De Korenaar", "01234567", place="Westerdorp", postcode="9432KJ")
    assert company_suggestions(text) == [Suggestion(row.company_id, "Bakkerij De Korenaar", "Westerdorp")]


@pytest.mark.parametrize("text", ["0123", "9432", "9432KJ", "korenaar.nl", "a@korenaar.nl", "k"])
def test_counter_does_not_let_visitors_walk_through_the_register(text: str) -> None:
    make("Bakkerij De Korenaar", "01234567", place="Westerdorp", postcode="9432KJ", email_domain="korenaar.nl")
    assert company_suggestions(text) == []


def test_counter_hides_shielded_addresses_ended_companies_and_people_before_their_start() -> None:
    shielded = make("Praktijk Stilte", "01234567", place="Westerdorp", address_shielded=True)
    Company.objects.filter(pk=make("Praktijk Weg", "01234568").company_id).update(ended_on="2022-01-01")
    Company.objects.filter(pk=make("Praktijk Straks").company_id).update(pre_start=True)
    assert company_suggestions("praktijk") == [Suggestion(shielded.company_id, "Praktijk Stilte", "")]


def test_reading_cuts_what_is_too_long() -> None:
    assert len(read("a" * 5_000).text) == 100
