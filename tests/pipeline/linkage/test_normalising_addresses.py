"""Addresses come apart in street, number, addition, postcode and town, however a list wrote them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.pipeline.linkage.normalising.addresses import (
    Place,
    postcode_of,
    read_address,
    read_parts,
    street_of,
    town_of,
)

KERK = Place("kerkstraat", "12")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Kerkstraat 12", KERK),
        ("KERKSTR. 12", KERK),
        ("Kerkstraat12", KERK),
        ("Kerkstraat nr. 12", KERK),
        ("Kerkstraat 12-14", KERK),
        ("Kerkstraat 12 t/m 14", KERK),
        ("Kerkstraat 12a", KERK._replace(hadd="a")),
        ("Kerkstraat 12 A", KERK._replace(hadd="a")),
        ("Kerkstraat 12-2", KERK._replace(hadd="2")),
        ("Kerkstraat 12A-2", KERK._replace(hadd="a2")),
        ("Kerkstraat 12 II", KERK._replace(hadd="2")),
        ("Kerkstraat 12-huis", KERK._replace(hadd="hs")),
        ("Kerkstraat t.o. 12", KERK._replace(hadd="to")),
        ("Kerkstraat 12 Assen", KERK._replace(town="assen")),
        ("Kerkstraat 12, Assen", KERK._replace(town="assen")),
        ("Kerkstraat 12, 9401 Assen", KERK._replace(pc4="9401", town="assen")),
        ("Kerkstraat 12 9401 ab Assen", KERK._replace(pc6="9401AB", pc4="9401", town="assen")),
        ("Gebouw Zuid, Kerkstraat 12, 9401AB Assen", KERK._replace(pc6="9401AB", pc4="9401", town="assen")),
        ("9401 AB Assen, Kerkstraat 12", KERK._replace(pc6="9401AB", pc4="9401", town="assen")),
        ("Kerkstraat, Assen", Place("kerkstraat", town="assen")),
        ("Postbus 12, 9400 AA Assen", Place("postbus", "12", None, "9400AA", "9400", "assen")),
        ("P.O. Box 1234", Place("postbus", "1234")),
        ("Plein 1944 3", Place("plein 1944", "3")),
        ("Laan 40-45 12", Place("laan 40 45", "12")),
        ("1e Dwarsstraat 12", Place("1e dwarsstraat", "12")),
        ("", Place()),
        ("??", Place()),
    ],
)
def test_an_address_in_one_text(text: str, place: Place) -> None:
    assert read_address(text, None, None) == place


def test_a_column_of_its_own_goes_before_the_text() -> None:
    whole = read_address("Kerkstraat 12, 9401 AB Assen", "9402 CD", "Emmen")
    assert whole == Place("kerkstraat", "12", None, "9402CD", "9402", "emmen")
    assert read_address("Kerkstraat 12", "9401 AB Assen", None).town == "assen"


def test_a_number_in_its_own_column() -> None:
    assert read_parts("Plein 1944", "3 b", "9401AB", "Assen") == Place(
        "plein 1944", "3", "b", "9401AB", "9401", "assen"
    )
    assert read_parts("Kerkstraat 12", None, None, None) == KERK


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9401 AB", ("9401AB", "9401")),
        ("9401ab", ("9401AB", "9401")),
        ("94O1 AB", ("9401AB", "9401")),
        ("NL-9401 AB", ("9401AB", "9401")),
        ("9401", (None, "9401")),
        ("0401 AB", (None, None)),
        ("9401 SS", (None, None)),
        ("26871", (None, None)),
        ("Assen", (None, None)),
        (None, (None, None)),
    ],
)
def test_what_is_no_postcode_becomes_null(text: str | None, found: tuple[str | None, str | None]) -> None:
    assert postcode_of(text) == found


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("Burg. v.d. Bergstr.", "burgemeester van der bergstraat"),
        ("v/d Berglaan", "van der berglaan"),
        ("St. Jansln", "sint janslaan"),
        ("Stationswg", "stationsweg"),
        ("Dorps straat", "dorpsstraat"),
        ("Kanaal N.Z.", "kanaal n z"),
        ("Eerste Dwarsstraat", "1e dwarsstraat"),
    ],
)
def test_a_street_has_one_spelling(text: str, street: str) -> None:
    assert street_of(text) == street


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("ASSEN", "assen"),
        ("'s-Gravenhage", "den haag"),
        ("Bergen (NH)", "bergen"),
        ("Bergen NH", "bergen"),
        ("Alphen a/d Rijn", "alphen aan den rijn"),
        ("9401", None),
        ("", None),
    ],
)
def test_a_town_has_one_spelling(text: str, town: str | None) -> None:
    assert town_of(text) == town


@given(st.text(max_size=40), st.text(max_size=12), st.text(max_size=12))
@settings(max_examples=200, derandomize=True, deadline=None)
def test_no_text_stops_it_and_what_was_read_stays(address: str, postcode: str, town: str) -> None:
    place = read_address(address, postcode, town)
    assert street_of(place.street) == place.street
    assert town_of(place.town) == place.town
    assert postcode_of(place.pc6 or place.pc4) == (place.pc6, place.pc4)
    assert read_parts(address, address, postcode, town).pc6 == place.pc6 or place.pc6 is not None
