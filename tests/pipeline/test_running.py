"""Steps are made once, resume after a crash, and are made anew when what they rest on changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kopgroep.pipeline.running import LOG, InputMissingError, Line, Run, Step


def numbers(_made: Mapping[str, pa.Table], settings: Mapping[str, Any]) -> pa.Table:
    return pa.table({"n": list(range(settings["upto"]))})


def doubled(made: Mapping[str, pa.Table], _settings: Mapping[str, Any]) -> pa.Table:
    return pa.table({"n": [2 * n for n in made["numbers"]["n"].to_pylist()]})


def steps(upto: int = 3, version: int = 1) -> list[Step]:
    return [
        Step("numbers", numbers, settings={"upto": upto}),
        Step("doubled", doubled, reads=("numbers",), version=version),
    ]


def test_every_step_leaves_its_artefact_and_a_line_in_the_log(tmp_path: Path) -> None:
    told: list[Line] = []
    made = Run(tmp_path, steps(), told.append).go()
    assert pq.read_table(made["doubled"])["n"].to_pylist() == [0, 2, 4]
    assert [(line.step, line.rows, line.reused) for line in told] == [("numbers", 3, False), ("doubled", 3, False)]
    logged = [json.loads(line) for line in (tmp_path / LOG).read_text().splitlines()]
    assert logged == [line.__dict__ for line in told]


def test_what_is_made_is_not_made_again(tmp_path: Path) -> None:
    first, told = Run(tmp_path, steps()).go(), []
    assert Run(tmp_path, steps(), told.append).go() == first
    assert [line.reused for line in told] == [True, True]


@pytest.mark.parametrize(("changed", "reused"), [(steps(upto=4), [False, False]), (steps(version=2), [True, False])])
def test_what_changed_is_made_anew_with_all_that_follows(
    tmp_path: Path, changed: list[Step], reused: list[bool]
) -> None:
    Run(tmp_path, steps()).go()
    told: list[Line] = []
    Run(tmp_path, changed, told.append).go()
    assert [line.reused for line in told] == reused


def test_a_run_that_was_killed_goes_on_at_the_step_that_was_not_finished(tmp_path: Path) -> None:
    def dies(_made: Mapping[str, pa.Table], _settings: Mapping[str, Any]) -> pa.Table:
        raise KeyboardInterrupt

    first, second = steps()
    with pytest.raises(KeyboardInterrupt):
        Run(tmp_path, [first, Step("doubled", dies, reads=("numbers",))]).go()
    told: list[Line] = []
    Run(tmp_path, [first, second], told.append).go()
    assert [line.reused for line in told] == [True, False]
    assert [place.suffix for place in sorted(tmp_path.glob("*/*"))] == [".parquet", ".parquet"]


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (Run(tmp_path / name, steps()).go()["doubled"] for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_a_step_that_reads_what_nobody_makes_is_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputMissingError, match="doubled reads numbers, which no earlier step makes"):
        Run(tmp_path, steps()[1:])
