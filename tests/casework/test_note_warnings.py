"""The warning on words that hardly ever belong in a note: it speaks when it should, and is silent on plain business."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kopgroep.casework.note_warnings import NATIONAL_NUMBER, Finding, is_national_number, sensitive
from kopgroep.programme import current

WARNED = [
    ("De ondernemer is al maanden ziek.", "health", "ziek"),
    ("Zijn vrouw kreeg een Burn-out", "health", "Burn-out"),
    ("Is depressief geweest", "health", "depressief"),
    ("Ligt in het ziekenhuis, bel later", "health", "Ligt in het ziekenhuis"),
    ("Gesproken over zijn gezondheid.", "health", "gezondheid"),
    ("Gaat pas in mei weer open: zwanger", "health", "zwanger"),
    ("Dacht aan suicide", "health", "suicide"),
    ("Zit in de schulden", "debt", "schulden"),
    ("Schuldsanering loopt nog", "debt", "Schuldsanering"),
    ("De deurwaarder stond gisteren op de stoep", "debt", "deurwaarder"),
    ("Leeft van een bijstandsuitkering", "debt", "bijstandsuitkering"),
    ("Hij ligt in  scheiding", "family", "in  scheiding"),
    ("Betaalt alimentatie", "family", "alimentatie"),
    ("Zijn vader is overleden", "family", "is overleden"),
    ("Is gereformeerd, niet op zondag bellen", "family", "gereformeerd"),
    ("Heeft een strafblad.", "crime", "strafblad"),
    ("Is veroordeeld voor oplichting", "crime", "oplichting"),
    ("He is in debt", "debt", "debt"),
    ("Going through a divorce", "family", "divorce"),
]
PLAIN_BUSINESS = [
    "Levert software aan de gezondheidszorg.",
    "Klant is een ziekenhuis in Assen; ook zorgverzekeraars zijn klant",
    "Wil de afvalscheiding verbeteren; afval is gescheiden ingezameld",
    "Zoekt een opvolger: zijn zoon neemt het familiebedrijf over",
    "Ziekte in het gewas kostte omzet",
    "Ziektekostenverzekering voor personeel is duur",
    "Maakt zwangerschapskleding en rolstoelen",
    "Bouwt mantelzorgwoningen",
    "Btw-aangifte en aangifte vennootschapsbelasting zijn gedaan",
    "Praktijk voor psychologie wil een tweede vestiging",
    "Schuldfinanciering past beter dan een lening",
    "Verkoopt kerken en katholieke school een nieuw dak. Katholieke school is enthousiast.",
    "Wil exporteren; ook zijn export naar Duitsland",
    "Cursus voor de arbeidsmarkt, sociaal domein",
    "Dakdekker, kwam van de straat",
    "Offers debt financing to growing firms",
]


@pytest.mark.parametrize(("text", "group", "word"), WARNED)
def test_sensitive_word_is_found_as_it_was_typed(text: str, group: str, word: str) -> None:
    found = {finding.group: finding.words for finding in sensitive(text)}
    assert word in found[group]


@pytest.mark.parametrize("text", PLAIN_BUSINESS)
def test_plain_business_gives_no_alarm(text: str) -> None:
    assert sensitive(text) == []


def test_groups_come_in_the_order_of_the_programme_and_every_word_once() -> None:
    found = sensitive("Schulden, en nog eens Schulden", "Ziek van de deurwaarder. 111222333")
    assert found == [
        Finding("health", ("Ziek",)),
        Finding("debt", ("Schulden", "deurwaarder")),
        Finding(NATIONAL_NUMBER, ("111222333",)),
    ]


@pytest.mark.parametrize("text", ["Bsn 111222333.", "111 222 333", "1112.22.333 staat op zijn paspoort"])
def test_citizen_service_number_is_found_however_it_is_written(text: str) -> None:
    assert [finding.group for finding in sensitive(text)] == [NATIONAL_NUMBER]


@pytest.mark.parametrize(
    "text",
    [
        "111222334 is er geen",
        "Vestiging 000111222333, KVK 11122233",
        "Bel 0592 111 222 of 0611122233",
        "NL111222333B01",
        "RSIN 111222333",
        "rsin: 111222333",
        "Offerte 2023-111222333",
        "Omzet 111.222.333,50",
        "000000000",
    ],
)
def test_other_numbers_give_no_alarm(text: str) -> None:
    assert sensitive(text) == []


def test_word_that_only_contains_the_name_of_another_number_excuses_nothing() -> None:
    assert [finding.group for finding in sensitive("Na de privatisering 111222333")] == [NATIONAL_NUMBER]


@given(st.text())
def test_any_text_is_searched_without_fault_and_finds_point_into_it(text: str) -> None:
    for finding in sensitive(text + " ziek"):
        assert all(word for word in finding.words)


@given(st.integers(min_value=0, max_value=99_999_999))
def test_of_ten_last_digits_at_most_one_makes_a_citizen_service_number(stem: int) -> None:
    assert sum(is_national_number(f"{stem:08d}{last}") for last in range(10)) <= 1


def test_no_word_of_the_lists_is_silenced_by_what_is_allowed() -> None:
    silent = [
        (group.code, stem)
        for group in current().sensitive_words
        for stem in group.stems.every
        if group.code not in {finding.group for finding in sensitive(stem.rstrip("*"))}
    ]
    assert silent == []


def test_words_of_the_programme_itself_give_no_alarm() -> None:
    """What the programme writes about its own themes and schemes is business."""
    programme = current()
    parts = [*programme.themes, *programme.needs, *programme.contact_kinds, *programme.contact_outcomes]
    texts = [text.nl for part in parts for text in (part.name, part.description) if text]
    assert sensitive(*texts) == []
