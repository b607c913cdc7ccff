"""The sheets of a workbook have names that people read, in the language of the report."""

import pytest

from kopgroep.reporting.reports.document import Column, Table
from kopgroep.reporting.reports.sheet_names import sheet_names

KNOWN = (
    "targets", "growth", "forecast", "journeys", "steps", "results", "results-answers", "results-without",
    "results-evidence", "survey", "survey-marks", "effect", "comparison", "money", "money-years", "restatements",
    "definitions",
)  # fmt: skip


def table(code: str, caption: str = "", head: str = "Thema") -> Table:
    return Table(code, caption or code, (Column(head),), ())


def names(*tables: Table, language: str = "nl") -> list[str]:
    return list(sheet_names(tables, "Lees mij", language))


def test_tables_of_every_programme_have_a_short_name_in_both_languages() -> None:
    tables = [table(code) for code in KNOWN]
    assert names(*tables) == [
        "Doelen", "Doelen per kwartaal", "Prognose", "Lopende trajecten", "Scans aan het begin en later", "Resultaten",
        "Resultaten, antwoorden", "Resultaten zonder hulp", "Resultaten, bewijs", "Enquête, respons",
        "Enquête, cijfers", "Effect dat zichtbaar wordt", "Bedrijven om te vergelijken", "Geld per bron",
        "Geld per jaar", "Herzieningen", "Definities",
    ]  # fmt: skip
    assert names(*tables, language="en")[:3] == ["Targets", "Targets per quarter", "Forecast"]


def test_a_figure_of_a_programme_is_called_by_its_caption_as_far_as_whole_words_fit() -> None:
    found = names(
        table("bereik", "Bereik"),
        table("behoeften", "Wat bedrijven in de eerste plaats nodig hebben"),
        table("lang", "Ondersteuningsmaatregelenoverzicht2023"),
        table("vraag", "Klaar/tevreden? [alles]"),
    )
    assert found == [
        "Bereik",
        "Wat bedrijven in de eerste",
        "Ondersteuningsmaatregelenoverzi",
        "Klaar-tevreden- -alles",
    ]


def test_no_two_sheets_have_one_name_whatever_their_capitals() -> None:
    hours = [table("uren-theme", "Uren"), table("uren-line", "Uren", "Programmalijn"), table("uren-x", "uren", "Thema")]
    again = table("uren-y", "UREN", "Thema")
    assert names(*hours, again) == ["Uren", "Uren, programmalijn", "uren, thema", "UREN 2"]
    assert names(table("mij", "Lees mij")) == ["Lees mij, thema"]


@pytest.mark.parametrize("caption", ["'", "", "-- --"])
def test_a_caption_without_letters_still_names_a_sheet(caption: str) -> None:
    assert names(Table("leeg", caption, (Column("Thema"),), ())) == ["-"]
