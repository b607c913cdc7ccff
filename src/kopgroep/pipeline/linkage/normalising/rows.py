"""Whole rows: from the register or a list to the form they are compared in, in batches, and only what changed."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pyarrow as pa

from kopgroep.pipeline.contract import NORMALISED
from kopgroep.pipeline.linkage.normalising.addresses import Place, read_address, read_parts
from kopgroep.pipeline.linkage.normalising.contact import domain, phone, stem
from kopgroep.pipeline.linkage.normalising.names import Name, read_name, split_names
from kopgroep.pipeline.linkage.normalising.numbers import est_no, kvk

VERSION = 1
"""One higher when the same row must give something else. It is part of the hash of a row."""
REGISTER_CODE = "register"
BATCH = 8_192

_REGISTER = (
    *("key", "enterprise", "kvk", "est_no", "name", "trade_names"),
    *("street", "house_number", "postcode", "town", "phone", "website"),
)
_RECORD = (
    *("source", "key", "kvk", "est_no", "name", "trade_name"),
    *("address", "postcode", "town", "phone", "website", "email"),
)
_encode = json.JSONEncoder(separators=(",", ":")).encode

Row = tuple[Any, ...]


def normalise_register(table: pa.Table) -> pa.Table:
    """The register (schema `REGISTER`) as `NORMALISED`, in the order of its rows."""
    return _in_batches(table, _register_row, _REGISTER)


def normalise_records(table: pa.Table) -> pa.Table:
    """The rows of lists (schema `RECORD`) as `NORMALISED`, in their own order."""
    return _in_batches(table, _record_row, _RECORD)


def normalise_register_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """One batch of the register: the form in which an engine that maps over batches asks for it."""
    return _batch(_values(batch, _REGISTER), _register_row)


def normalise_record_batch(batch: pa.RecordBatch) -> pa.RecordBatch:
    """One batch of the rows of lists."""
    return _batch(_values(batch, _RECORD), _record_row)


def normalise_changed(table: pa.Table, former: pa.Table | None) -> pa.Table:
    """The same as normalising it all, but rows that `former` holds unchanged are taken from there.

    The table is told from its columns: one with a column `source` holds rows of lists, another one the register.
    """
    of_lists = "source" in table.column_names
    whole = normalise_records if of_lists else normalise_register
    if former is None or former.num_rows == 0:
        return whole(table)
    columns = _RECORD if of_lists else _REGISTER
    places = {hashed: n for n, hashed in enumerate(former["row_hash"].to_pylist())}
    found = [places.get(hash_of(row)) for batch in table.to_batches() for row in _values(batch, columns)]
    kept = pa.array([place for place in found if place is not None], pa.int64())
    fresh = whole(table.filter(pa.array([place is None for place in found], pa.bool_())))
    both = pa.concat_tables([former.select(NORMALISED.names).cast(NORMALISED).take(kept), fresh])
    # The kept ones come first: each row's turn in its own half tells where it stands.
    turns = [len(kept), 0]
    order = []
    for place in found:
        half = int(place is not None)
        order.append(turns[half])
        turns[half] += 1
    return both.take(pa.array(order, pa.int64())).combine_chunks()


def hash_of(row: Iterable[Any]) -> str:
    """The hash of a raw row: of the columns that are read here, and of the version of the rules."""
    return hashlib.blake2b(_encode([VERSION, *row]).encode(), digest_size=16).hexdigest()


def _in_batches(table: pa.Table, of_row: Callable[[Row], Row], columns: Sequence[str]) -> pa.Table:
    batches = [_batch(_values(batch, columns), of_row) for batch in table.to_batches(max_chunksize=BATCH)]
    return pa.Table.from_batches(batches, schema=NORMALISED).combine_chunks()


def _values(batch: pa.RecordBatch, columns: Sequence[str]) -> list[Row]:
    return list(zip(*(batch.column(name).to_pylist() for name in columns), strict=True))


def _batch(rows: list[Row], of_row: Callable[[Row], Row]) -> pa.RecordBatch:
    made = list(zip(*map(of_row, rows), strict=True)) or [()] * len(NORMALISED)
    arrays = [pa.array(values, field.type) for values, field in zip(made, NORMALISED, strict=True)]
    return pa.RecordBatch.from_arrays(arrays, schema=NORMALISED)


def _register_row(row: Row) -> Row:
    key, enterprise, kvk_number, number, name, trade_names, street, house_number, postcode, town, tel, website = row
    place = read_parts(street, house_number, postcode, town)
    names = _names([name, *(trade_names or ())])
    ids = REGISTER_CODE, key, enterprise, hash_of(row)
    return (*ids, *names, *place, phone(tel), *_domain(website, None), kvk(kvk_number), est_no(number))


def _record_row(row: Row) -> Row:
    source, key, kvk_number, number, name, trade_name, address, postcode, town, tel, website, email = row
    place: Place = read_address(address, postcode, town)
    ids = source, key, None, hash_of(row)
    return (
        *ids,
        *_names([name, trade_name]),
        *place,
        phone(tel),
        *_domain(website, email),
        kvk(kvk_number),
        est_no(number),
    )


def _domain(website: str | None, email: str | None) -> tuple[str | None, str | None]:
    found = domain(website, email)
    return found, stem(found)


def _names(cells: Iterable[str | None]) -> Row:
    """The columns from `n1` to `is_holding`. First the first name of each cell, then those behind "h.o.d.n."."""
    parts = [split_names(cell) for cell in cells if cell]
    texts = [part[0] for part in parts] + [text for part in parts for text in part[1:]]
    read: list[Name] = [name for text in texts if (name := read_name(text))]
    if not read:
        return None, None, [], [], None, None, None, None
    first = read[0]
    keys = {name.key for name in read}
    second = next((name.key for name in read if name.key != first.key), None)
    words = sorted({word for key in keys for word in key.split()})
    tsort = " ".join(sorted(first.key.split()))
    form = next((name.form for name in read if name.form), None)
    return first.key, second, sorted(keys), words, tsort, first.key.replace(" ", ""), form, _is_holding(read)


def _is_holding(names: list[Name]) -> bool | None:
    """True when every name says so, False when none does. None when they differ: a firm named after its holding."""
    marks = {name.holding for name in names}
    return marks.pop() if len(marks) == 1 else None
