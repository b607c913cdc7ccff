"""What can be wrong with a file before its meaning is known."""

from pathlib import Path

import pytest

from kopgroep.programme import Fault, ProgrammeError, load
from kopgroep.programme.sheets import SHEETS
from kopgroep.programme.yaml_lines import read, read_thoroughly
from tests.programme.conftest import PROGRAMMES, Copy

CHECK = "Check the indent (spaces, no tabs), the colons and the quotes on and just above this line"


def test_missing_file(copy: Copy) -> None:
    (copy.path / "needs.yaml").unlink()
    remedy = "Add needs.yaml; programmes/voorbeeld has a small one to start from"
    assert copy.faults() == [Fault("needs.yaml", "", "missing", remedy)]


def test_missing_text_in_one_language(copy: Copy) -> None:
    (copy.path / "texts/home.en.md").unlink()
    remedy = "Add texts/home.en.md; programmes/voorbeeld has a small one to start from"
    assert copy.faults() == [Fault("texts/home.en.md", "", "missing", remedy)]


@pytest.mark.parametrize("content", ["", "  \n\n", "\ufeff"])
def test_empty_file(copy: Copy, content: str) -> None:
    (copy.path / "needs.yaml").write_text(content, encoding="utf-8")
    remedy = "Fill it, or copy the one of programmes/voorbeeld to start from"
    assert copy.faults() == [Fault("needs.yaml", "", "empty", remedy)]


@pytest.mark.parametrize(("content", "line"), [("# only a comment\n", None), ("- a\n- b\n", 1), ("word\n", 1)])
def test_file_without_keys(copy: Copy, content: str, line: int | None) -> None:
    (copy.path / "needs.yaml").write_text(content, encoding="utf-8")
    assert copy.faults() == [Fault("needs.yaml", "", "has no keys", "Start it with one of: needs", line)]


def test_misspelt_file_is_not_ignored(copy: Copy) -> None:
    (copy.path / "need.yaml").write_text("needs: []\n", encoding="utf-8")
    remedy = (
        "Known files: programme.yaml, area.yaml, money.yaml, themes.yaml, needs.yaml, indicators.yaml, figures.yaml, "
        "results.yaml, ladder.yaml, partners.yaml, services.yaml, instruments.yaml, clocks.yaml, casework.yaml, "
        "sizes.yaml, roles.yaml, "
        "portal.yaml, benchmark.yaml; "
        "did you mean needs.yaml"
    )
    assert copy.faults() == [Fault("need.yaml", "", "no file of a programme", remedy)]


def test_misspelt_text_is_not_ignored(copy: Copy) -> None:
    (copy.path / "texts/home.md").write_text("# Home\n", encoding="utf-8")
    assert copy.faults() == [Fault("texts/home.md", "", "not a text", "Name it NAME.nl.md or NAME.en.md")]


def test_broken_yaml_names_the_line(copy: Copy) -> None:
    (copy.path / "needs.yaml").write_text("needs:\n  - code: a\n\t  name: b\n", encoding="utf-8")
    problem = "not YAML: found character '\\t' that cannot start any token"
    assert copy.faults() == [Fault("needs.yaml", "", problem, CHECK, 3)]


def test_key_that_stands_twice(copy: Copy) -> None:
    copy.edit("clocks.yaml", "  first_intake", "  first_call: 4\n  first_intake")
    assert copy.faults() == [
        Fault("clocks.yaml", "", "key 'first_call' stands here twice; first on line 5", "Keep one of the two", 6)
    ]


def test_alias_is_refused(copy: Copy) -> None:
    (copy.path / "needs.yaml").write_text("needs: &all\n  - *all\n", encoding="utf-8")
    assert copy.faults() == [Fault("needs.yaml", "", "alias *all", "Write the text out in full", 2)]


def test_bare_on_as_key(copy: Copy) -> None:
    (copy.path / "needs.yaml").write_text("needs: []\non: 3\n", encoding="utf-8")
    assert copy.faults() == [Fault("needs.yaml", "", "key on is read as true or false", 'Write it in quotes: "on"', 2)]


def test_day_that_does_not_exist(copy: Copy) -> None:
    copy.edit("programme.yaml", "starts_on: 2022-01-01", "starts_on: 2022-02-30")
    assert copy.faults() == [
        Fault("programme.yaml", "", "'2022-02-30' looks like a date but is none", "Write YYYY-MM-DD", 12)
    ]


def test_file_that_is_not_utf_8(copy: Copy) -> None:
    (copy.path / "needs.yaml").write_bytes(b"needs:\n  - code: caf\xe9\n")
    assert copy.faults() == [Fault("needs.yaml", "", "not UTF-8", "Save the file with encoding UTF-8", 2)]


def test_folder_in_place_of_a_file(copy: Copy) -> None:
    (copy.path / "needs.yaml").unlink()
    (copy.path / "needs.yaml").mkdir()
    assert copy.faults() == [Fault("needs.yaml", "", "cannot be read: Is a directory", "Make it a readable file")]


def test_folder_that_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError) as raised:
        load(tmp_path / "nowhere")
    remedy = "Give the path of a folder that holds programme.yaml"
    assert raised.value.faults == [Fault(str(tmp_path / "nowhere"), "", "no such folder", remedy)]


def test_borders_that_are_not_json(copy: Copy) -> None:
    copy.edit("boundaries.geojson", '"type": "FeatureCollection",', '"type": "FeatureCollection"')
    assert copy.faults() == [
        Fault("boundaries.geojson", "", "not JSON: Expecting ',' delimiter", "Export it again as GeoJSON", 3)
    ]


@pytest.mark.parametrize("content", ["null", "[]", "3"])
def test_borders_that_are_no_object(copy: Copy, content: str) -> None:
    (copy.path / "boundaries.geojson").write_text(content, encoding="utf-8")
    remedy = "Export it again as a GeoJSON FeatureCollection"
    assert copy.faults() == [Fault("boundaries.geojson", "", "no GeoJSON object", remedy)]


def test_border_of_a_strange_municipality(copy: Copy) -> None:
    copy.edit("boundaries.geojson", '"gm_code": "GM9903"', '"gm_code": "GM9909"')
    area, borders = copy.faults()
    assert (area.key, area.problem) == ("municipalities[2].code", "has no border")
    assert (borders.key, borders.problem, borders.remedy) == (
        "features[2].properties.gm_code",
        "border of 'GM9909', which is no municipality of the area",
        "Known municipalities: GM9901, GM9902, GM9903; did you mean GM9903",
    )


def test_line_ends_and_byte_order_mark_of_windows_are_fine(copy: Copy) -> None:
    before = copy.load()
    for name in ("needs.yaml", "texts/home.nl.md"):
        text = (copy.path / name).read_text(encoding="utf-8")
        (copy.path / name).write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    after = copy.load()
    assert after.hash == before.hash
    assert after.texts == before.texts


def test_quick_reader_sees_what_the_thorough_one_sees() -> None:
    files = sorted(PROGRAMMES.glob("*/**/*.yaml"))
    texts = {str(path.relative_to(PROGRAMMES)): path.read_text(encoding="utf-8") for path in files}
    assert len(texts) > 2 * len(SHEETS)
    assert [name for name, text in texts.items() if read(text) != read_thoroughly(text)] == []
