"""Whatever stands in the cells: a row is taken or refused with a reason, and the reading goes on."""

import csv
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.companies.models import Establishment, RegisterRun
from kopgroep.companies.register.checks import Wrong
from kopgroep.companies.register.lines import Record, records
from kopgroep.companies.register.mapping import known_shapes
from kopgroep.companies.register.reading import import_register
from kopgroep.companies.register.reference import municipalities
from kopgroep.companies.register.rows import RowReader
from tests.companies.register.extracts import TRADE, write

SIZES = (("1", 1, 1), ("2-4", 2, 4), ("5+", 5, None))
ANY_TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
NEAR = st.sampled_from(
    ["", "J", "N", "2008", "2025", "1071", "2021-01-01", "0001-01-01", "9999-12-31", "1011AB", "GM0363", "²", "٣"]
)
CELL = st.one_of(ANY_TEXT, NEAR, st.text("0123456789", max_size=14))


def changes() -> st.SearchStrategy[dict[str, str]]:
    """Some cells of an ordinary row replaced by anything."""
    return st.dictionaries(st.sampled_from(list(TRADE)), CELL, max_size=4)


@given(cells=st.lists(CELL, min_size=len(TRADE), max_size=len(TRADE)), changed=changes())
def test_a_row_is_read_or_refused_with_a_reason(cells: list[str], changed: dict[str, str]) -> None:
    reader = RowReader(
        known_shapes()[0], list(TRADE), snapshot_on=date(2021, 1, 1), municipalities=municipalities(), sizes=SIZES
    )
    for row in (cells, list((TRADE | changed).values())):
        try:
            outcome = (reader.read(Record(2, row, 0, 2)).facts.number, "")
        except Wrong as wrong:
            outcome = (wrong.reason, wrong.remedy)
        assert outcome == (row[1].strip(), "") or all(outcome)


@given(lines=st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=40)))
def test_reading_lines_never_loses_its_place(lines: list[str]) -> None:
    data = "".join(f"{line}\n" for line in lines).encode()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.csv")
        path.write_bytes(data)
        found = list(records(path, encoding="utf-8", delimiter=",", columns=3))
        assert [record.line for record in found] == sorted({record.line for record in found})
        for record in found:
            rest = records(path, encoding="utf-8", delimiter=",", columns=3, start=record.end, line=record.end_line)
            assert list(rest) == [later for later in found if later.line > record.line]


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(changes(), min_size=1, max_size=6))
def test_every_row_of_a_file_is_written_or_refused(rows: list[dict[str, str]], tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", TRADE, rows)
    with path.open(encoding="utf-8", newline="") as file:
        records_in_file = [row for row in csv.reader(file) if row]
    before = Establishment.objects.count()
    outcome = import_register(path, snapshot_on=date(2021, 1, 1), size=2)
    assert outcome.new + outcome.changed + outcome.unchanged + outcome.refused == len(records_in_file) - 1
    assert Establishment.objects.count() == before + outcome.new
    assert RegisterRun.objects.get(pk=outcome.run.pk).finished_at is not None
