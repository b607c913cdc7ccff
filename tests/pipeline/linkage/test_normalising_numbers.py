"""Telephone numbers, domains and numbers of the trade register have one spelling, or are none."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.pipeline.linkage.normalising.contact import domain, phone, stem
from kopgroep.pipeline.linkage.normalising.numbers import est_no, kvk


@pytest.mark.parametrize(
    "text",
    [
        "0592-123456",
        "(0592) 12 34 56",
        "tel. 0592 123456",
        "+31 592 123456",
        "+31 (0)592 123456",
        "+31(0)592-123456",
        "0031592123456",
        "31592123456",
        "592123456",
        "0592-123456 / 06-12345678",
        "0592-12345 of 0592-123456",
        "+49 5921 12345, 0592-123456",
    ],
)
def test_a_dutch_number_is_its_nine_digits(text: str) -> None:
    assert phone(text) == "592123456"


@pytest.mark.parametrize(
    "text",
    [None, "", "geen", "0592-12345", "0592-1234567", "+49 5921 123456", "+49 (0)5921 12345", "0800-1234", "14 0592"],
)
def test_what_is_no_dutch_number_becomes_null(text: str | None) -> None:
    assert phone(text) is None


@pytest.mark.parametrize(
    ("website", "email", "found", "squeezed"),
    [
        ("https://www.Bos-en-Dal.nl/over?x=1", None, "bos-en-dal.nl", "bosendal"),
        ("bos.nl:8080", None, "bos.nl", "bos"),
        ("webshop.bos.nl", None, "bos.nl", "bos"),
        ("m.nl", None, "m.nl", "m"),
        (None, "bos.nl", "bos.nl", "bos"),
        (None, "info@bos.nl", "bos.nl", "bos"),
        ("www.bos.nl", "dal.nl", "bos.nl", "bos"),
        ("geen", "dal.nl", "dal.nl", "dal"),
        (None, "gmail.com", None, None),
        ("facebook.com/bos", "bos.nl", "bos.nl", "bos"),
        ("xn--caf-dma.nl", None, "xn--caf-dma.nl", "cafe"),
        ("café.nl", None, "xn--caf-dma.nl", "cafe"),
        ("bos.jouwweb.nl", None, "bos.jouwweb.nl", "bos"),
        ("jouwweb.nl", None, None, None),
        ("", "", None, None),
    ],
)
def test_a_domain_is_the_company_s_own(
    website: str | None, email: str | None, found: str | None, squeezed: str | None
) -> None:
    assert (domain(website, email), stem(domain(website, email))) == (found, squeezed)


@pytest.mark.parametrize(
    "text", ["01234567", "1234567", "KvK 01234567", "KvK-nr.: 01.234.567", "01 23 45 67", "1234567.0"]
)
def test_a_company_number_gets_its_lost_zero_back(text: str) -> None:
    assert kvk(text) == "01234567"


@pytest.mark.parametrize("text", [None, "", "123456", "123456789", "A1234567", "00000000", "onbekend"])
def test_what_is_no_company_number_becomes_null(text: str | None) -> None:
    assert kvk(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [("000012345678", "000012345678"), ("0000 1234 5678", "000012345678"), ("12345678", None), ("000000000000", None)],
)
def test_an_establishment_number_has_twelve_digits(text: str, found: str | None) -> None:
    assert est_no(text) == found


@given(st.text(max_size=30))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_no_text_stops_it_and_what_was_read_stays(text: str) -> None:
    assert phone(phone(text)) == phone(text)
    assert domain(domain(text)) == domain(text)
    assert kvk(kvk(text)) == kvk(text)
    assert est_no(est_no(text)) == est_no(text)
