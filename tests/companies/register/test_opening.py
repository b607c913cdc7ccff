"""Files that cannot be read: the message names what is wrong and what to do, and nothing is written."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from kopgroep.base.errors import Refused
from kopgroep.companies.models import Establishment, RegisterRun
from kopgroep.companies.register.mapping import Kind, load_mapping
from kopgroep.companies.register.opening import open_register
from kopgroep.companies.register.reading import import_register
from tests.companies.register.extracts import TRADE, employment, numbered, trade

pytestmark = pytest.mark.django_db


def fault(path: Path, **options: object) -> str:
    with translation.override("en"), pytest.raises(Refused) as caught:
        import_register(path, **options)  # type: ignore[arg-type]  # options differ per case
    assert not RegisterRun.objects.exists()
    return caught.value.message


def content(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_the_header_decides_the_shape(tmp_path: Path) -> None:
    assert open_register(trade(tmp_path / "a.csv", {})).mapping.kind == Kind.TRADE
    assert open_register(employment(tmp_path / "b.csv", {})).mapping.kind == Kind.EMPLOYMENT


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", numbered(1), numbered(2)).read_text().replace("\n", "\r\n")
    assert import_register(content(tmp_path / "b.csv", "\ufeff" + text)).new == 2


def test_a_missing_file(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    assert fault(path) == f"There is no file {path}. Check the name and the folder."


@pytest.mark.parametrize("data", ["", "\n \n"])
def test_an_empty_file(tmp_path: Path, data: str) -> None:
    assert fault(content(tmp_path / "a.csv", data)) == "The file is empty. Export it again."


def test_a_file_with_a_header_only(tmp_path: Path) -> None:
    assert fault(trade(tmp_path / "a.csv")) == "The file has a header and no rows. Export it again."


def test_a_spreadsheet(tmp_path: Path) -> None:
    message = "This is a spreadsheet, not a text file. Save it as CSV (UTF-8) and give that file."
    assert fault(content(tmp_path / "a.xlsx", b"PK\x03\x04rest")) == message


def test_another_unicode(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", {}).read_text()
    message = "The file is in UTF-16. Save it as CSV in UTF-8."
    assert fault(content(tmp_path / "b.csv", text.encode("utf-16"))) == message


def test_another_encoding(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", {}, {"handelsnamen": "Café"}).read_text(encoding="utf-8")
    message = (
        "The file is not in utf-8: line 3 holds the byte 0xE9. Save it as CSV in UTF-8, or name its encoding in a "
        "mapping (often: cp1252)."
    )
    assert fault(content(tmp_path / "b.csv", text.encode("cp1252"))) == message


def test_another_separator(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", {}).read_text().replace(",", ";")
    message = (
        'The columns are separated by ";" (semicolon), expected is ",". Save the file with that separator, or name '
        "the separator under delimiter in a mapping."
    )
    assert fault(content(tmp_path / "b.csv", text)) == message


def test_missing_columns(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", {}).read_text().replace("non_mailing", "a").replace("rechtsvorm", "b")
    message = (
        "The file looks like Handelsregister and misses the columns: rechtsvorm, non_mailing. Export them too, or "
        "describe the columns that there are in a mapping."
    )
    assert fault(content(tmp_path / "b.csv", text)) == message


def test_a_title_above_the_header(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", {}).read_text()
    message = fault(content(tmp_path / "b.csv", "Export of today\n" + text))
    assert message.startswith('The first line is not a header that we know; it begins with "Export of today".')
    assert message.split(". ")[1].startswith("Remove any title above the header")


def test_two_header_rows(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", {name: name for name in TRADE})
    assert fault(path) == "The second line is a header too. Remove one of the two."


def test_a_column_that_is_there_twice(tmp_path: Path) -> None:
    text = trade(tmp_path / "a.csv", {}).read_text().replace("telefoon", "website")
    assert fault(content(tmp_path / "b.csv", text)) == 'The column "website" is there twice. Remove one of the two.'


def test_no_date(tmp_path: Path) -> None:
    path = trade(tmp_path / "a.csv", {"peildatum": ""})
    message = "The first rows do not give the date of this extract. Give it with --snapshot, as YYYY-MM-DD."
    assert fault(path) == message
    assert import_register(path, snapshot_on=date(2021, 1, 1)).new == 1


MAPPING = """
kind: employment-register
source: Bedrijvenlijst
encoding: cp1252
delimiter: ";"
date_format: "%d-%m-%Y"
columns:
  number: Nr
  kvk_number: KVK
  names: Naam
  postcode: PC
  sbi_code: Code
  size_class: Klasse
constants:
  sbi_scheme: "2008"
values:
  size_class: {klein: "2-4", groot: "100+"}
"""


def test_a_mapping_reads_another_shape(tmp_path: Path) -> None:
    mapping = load_mapping(content(tmp_path / "m.yaml", MAPPING))
    data = "Nr;Naam;KVK;PC;Code;Klasse;Iets\n999900000001;Café Bos;00000001;1011 AB;56.30;groot;x\n"
    path = content(tmp_path / "a.csv", data.encode("cp1252"))
    outcome = import_register(path, mapping=mapping, snapshot_on=date(2021, 1, 1))
    facts = ("name", "postcode", "municipality_code", "sbi_code", "sbi_section", "size_class")
    assert Establishment.objects.values_list(*facts).get() == ("Café Bos", "1011AB", "GM0363", "5630", "I", "100+")
    assert outcome.run.source == "Bedrijvenlijst"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("kind: employment-register", "kind: other"), "kind: Input should be 'trade-register' or"),
        (("  names: Naam\n", ""), "columns.names: every file needs a column for this fact"),
        (("names: Naam", "name: Naam"), "columns.name: this fact is not known; known are"),
        (("sbi_scheme:", "sbi_code:"), "constants.sbi_code: the fact is in columns too; keep one of the two"),
        (('"2008"', "2008"), "constants.sbi_scheme: Input should be a valid string"),
        (("source: Bedrijvenlijst", "sorce: x"), "sorce: Extra inputs are not permitted"),
        (('delimiter: ";"', 'delimiter: ";;"'), "delimiter: String should have at most 1 character"),
        (("kind:", "\tkind:"), "m.yaml is not valid YAML"),
    ],
)
def test_a_faulty_mapping_names_the_key(tmp_path: Path, change: tuple[str, str], words: str) -> None:
    with translation.override("en"), pytest.raises(Refused) as caught:
        load_mapping(content(tmp_path / "m.yaml", MAPPING.replace(*change)))
    assert caught.value.message.count(words) == 1
