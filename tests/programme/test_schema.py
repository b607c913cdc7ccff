"""The JSON Schema with which editors help."""

import json
from pathlib import Path

from django.core.management import call_command

from kopgroep.programme.schema import as_text, schemas, write_schemas
from kopgroep.programme.sheets import SERIES, SHEETS
from tests.programme.conftest import PROGRAMMES

COMMITTED = PROGRAMMES.parent / "docs" / "reference" / "programme-schema"


def test_committed_schemas_are_those_of_the_code() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in COMMITTED.iterdir()}
    assert committed == {name: as_text(schema) for name, schema in schemas().items()}


def test_schema_refuses_unknown_keys_and_knows_every_key() -> None:
    schema = schemas()["indicators.schema.json"]
    indicator = schema["$defs"]["Indicator"]
    assert indicator["additionalProperties"] is False
    assert sorted(indicator["required"]) == [
        "code", "description", "line", "name", "period", "rule", "source", "value", "where",
    ]  # fmt: skip


def test_every_file_of_a_programme_has_a_schema(tmp_path: Path) -> None:
    written = write_schemas(tmp_path / "made" / "here")
    models = {name.removesuffix(".yaml"): model for name, model in (SHEETS | SERIES).items()}
    assert [path.name for path in written] == [f"{name}.schema.json" for name in models]
    assert [json.loads(path.read_text())["title"] for path in written] == [m.__name__ for m in models.values()]


def test_schema_command_writes_the_same(tmp_path: Path) -> None:
    call_command("programme", "schema", "--out", str(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(schemas())


def test_every_file_of_the_shipped_programmes_names_its_schema() -> None:
    for folder in ("drenthe", "voorbeeld"):
        for name in SHEETS:
            first = (PROGRAMMES / folder / name).read_text(encoding="utf-8").splitlines()[0]
            schema = name.replace(".yaml", ".schema.json")
            assert first == f"# yaml-language-server: $schema=../../docs/reference/programme-schema/{schema}"
        for series in SERIES:
            expected = f"# yaml-language-server: $schema=../../../docs/reference/programme-schema/{series}.schema.json"
            firsts = {
                path.name: path.read_text(encoding="utf-8").splitlines()[0]
                for path in (PROGRAMMES / folder / series).glob("*.yaml")
            }
            assert firsts == dict.fromkeys(firsts, expected)
