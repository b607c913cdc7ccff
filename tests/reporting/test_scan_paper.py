"""The result of a scan on paper: tagged, in a language, with every letter, and the same bytes every time."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.utils import translation
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from kopgroep.accounts.models import User
from kopgroep.programme import current
from kopgroep.reporting.scan_paper import as_download, scan_paper
from kopgroep.reporting.typesetting import PAPER, typeset
from kopgroep.scans.models import Filling
from kopgroep.scans.result_page import result_page
from tests.factories import TODAY, make_company, make_filling
from tests.programme.digital_answers import METALWORKER
from tests.scans.others import make_group, make_snapshot


@pytest.fixture(autouse=True)
def _noon(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def paper_of(filling: Filling) -> bytes:
    return scan_paper(result_page(filling, on=TODAY))


def read(paper: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(paper))


def words_of(paper: bytes) -> str:
    """Everything that can be read, on one line."""
    return " ".join(" ".join(page.extract_text() for page in read(paper).pages).split())


def tags(paper: bytes) -> Iterator[DictionaryObject]:
    """Every element of the structure tree, in order."""

    def below(node: Any) -> Iterator[DictionaryObject]:
        node = node.get_object()
        if isinstance(node, list):
            for each in node:
                yield from below(each)
        elif isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            if "/K" in node:
                yield from below(node["/K"])

    root: Any = read(paper).trailer["/Root"]
    yield from below(root["/StructTreeRoot"]["/K"])


@pytest.fixture
def energy_paper(small_region: None, anna: User) -> bytes:
    make_group(make_snapshot(), 20, size_group="klein")
    return paper_of(make_filling(make_company("Bakkerij De Korenaar"), anna))


@pytest.fixture
def digital_paper(anna: User) -> bytes:
    given = {code: {"value": word} for code, word in METALWORKER.items() if word is not None}
    company = make_company("Šmits & Žôé <Metaal> #1 *BV*")
    return paper_of(make_filling(company, anna, scan=current().scan("digitalisering"), **given))


def test_paper_says_what_the_page_says(energy_paper: bytes) -> None:
    words = words_of(energy_paper)
    for sentence in (
        "Bakkerij De Korenaar staat op het niveau ‘Onderweg’.",
        "Je hebt de eerste stappen gezet.",
        "57,5 van 100",
        "middelste van 20 bedrijven met 10 tot 50 mensen",
        "Eigen scans tot en met 31 maart 2023, n = 20.",
        "Eén stap voor nu",
        "1. Neem één maatregel",
        "Een voucher kan een deel betalen.",
        "voor 15 mei 2024",
        "35% van de bedrijven heeft een score van 40 of meer",
        "Bureau van de verzonnen regio, 2022, versie 1, n = 200, gelezen in de bron zelf",
    ):
        assert sentence in words


def test_paper_has_a_language_a_title_a_date_and_is_marked_as_accessible(energy_paper: bytes) -> None:
    document = read(energy_paper)
    root: Any = document.trailer["/Root"]
    assert root["/Lang"] == "nl"
    assert [bool(root["/MarkInfo"]["/Marked"]), bool(root["/ViewerPreferences"]["/DisplayDocTitle"])] == [True, True]
    assert document.metadata is not None
    assert document.metadata.title == "Bakkerij De Korenaar staat op het niveau ‘Onderweg’."
    assert document.metadata.creation_date is not None
    assert document.metadata.creation_date.date() == TODAY
    about = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "<pdfaid:part>2</pdfaid:part>" in about
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in about


def test_headings_tables_and_the_drawing_are_tagged(energy_paper: bytes) -> None:
    kinds = [str(tag["/S"]) for tag in tags(energy_paper)]
    assert kinds.count("/Table") == 1
    assert kinds.count("/TR") == 4
    assert kinds.count("/TH") == 4
    assert kinds.count("/H1") + kinds.count("/Title") >= 1
    figures = [tag for tag in tags(energy_paper) if tag["/S"] == "/Figure"]
    assert [str(tag["/Alt"]) for tag in figures] == [
        "Meten: 65 van 100, anderen 47,5; Doen: 50 van 100, anderen 47,5",
    ]


def test_no_letter_is_missing(digital_paper: bytes) -> None:
    words = words_of(digital_paper)
    assert "Šmits & Žôé <Metaal> #1 *BV* staat op het niveau" in words
    assert "\ufffd" not in words
    assert "\0" not in words


def test_only_our_own_face_is_used_and_it_is_in_the_file(digital_paper: bytes) -> None:
    names = set()
    for page in read(digital_paper).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            names.add(str(inner["/BaseFont"]).split("+")[1])
            assert "/FontFile2" in inner["/FontDescriptor"] or "/FontFile3" in inner["/FontDescriptor"]
    assert names == {"NotoSans-Regular", "NotoSans-Bold"}


def test_the_same_result_gives_the_same_bytes(small_region: None, anna: User) -> None:
    filling = make_filling(make_company(), anna)
    assert paper_of(filling) == paper_of(filling)


def test_another_result_gives_other_bytes(small_region: None, anna: User) -> None:
    company = make_company()
    assert paper_of(make_filling(company, anna)) != paper_of(make_filling(company, anna, besparing={"value": 50}))


def test_paper_speaks_english_when_the_page_does(small_region: None, anna: User) -> None:
    filling = make_filling(make_company("Bakkerij De Korenaar"), anna)
    with translation.override("en"):
        paper = paper_of(filling)
    root: Any = read(paper).trailer["/Root"]
    assert root["/Lang"] == "en"
    assert "One step for now" in words_of(paper)


def test_nothing_measured_is_said_and_drawn_as_such(small_region: None, anna: User) -> None:
    unknown = {code: {"state": "dont_know"} for code in ("meter", "lezen", "maatregelen", "besparing")}
    paper = paper_of(make_filling(make_company(), anna, **unknown))
    assert "Er is te weinig ingevuld om" in words_of(paper)
    assert "niet gemeten" in words_of(paper)
    assert "Nog geen vergelijking: minder dan 10 bedrijven." in words_of(paper)


@pytest.mark.parametrize("code", [scan.code for scan in current().scans])
def test_every_scan_of_the_programme_can_be_set(anna: User, code: str) -> None:
    scan = current().scan(code)
    words = {item.code: scan.words(item) for item in scan.items.values() if scan.words(item)}
    given = {
        code: {"value": [options[0]] if scan.items[code].kind == "many" else options[-1]}
        for code, options in words.items()
    }
    paper = paper_of(make_filling(make_company("Bakkerij De Korenaar"), anna, scan=scan, **given))
    assert paper.startswith(b"%PDF-")
    assert "Bakkerij De Korenaar" in words_of(paper)


def test_the_file_is_named_after_scan_company_and_day(small_region: None, anna: User) -> None:
    response = as_download(make_filling(make_company('Bakkerij D\'Oude "Korenaar"'), anna), b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="energie-bakkerij-doude-korenaar-2023-05-15.pdf"'


def test_a_template_that_is_not_accessible_is_refused(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    (tmp_path / "bad.typ").write_text('#set document(title: "x")\n#figure(rect())\n= Een\n=== Drie', encoding="utf-8")
    monkeypatch.setattr("kopgroep.reporting.typesetting.PAPER", tmp_path)
    with pytest.raises(typst.TypstError):
        typeset("bad", {})
    assert (PAPER / "scan_result.typ").exists()
