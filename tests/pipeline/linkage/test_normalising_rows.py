"""Rows keep their order and their key, and what did not change is not done again."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.pipeline.contract import NORMALISED, RECORD, REGISTER
from kopgroep.pipeline.linkage.normalising import (
    normalise_changed,
    normalise_record_batch,
    normalise_records,
    normalise_register,
    normalise_register_batch,
    rows,
)


def table(schema: pa.Schema, *given: dict[str, Any]) -> pa.Table:
    return pa.Table.from_pylist([{"key": str(n), **row} for n, row in enumerate(given)], schema=schema)


def records(*given: dict[str, Any]) -> pa.Table:
    return table(RECORD, *({"source": "members", **row} for row in given))


def test_an_establishment_of_the_register() -> None:
    row: dict[str, Any] = {
        "key": "e1",
        "enterprise": "c1",
        "kvk": "01234567",
        "est_no": "000012345678",
        "name": "Bos Holding B.V.",
    }
    row |= {"trade_names": ["Bos Holding", "Bakkerij 't Hof"], "street": "Kerkstr.", "house_number": "12 a"}
    row |= {"postcode": "9401 AB", "town": "ASSEN", "phone": "0592-123456", "website": "www.hof.nl"}
    made = normalise_register(table(REGISTER, row))
    assert made.schema == NORMALISED
    expected: dict[str, Any] = {
        "source_dataset": "register",
        "unique_id": "e1",
        "enterprise": "c1",
        "n1": "bos",
        "n2": "bakkerij het hof",
    }
    expected |= {"names": ["bakkerij het hof", "bos"], "toks": ["bakkerij", "bos", "het", "hof"], "tsort": "bos"}
    expected |= {
        "nslug": "bos",
        "legal_form": "bv",
        "is_holding": None,
        "street": "kerkstraat",
        "hn": "12",
        "hadd": "a",
    }
    expected |= {
        "pc6": "9401AB",
        "pc4": "9401",
        "town": "assen",
        "phone": "592123456",
        "domain": "hof.nl",
        "dstem": "hof",
    }
    expected |= {"kvk": "01234567", "est_no": "000012345678"}
    assert made.drop_columns("row_hash").to_pylist() == [expected]


def test_a_row_of_a_list_with_two_names_in_one_cell() -> None:
    (made,) = normalise_records(records({"name": "J. Bos h.o.d.n. Hof en Dal", "email": "gmail.com"})).to_pylist()
    assert (made["source_dataset"], made["unique_id"], made["domain"]) == ("members", "0", None)
    assert (made["n1"], made["n2"], made["nslug"]) == ("j bos", "hof dal", "jbos")
    assert made["toks"] == ["bos", "dal", "hof", "j"]


@pytest.mark.parametrize(
    ("name", "trade_name", "n1", "n2"),
    [(None, "Hof", "hof", None), ("Hof B.V.", "hof", "hof", None), ("-", "Hof", "hof", None), (None, None, None, None)],
)
def test_the_first_name_that_is_there_comes_first(
    name: str | None, trade_name: str | None, n1: str | None, n2: str | None
) -> None:
    (made,) = normalise_records(records({"name": name, "trade_name": trade_name})).to_pylist()
    assert (made["n1"], made["n2"]) == (n1, n2)


@pytest.mark.parametrize(
    ("names", "holding"),
    [(["Bos Beheer"], True), (["Bos"], False), (["Bos Beheer", "Hof"], None), ([None], None)],
)
def test_a_firm_is_a_holding_when_all_its_names_say_so(names: list[str | None], holding: bool | None) -> None:
    name, trade_name = [*names, None][:2]
    (made,) = normalise_records(records({"name": name, "trade_name": trade_name})).to_pylist()
    assert made["is_holding"] is holding


def test_no_rows_give_no_rows() -> None:
    assert normalise_register(table(REGISTER)) == NORMALISED.empty_table()
    assert normalise_records(table(RECORD)) == NORMALISED.empty_table()


texts = st.one_of(st.none(), st.text(max_size=20))


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(RECORD.names[2:], texts)), max_size=6))
@settings(max_examples=40, derandomize=True, deadline=None)
def test_a_batch_is_its_rows_one_by_one(given_rows: list[dict[str, str | None]]) -> None:
    whole = records(*given_rows)
    made = normalise_records(whole)
    alone = [normalise_record_batch(batch) for batch in whole.to_batches(max_chunksize=1)]
    assert made == pa.Table.from_batches(alone, schema=NORMALISED).combine_chunks()
    assert made["unique_id"].to_pylist() == whole["key"].to_pylist()


def test_a_batch_of_the_register_is_what_the_table_gives() -> None:
    whole = table(REGISTER, {"enterprise": "a", "name": "Bos"}, {"enterprise": "b", "name": "Dal"})
    (batch,) = whole.to_batches()
    assert pa.Table.from_batches([normalise_register_batch(batch)]) == normalise_register(whole)


def test_only_what_changed_is_done_again(monkeypatch: pytest.MonkeyPatch) -> None:
    former = normalise_records(records({"name": "Bos"}, {"name": "Dal"}, {"name": "Hof"}))
    now = records({"name": "Bos"}, {"name": "Dal B.V."}, {"name": "Hof"}, {"name": "Es"})
    expected = normalise_records(now)
    done: list[Any] = []
    once = rows._record_row
    monkeypatch.setattr(rows, "_record_row", lambda row: done.append(row[1]) or once(row))
    assert normalise_changed(now, former) == expected
    assert done == ["1", "3"]


def test_without_a_former_table_all_is_done() -> None:
    now = table(REGISTER, {"enterprise": "a", "name": "Bos"})
    assert normalise_changed(now, None) == normalise_register(now)
    assert normalise_changed(now, normalise_register(now)) == normalise_register(now)


def test_a_new_version_of_the_rules_does_all_again(monkeypatch: pytest.MonkeyPatch) -> None:
    now = records({"name": "Bos"})
    former = normalise_records(now)
    monkeypatch.setattr(rows, "VERSION", rows.VERSION + 1)
    assert normalise_records(now)["row_hash"].to_pylist() != former["row_hash"].to_pylist()
    assert normalise_changed(now, former) == normalise_records(now)
