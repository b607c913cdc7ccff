"""JSON Schema of the files of a programme, with which an editor helps while typing."""

import json
from pathlib import Path
from typing import Any

from kopgroep.programme.sheets import SERIES, SHEETS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """A schema per file, by the name of the schema file: ``themes.schema.json`` for themes.yaml.

    Of a folder with one file per item all files have the same one: ``scans.schema.json``.
    """
    models = {name.removesuffix(".yaml"): model for name, model in (SHEETS | SERIES).items()}
    return {f"{name}.schema.json": {"$schema": DIALECT, **model.model_json_schema()} for name, model in models.items()}


def as_text(schema: object) -> str:
    """A schema, or several, as it is written to a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder, which is made when it is not there. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, schema in schemas().items():
        path = folder / name
        path.write_text(as_text(schema), encoding="utf-8")
        paths.append(path)
    return paths
