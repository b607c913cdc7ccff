"""A scan as a spreadsheet: what comes back is read as it was meant, and what is wrong says what to do."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from kopgroep.base.errors import Refused
from kopgroep.programme.scans import Scan
from kopgroep.scans.spreadsheet.opening import LARGEST, LARGEST_UNPACKED
from kopgroep.scans.spreadsheet.reading import Sheet, read_sheet
from kopgroep.scans.spreadsheet.template import template_of
from tests.factories import ENERGY, TODAY, energy_scan
from tests.scans.sheets import ANSWER, FULL, row_of, sheet


def read(content: bytes, scan: Scan | None = None) -> Sheet:
    return read_sheet(content, scan or energy_scan(), on=TODAY)


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as raised:
        read(content)
    assert raised.value.field == "file"
    return raised.value.message


def faults(content: bytes) -> dict[str, str]:
    return {line.code: line.fault for line in read(content).refused}


def test_template_has_a_row_per_question_and_lists_to_choose_from() -> None:
    page: Any = openpyxl.load_workbook(io.BytesIO(template_of(energy_scan(), language="nl"))).active
    codes = [row[0] for row in page.iter_rows(min_row=5, values_only=True) if row[0]]
    questions = [code for code in codes if "/" not in code]
    assert questions == list(energy_scan().items)
    assert [code for code in codes if "/" in code] == [
        f"maatregelen/{tick}" for tick in ("led", "isolatie", "zon", "warmtepomp")
    ]
    rules = page.data_validations.dataValidation
    with_list = {row for rule in rules for area in rule.sqref.ranges for row in range(area.min_row, area.max_row + 1)}
    assert {page.cell(row, 1).value for row in with_list} == set(codes) - {"mensen", "besparing"}
    assert (page["B1"].value, page["D1"].value) == ("energie", "1.0.0")


def test_filled_in_template_gives_the_answers_as_the_pages_would_store_them() -> None:
    found = read(sheet(**FULL))
    assert dict(found.answers) == ENERGY
    assert (found.refused, found.empty, found.version) == ([], 0, "1.0.0")


def test_empty_cells_are_not_answers() -> None:
    found = read(sheet(mensen=3, meter="Weet ik niet"))
    assert dict(found.answers) == {"mensen": {"value": 3}, "meter": {"state": "dont_know"}}
    assert found.empty == 3  # sector, maatregelen, besparing; lezen is not asked as long as nobody knows of a meter


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ({"meter": "nee"}, {"meter": {"value": "no"}}),
        ({"meter": " JA. "}, {"meter": {"value": "yes"}}),
        ({"meter": "Yes"}, {"meter": {"value": "yes"}}),
        ({"meter": True}, {"meter": {"value": "yes"}}),
        ({"sector": "Construction"}, {"sector": {"value": "bouw"}}),
        ({"sector": "bouw"}, {"sector": {"value": "bouw"}}),
        ({"mensen": "12"}, {"mensen": {"value": 12}}),
        ({"mensen": 12.0}, {"mensen": {"value": 12}}),
        ({"led": "x"}, {"maatregelen": {"value": ["led"]}}),
        ({"led": "nee", "zon": "Nee"}, {"maatregelen": {"value": []}}),
        ({"maatregelen": "Geen van deze"}, {"maatregelen": {"value": []}}),
        ({"maatregelen": "Ledlampen; zon"}, {"maatregelen": {"value": ["led", "zon"]}}),
        ({"besparing": "weet ik niet"}, {"besparing": {"state": "dont_know"}}),
    ],
)
def test_answers_are_recognised_as_people_write_them(written: dict[str, Any], stored: dict[str, Any]) -> None:
    found = read(sheet(**written))
    assert (dict(found.answers), found.refused) == (stored, [])


def test_percentage_of_the_spreadsheet_is_read_as_the_number_that_it_shows() -> None:
    def shown_as_percentage(page: Any) -> None:
        page.cell(row_of(page, "besparing"), ANSWER).number_format = "0%"

    found = read(sheet(shown_as_percentage, besparing=0.12))
    assert (dict(found.answers), found.lines[0].typed) == ({"besparing": {"value": 12}}, "12 %")


def of_kind(kind: str, **more: Any) -> Scan:
    """The small scan with ``besparing`` asking something else; it is in no scale then."""
    data = energy_scan().model_dump(mode="json")
    item = data["sections"][2]["items"][1]
    item.update({"kind": kind, "unit": None, "minimum": None, "maximum": None, "bands": [], **more})
    return Scan.model_validate(data)


@pytest.mark.parametrize("written", [date(2023, 5, 1), "1-5-2023", "01/05/2023", "2023-05-01"])
def test_days_are_read_as_a_day_or_as_dutch_people_write_them(written: object) -> None:
    found = read(sheet(besparing=written), of_kind("date"))
    assert dict(found.answers) == {"besparing": {"value": "2023-05-01"}}


@pytest.mark.parametrize("written", ["12,5", 12.5, "12.5"])
def test_decimals_may_have_a_comma(written: object) -> None:
    found = read(sheet(besparing=written), of_kind("number", decimals=1))
    assert dict(found.answers) == {"besparing": {"value": 12.5}}


def test_each_fault_names_its_row_and_what_to_do() -> None:
    content = sheet(mensen=0, meter="misschien", besparing="12,5", sector="Visserij", led="soms", lezen="Elke week")
    found = read(content)
    assert {line.code: line.fault for line in found.refused} == {
        "mensen": "Vul 1 of meer in.",
        "sector": "Kies een van de antwoorden.",
        "meter": "Kies een van de antwoorden.",
        "maatregelen": "In rij 13 staat ‘soms’. Schrijf ja of nee.",
        "besparing": "Vul een heel getal in.",
    }
    page: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    assert {line.code: line.row for line in found.lines} == {line.code: row_of(page, line.code) for line in found.lines}
    assert dict(found.answers) == {"lezen": {"value": "week"}}


def test_answer_to_a_question_that_is_routed_past_is_read_and_told_not_to_count() -> None:
    found = read(sheet(meter="Nee", lezen="Elke week"))
    assert ([line.code for line in found.lines if line.passed], found.refused) == (["lezen"], [])


def test_formula_is_never_computed() -> None:
    assert faults(sheet(mensen="=6+6", meter="Ja")) == {"mensen": "Hier staat een formule. Typ het antwoord zelf."}


def test_error_of_the_spreadsheet_is_no_answer() -> None:
    def broken(page: Any) -> None:
        cell = page.cell(row_of(page, "mensen"), ANSWER)
        cell.value, cell.data_type = "#N/A", "e"

    assert list(faults(sheet(broken, meter="Ja"))) == ["mensen"]


def test_merged_answers_are_told_apart_by_nobody() -> None:
    def merge(page: Any) -> None:
        row = row_of(page, "mensen")
        page.merge_cells(start_row=row, end_row=row + 1, start_column=ANSWER, end_column=ANSWER)

    found = read(sheet(merge, mensen=12, meter="Ja"))
    message = "De cellen E6:E7 zijn samengevoegd: wij zien niet bij welke vraag het hoort. Splits ze."
    assert {line.code: line.fault for line in found.refused} == {"mensen": message, "sector": message}
    assert dict(found.answers) == {"meter": {"value": "yes"}}


def test_answer_cell_that_was_made_wider_is_still_read() -> None:
    def widen(page: Any) -> None:
        row = row_of(page, "mensen")
        page.merge_cells(start_row=row, end_row=row, start_column=ANSWER, end_column=ANSWER + 1)

    # Only the answer's own cell holds something: nothing is lost when it reaches further to the right.
    assert dict(read(sheet(widen, mensen=12)).answers) == {"mensen": {"value": 12}}


def test_code_twice_is_read_once() -> None:
    def again(page: Any) -> None:
        last = page.max_row + 1
        page.cell(last, 1).value, page.cell(last, ANSWER).value = "mensen", 13

    found = read(sheet(again, mensen=12))
    assert dict(found.answers) == {"mensen": {"value": 12}}
    assert [line.fault for line in found.refused] == ["Deze vraag staat ook in rij 6. Laat er één staan."]


def test_sheet_of_another_version_is_read_by_its_codes() -> None:
    def older(page: Any) -> None:
        page["D1"].value = "0.9.0"
        page.cell(row_of(page, "meter"), 1).value = "meetsysteem"
        page.cell(row_of(page, "mensen"), 2).value = "Hoeveel werknemers heb je?"

    found = read(sheet(older, mensen=12, meter="Ja", sector="Bouw"))
    assert found.version == "0.9.0"
    assert dict(found.answers) == {"mensen": {"value": 12}, "sector": {"value": "bouw"}}
    assert [(line.code, line.fault) for line in found.refused] == [
        ("meetsysteem", "De scan heeft deze vraag nu niet. Je hoeft niets te doen: we laten haar weg.")
    ]
    assert {line.code: line.note for line in found.lines if line.note} == {
        "mensen": "In dit bestand luidde de vraag anders. Kijk of het antwoord nog past."
    }


def test_sheet_of_another_scan_is_refused_with_both_names() -> None:
    def of_another(page: Any) -> None:
        page["B1"].value = "iets-anders"

    assert refused(sheet(of_another, mensen=3)) == (
        "Dit bestand is van de scan ‘iets-anders’. Kies het bestand van ‘Energiescan’."
    )


def test_sheet_without_answers_is_refused() -> None:
    assert refused(sheet()) == "Er is geen antwoord ingevuld. De antwoorden horen in kolom E."


def swap(page: Any, one: int, other: int) -> None:
    """Let the cells below the head change places."""
    for row in range(5, page.max_row + 1):
        here, there = page.cell(row, one), page.cell(row, other)
        here.value, there.value = there.value, here.value


def test_columns_that_moved_with_their_heads_are_found() -> None:
    def move(page: Any) -> None:
        swap(page, 3, ANSWER)
        page.cell(4, 3).value, page.cell(4, ANSWER).value = page.cell(4, ANSWER).value, page.cell(4, 3).value

    assert dict(read(sheet(move, **FULL)).answers) == ENERGY


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ((1, 2), "De codes staan in kolom B, onder een ander kopje. Zet de kolommen weer op hun plaats."),
        ((2, ANSWER), "De vragen staan in de kolom van de antwoorden. Zet de kolommen weer op hun plaats."),
    ],
)
def test_columns_that_were_swapped_without_their_heads_are_noticed(columns: tuple[int, int], message: str) -> None:
    assert refused(sheet(lambda page: swap(page, *columns), **FULL)) == message


def test_sheet_without_a_head_is_refused() -> None:
    assert refused(sheet(lambda page: page.delete_rows(1, 4), mensen=3)) == (
        "Er is geen rij met de woorden ‘Code’ en ‘Antwoord’. Gebruik het bestand van deze scan."
    )


NO_WORKBOOK = "Dit is geen Excelbestand. Open het in je rekenprogramma en bewaar het als .xlsx."


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A good workbook with one part more."""
    file = io.BytesIO(sheet(mensen=3))
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "Dit bestand is leeg. Kies een ander bestand."),
        (b"Code;Antwoord\nmensen;12\n", NO_WORKBOOK),
        (packed(readme=b"no workbook"), NO_WORKBOOK),
        (b"PK\x03\x04 broken off", NO_WORKBOOK),
        (
            b"\xd0\xcf\x11\xe0" + bytes(64),
            "Dit bestand heeft een wachtwoord of is van een oude soort. Bewaar het zonder wachtwoord als .xlsx.",
        ),
        (b"PK\x03\x04" + bytes(LARGEST), "Dit bestand is groter dan 5 MB. Stuur alleen het blad van de scan."),
    ],
    ids=["empty", "csv", "zip", "broken", "old", "large"],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(content: bytes, message: str) -> None:
    assert refused(content) == message


def test_file_that_unpacks_to_very_much_is_refused_before_it_is_read() -> None:
    content = with_part("xl/media/noughts.bin", bytes(LARGEST_UNPACKED + 1))
    assert len(content) < LARGEST
    assert refused(content) == "Er zit te veel in dit bestand. Stuur alleen het blad van de scan."


def test_part_that_declares_things_to_expand_is_refused() -> None:
    laughs = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha">]><a>&b;</a>'
    assert refused(with_part("xl/more.xml", laughs)) == NO_WORKBOOK


def test_reading_is_the_same_in_english() -> None:
    from django.utils import translation

    with translation.override("en"):
        content = template_of(energy_scan(), language="en")
        book = openpyxl.load_workbook(io.BytesIO(content))
        page: Any = book.active
        page.cell(row_of(page, "meter"), ANSWER).value = "Yes"
        file = io.BytesIO()
        book.save(file)
    assert dict(read(file.getvalue()).answers) == {"meter": {"value": "yes"}}


CHANGES: list[Callable[[Any], object]] = [
    lambda page: page.insert_rows(5, 3),
    lambda page: page.insert_cols(1),
    lambda page: page.cell(900, 30, "notitie"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_rows_and_columns_that_somebody_added_do_no_harm(change: Callable[[Any], object]) -> None:
    assert dict(read(sheet(change, **FULL)).answers) == ENERGY
