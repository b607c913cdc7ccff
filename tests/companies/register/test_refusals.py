"""Rows that are refused: exactly what is written down, and that nothing else suffers from them."""

import csv
from pathlib import Path

import pytest
from django.utils import translation

from kopgroep.companies.models import Establishment
from kopgroep.companies.register.reading import import_register
from tests.companies.register.extracts import TRADE, numbered, trade

pytestmark = pytest.mark.django_db


def refused(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_refused_file_holds_line_reason_remedy_and_the_row_as_it_was(tmp_path: Path) -> None:
    bad = {**numbered(2), "kvk_nummer": "123", "straat": ' "Brink", =1+1 '}
    path = trade(tmp_path / "a.csv", numbered(1), bad, numbered(3))
    with translation.override("en"):
        outcome = import_register(path)
    assert (outcome.new, outcome.refused, outcome.refused_file) == (2, 1, tmp_path / "a-refused.csv")
    row = {**TRADE, **bad}
    assert refused(outcome.refused_file) == [
        ["line", "reason", "remedy", *TRADE],
        [
            "3",
            'kvk_nummer must be 8 digits, it is "123".',
            "Zeros in front are gone, perhaps in a spreadsheet. Keep the column as text.",
            *row.values(),
        ],
    ]


def test_a_refused_file_can_be_mended_and_given_again(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", {**numbered(1), "postcode": "1O11AB"}, numbered(2))
    outcome = import_register(path)
    text = outcome.refused_file.read_text(encoding="utf-8").replace("1O11AB", "1011AB", 2)
    mended = tmp_path / "mended.csv"
    mended.write_text(text, encoding="utf-8")
    assert import_register(mended).new == 1
    assert list(Establishment.objects.order_by("number").values_list("postcode", flat=True)) == ["1011AB", "1011AB"]


def test_a_clean_file_leaves_no_refused_file(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", numbered(1))
    (tmp_path / "a-refused.csv").write_text("of an earlier file\n")
    assert import_register(path).refused == 0
    assert not (tmp_path / "a-refused.csv").exists()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"kvk_nummer": ""}, "kvk_nummer is empty."),
        ({"kvk_nummer": "0000000A"}, 'kvk_nummer must be 8 digits, it is "0000000A".'),
        ({"kvk_nummer": "１２３４５６７８"}, 'kvk_nummer must be 8 digits, it is "１２３４５６７８".'),
        ({"vestigingsnummer": "99990000"}, 'vestigingsnummer must be 12 digits, it is "99990000".'),
        ({"rsin": "900000017"}, 'rsin "900000017" is not an RSIN: the eleven test fails.'),
        ({"rsin": "12"}, 'rsin must be 9 digits, it is "12".'),
        ({"handelsnamen": " | "}, "The row gives no name."),
        ({"handelsnamen": "x" * 201}, "handelsnamen is longer than 200 characters."),
        ({"straat": "x" * 101}, "straat is longer than 100 characters."),
        ({"postcode": "0123AB"}, 'postcode "0123AB" is not a Dutch postcode.'),
        ({"gemeentecode": "GM9999"}, 'gemeentecode "GM9999" is not a municipality we know.'),
        (
            {"gemeentecode": "", "postcode": ""},
            "The municipality is not given and does not follow from the postcode.",
        ),
        ({"sbi_hoofd": "99999"}, 'sbi_hoofd "99999" is not a code of SBI 2008.'),
        ({"sbi_neven": "4711|4712345"}, 'sbi_neven "4712345" is not a code of SBI 2008.'),
        ({"sbi_versie": "1993"}, 'The SBI scheme "1993" is not known.'),
        ({"startdatum": "01-03-2010"}, 'startdatum "01-03-2010" is not a date of the form 2023-05-15.'),
        ({"startdatum": "2010-02-30"}, 'startdatum "2010-02-30" is not a date of the form 2023-05-15.'),
        ({"einddatum": "2009-01-01"}, "The end (2009-01-01) lies before the start (2010-03-01)."),
        ({"peildatum": "2020-01-01"}, "The row is of 2020-01-01, the file is of 2021-01-01."),
        ({"werkzame_personen_klasse": "groot"}, 'werkzame_personen_klasse "groot" is not a size class.'),
        ({"non_mailing": "ja"}, 'non_mailing must be one of J, N, it is "ja".'),
        ({"hoofdvestiging": ""}, 'hoofdvestiging must be one of J, N, it is "".'),
        ({"plaats": "a\x00b"}, "The row holds signs that cannot be read."),
        ({"plaats": "a\ufffdb"}, "The row holds signs that cannot be read."),
    ],
)
def test_a_bad_cell_refuses_its_row_only(tmp_path: Path, cells: dict[str, str], reason: str) -> None:
    path = trade(tmp_path / "a.csv", numbered(1), {**numbered(2), **cells}, numbered(3))
    with translation.override("en"):
        outcome = import_register(path)
    assert [row[:2] for row in refused(outcome.refused_file)[1:]] == [["3", reason]]
    assert list(Establishment.objects.order_by("number").values_list("number", flat=True)) == [
        "999900000001",
        "999900000003",
    ]


def test_the_second_of_two_rows_of_one_establishment_is_refused(tmp_path: Path) -> None:
    rows = [numbered(1, handelsnamen="Eerste"), numbered(2), numbered(1, handelsnamen="Tweede")]
    path = trade(tmp_path / "a.csv", *rows)
    for size in (1, 5_000):
        with translation.override("en"):
            outcome = import_register(path, size=size)
        assert [row[:2] for row in refused(outcome.refused_file)[1:]] == [
            ["4", "Establishment 999900000001 was in this file already on line 2."]
        ]
    assert Establishment.objects.get(number="999900000001").name == "Eerste"


def test_a_row_with_cells_too_many_is_refused(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", numbered(1), numbered(2))
    path.write_text(path.read_text().replace("Dorpsstraat", "Dorpsstraat, bij de brug", 1))
    with translation.override("en"):
        outcome = import_register(path)
    assert [row[:2] for row in refused(outcome.refused_file)[1:]] == [["2", "The row has 28 cells, the header has 27."]]
    assert outcome.new == 1


def test_an_open_quotation_mark_costs_one_line(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", *(numbered(n) for n in range(1, 6)))
    lines = path.read_text().splitlines(keepends=True)
    lines[2] = lines[2].replace("Bakkerij Bos", '"Bakkerij Bos')
    path.write_text("".join(lines))
    with translation.override("en"):
        outcome = import_register(path)
    assert (outcome.new, outcome.refused) == (4, 1)
    assert [row[:2] for row in refused(outcome.refused_file)[1:]] == [
        ["3", "A quotation mark is opened on this line and not closed."]
    ]


def test_a_cell_may_hold_a_line_break(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", numbered(1, straat="Dorps\nstraat"), numbered(2))
    assert import_register(path).new == 2
    assert Establishment.objects.get(number="999900000001").street == "Dorps straat"


def test_what_is_put_right_is_counted_and_not_refused(tmp_path: Path) -> None:
    rows = [
        numbered(1, email="niet bekend", telefoon="0" * 31),
        numbered(2, handelsnamen="CafÃ© Bos", website="niet meer"),
        numbered(3, email="a@b.example"),
    ]
    outcome = import_register(trade(tmp_path / "a.csv", *rows))
    assert outcome.new == 3
    assert dict(outcome.warnings.count) == {"email": 1, "phone": 1, "mojibake": 1, "website": 1}
    assert outcome.warnings.first == {"email": 2, "phone": 2, "mojibake": 3, "website": 3}


def test_a_municipality_follows_from_the_postcode(tmp_path: Path) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1, gemeentecode="", postcode="9711LM")))
    assert Establishment.objects.get().municipality_code == "GM0014"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ""),
        ("0", ""),
        ("1", "1"),
        ("3 tot 5", "2-4"),
        ("20 t/m 49", "20-49"),
        ("100-199", "100+"),
        ("500+", "100+"),
    ],
)
def test_size_classes_of_registers_become_those_of_the_programme(tmp_path: Path, text: str, code: str) -> None:
    import_register(trade(tmp_path / "a.csv", numbered(1, werkzame_personen_klasse=text)))
    assert Establishment.objects.get().size_class == code
