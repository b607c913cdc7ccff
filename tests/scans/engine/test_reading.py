"""A definition that is kept for ever."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from kopgroep.programme import Programme, load
from kopgroep.scans.engine.reading import as_text, definition_of, hash_of, read
from tests.scans.engine.small import choice, count, gates, growth, item, mean, number, on, scan_of

ROOT = Path(__file__).resolve().parents[3]
PROGRAMMES = sorted(file.parent for file in (ROOT / "programmes").glob("*/programme.yaml"))

SCAN = scan_of(
    [item("a", retired_on=date(2023, 5, 15)), choice("b", [0, 1]), number("c", [(1, 0.5)]), number("d")],
    mean("m", {"a": 1, "b": 2}),
    count("n", {"b": 1}),
    growth("g", "c", "d", 3),
    gates("p", [on("b", "o1")]),
)


def test_definition_reads_back_as_it_was() -> None:
    assert read(as_text(SCAN)) == SCAN
    assert read(json.loads(json.dumps(definition_of(SCAN)))) == SCAN


def test_text_and_hash_are_the_same_each_time() -> None:
    again = read(as_text(SCAN))
    assert as_text(again) == as_text(SCAN)
    assert hash_of(again) == hash_of(SCAN)
    assert len(hash_of(SCAN)) == 64


def test_order_of_keys_changes_neither_text_nor_hash() -> None:
    turned = scan_of([item("b"), item("a")], mean("m", {"b": 2, "a": 1}))
    straight = scan_of([item("b"), item("a")], mean("m", {"a": 1, "b": 2}))
    assert (as_text(turned), hash_of(turned)) == (as_text(straight), hash_of(straight))


def test_word_or_weight_changes_the_hash() -> None:
    one = scan_of([item("a"), item("b")], mean("m", {"a": 1, "b": 1}))
    other_weight = scan_of([item("a"), item("b")], mean("m", {"a": 2, "b": 1}))
    other_order = scan_of([item("b"), item("a")], mean("m", {"a": 1, "b": 1}))
    assert len({hash_of(scan) for scan in (one, other_weight, other_order)}) == 3


def test_defaults_are_left_out_so_that_a_new_key_changes_no_hash() -> None:
    assert definition_of(SCAN)["sections"][0]["items"][3] == {
        "code": "d",
        "ask": {"nl": "d", "en": "d (en)"},
        "kind": "number",
    }


@pytest.fixture(scope="module", params=PROGRAMMES, ids=lambda path: path.name)
def programme(request: pytest.FixtureRequest) -> Programme:
    """Each programme of the project."""
    return load(request.param)


def test_every_scan_of_a_programme_reads_back(programme: Programme) -> None:
    for scan in programme.scans:
        assert read(as_text(scan)) == scan
        assert hash_of(read(as_text(scan))) == hash_of(scan)


def test_engine_loads_no_django() -> None:
    code = "import sys, kopgroep.scans.engine.stepping, kopgroep.scans.engine.reading; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={"PYTHONPATH": "src"}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"
