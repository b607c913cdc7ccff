"""Whatever stands at whatever place: the folder loads, or is refused with faults that can be mended."""

import copy as copying
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.programme import Fault, ProgrammeError
from kopgroep.programme.loading import build
from kopgroep.programme.reading import Folder, read_folder
from kopgroep.programme.yaml_lines import KeyPath, Marked, key_of

SOUND = read_folder(Path(__file__).resolve().parents[2] / "programmes" / "voorbeeld")


def _places(data: Any, path: KeyPath = ()) -> list[KeyPath]:
    below = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(place for key, value in below for place in _places(value, (*path, key)))]


PLACES = [(name, path) for name in sorted(SOUND.sheets) for path in _places(SOUND.sheets[name].data) if path]
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.datetimes()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))


def _replaced(data: Any, path: KeyPath, value: Any) -> Any:
    changed = copying.deepcopy(data)
    holder = changed
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return changed


def _with(name: str, path: KeyPath, value: Any) -> Folder:
    sheets = dict(SOUND.sheets)
    sheets[name] = Marked(_replaced(sheets[name].data, path, value), sheets[name].lines)
    return Folder(SOUND.path, sheets, SOUND.boundaries, SOUND.texts)


def _faults(folder: Folder) -> list[Fault]:
    try:
        build(folder)
    except ProgrammeError as error:
        return error.faults
    return []


@settings(max_examples=400, deadline=None)
@given(place=st.sampled_from(PLACES), value=VALUES)
def test_any_value_at_any_place_loads_or_is_refused_with_a_remedy(place: tuple[str, KeyPath], value: Any) -> None:
    faults = _faults(_with(*place, value))
    # A text has no keys: what is wrong in one stands on a line.
    placed = [bool(fault.file and (fault.key or fault.line) and fault.problem and fault.remedy) for fault in faults]
    assert placed == [True] * len(faults)
    assert sorted({str(fault) for fault in faults}) == sorted(str(fault) for fault in faults)


BORDER_PLACES = [path for path in _places(SOUND.boundaries) if path]


@settings(max_examples=200, deadline=None)
@given(path=st.sampled_from(BORDER_PLACES), value=VALUES)
def test_any_value_in_the_borders_loads_or_is_refused_with_a_remedy(path: KeyPath, value: Any) -> None:
    folder = _with("area.yaml", ("reference",), SOUND.sheets["area.yaml"].data["reference"])
    folder.boundaries = _replaced(SOUND.boundaries, path, value)
    faults = _faults(folder)
    assert [fault for fault in faults if not (fault.file and fault.key and fault.problem and fault.remedy)] == []


@given(st.lists(st.sampled_from(["themes", "name", "a-b", 0, 7, 2023]), max_size=5).map(tuple))
def test_key_reads_as_people_write_it(path: KeyPath) -> None:
    key = key_of(path)
    assert key.replace("[", ".[").removeprefix(".").split(".") == (
        [f"[{step}]" if isinstance(step, int) else step for step in path] or [""]
    )
