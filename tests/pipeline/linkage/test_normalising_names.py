"""Names lose their spelling, legal form and holding word, and never all of their words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.pipeline.linkage.normalising.names import Name, read_name, split_names

PARTS = (
    *(
        "Bakkerij",
        "Jansen",
        "van",
        "de",
        "den",
        "der",
        "v.d.",
        "v/d",
        "v.",
        "J.",
        "J",
        "B V",
        "b.v.",
        "CV",
        "n.v.",
        "&",
    ),
    *("en", "Holding", "Beheer", "management", "Gebr.", "'t", "t", "Café", "Fa.", "Stichting", "in", "oprichting"),
    *("vennootschap", "onder", "firma", "Co.", "KG", "GmbH", "bedr", "mij", "bouwmij", "U.A.", "i.o.", "3", "V.O.F."),
)
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=7).map(" ".join)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Café 't Hóf", "cafe het hof"),
        ("Gebr. de Vries & Zn.", "gebroeders de vries zonen"),
        ("Gebroeders de Vries en Zoon", "gebroeders de vries zonen"),
        ("Bos &amp; Dal", "bos dal"),
        ("H&M", "hm"),
        ("J.P. van den Berg", "jp van der berg"),
        ("J P v/d Berg", "jp van der berg"),
        ("J. v. d. Berg", "j van der berg"),
        ("A. v. Dijk", "a van dijk"),
        ("Handelsond. Bos", "handelsonderneming bos"),
        ("Install. Bos", "installatie bos"),
        ("Bouwmij. Ned.", "bouwmaatschappij nederland"),
        ("Bos Int.", "bos international"),
        ("Hof (Assen)", "hof assen"),
        ("Bos.nl", "bos nl"),
        ("3M", "3m"),
        ("Ægir Ørsted", "aegir orsted"),
        ("Ελιά", "ελια"),
    ],
)
def test_a_name_has_one_spelling(text: str, key: str) -> None:
    assert read_name(text) == Name(key, None, False)


@pytest.mark.parametrize(
    ("text", "key", "form"),
    [
        ("Bos B.V.", "bos", "bv"),
        ("Bos BV", "bos", "bv"),
        ("Bos b v", "bos", "bv"),
        ("J. Bos B. V.", "j bos", "bv"),
        ("Bos B.V. Assen", "bos assen", "bv"),
        ("Bos B. V. Assen", "bos assen", "bv"),
        ("Bos N.V.", "bos", "nv"),
        ("V.O.F. Bos", "bos", "vof"),
        ("Bos v o f", "bos", "vof"),
        ("Bos vennootschap onder firma", "bos", "vof"),
        ("Fa. Bos", "bos", "vof"),
        ("Bos C.V.", "bos", "cv"),
        ("CV Techniek Bos", "cv techniek bos", None),
        ("Stichting Bos", "bos", "stichting"),
        ("Vereniging Bos", "bos", "vereniging"),
        ("Coöperatie Bos U.A.", "bos", "cooperatie"),
        ("Bos (eenmanszaak)", "bos", "eenmanszaak"),
        ("Maatschap Bos", "bos", "maatschap"),
        ("Bos GmbH & Co. KG", "bos", "kg"),
        ("Bos Ltd.", "bos", "ltd"),
        ("Bos B.V. i.o.", "bos", "bv"),
        ("Stichting Zorg Bos B.V.", "zorg bos", "bv"),
        ("B.V.", "bv", "bv"),
    ],
)
def test_the_legal_form_is_taken_off_and_kept(text: str, key: str, form: str | None) -> None:
    assert read_name(text) == Name(key, form, False)


@pytest.mark.parametrize(
    ("text", "key", "holding"),
    [
        ("Bos Holding B.V.", "bos", True),
        ("Beheermaatschappij Bos B.V.", "bos", True),
        ("Bos Participaties B.V.", "bos", True),
        ("Bos Management B.V.", "bos", True),
        ("Management Bos B.V.", "management bos", False),
        ("Bos Vastgoed B.V.", "bos vastgoed", False),
        ("Holding B.V.", "holding", True),
    ],
)
def test_a_holding_is_marked(text: str, key: str, holding: bool) -> None:
    assert read_name(text) == Name(key, "bv", holding)


@pytest.mark.parametrize(
    "text",
    [
        "J. Bos h.o.d.n. Hof",
        "J. Bos t.h.o.d.n. Hof",
        "J. Bos H.O.D.N. Hof",
        "J. Bos hodn Hof",
        "J. Bos h/o Hof",
        "J. Bos, handelend onder de naam Hof",
        "J. Bos, tevens handelend onder de naam: Hof",
    ],
)
def test_one_cell_can_hold_two_names(text: str) -> None:
    assert [read_name(part) for part in split_names(text)] == [Name("j bos", None, False), Name("hof", None, False)]


def test_one_name_stays_one() -> None:
    assert split_names("Hodnia Onderhoud B.V.") == ["hodnia onderhoud b.v."]
    assert split_names("h.o.d.n. Hof") == ["hof"]


@pytest.mark.parametrize("text", ["", " ", "-", "!?", "'"])
def test_text_without_letters_and_digits_is_no_name(text: str) -> None:
    assert read_name(text) is None


@given(st.one_of(names, st.text(max_size=40)))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_a_name_that_was_read_stays_as_it_is(text: str) -> None:
    for part in split_names(text):
        name = read_name(part)
        if name is not None:
            again = read_name(name.key)
            assert again is not None
            assert again.key == name.key
        assert (name is not None) == any(c.isalnum() for c in part)
