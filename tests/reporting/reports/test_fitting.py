"""How the room of a page is divided over the columns of a table."""

from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.fitting import LETTER, UPRIGHT, fit


def of_words(*lengths: int) -> Table:
    row = tuple(Cell("woord " * (length // 6)) for length in lengths)
    return Table("some", "Some", tuple(Column("Kop") for _ in lengths), (row,))


def test_columns_of_words_wrap_about_as_often() -> None:
    lengths = (600, 300, 120)
    fitted = fit(of_words(*lengths))
    wraps = [length * LETTER * fitted.size / width for length, width in zip(lengths, fitted.columns, strict=True)]
    assert max(wraps) < 1.4 * min(wraps)
    assert round(fitted.width) == UPRIGHT


def test_words_that_fit_on_one_line_get_it() -> None:
    fitted = fit(of_words(30, 24))
    assert [round(width) for width in fitted.columns] == [round(letters * LETTER * fitted.size) for letters in (30, 24)]
