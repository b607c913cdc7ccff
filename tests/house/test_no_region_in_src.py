"""No region's name or code lives in the code: a second region is a second folder, and no code."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROGRAMMES = sorted(p.parent for p in (ROOT / "programmes").glob("*/programme.yaml"))
TEXT = {".py", ".html", ".txt", ".po", ".css", ".js", ".svg", ".sql", ".md"}


def names_of(folder: Path) -> set[str]:
    """The folder's own name and the codes and names of its municipalities.

    The name of an invented folder may be an ordinary word, and the code may point people to it as an example.
    """
    invented = yaml.safe_load((folder / "programme.yaml").read_text())["fictional"]
    names = set() if invented else {folder.name}
    for file in folder.glob("*.yaml"):
        for row in municipalities_in(yaml.safe_load(file.read_text())):
            names |= {str(row.get("code", "")), str(row.get("name", ""))}
    return {name for name in names if len(name) > 3}


def municipalities_in(data: object) -> list[dict[str, object]]:
    """Every row of every list called ``municipalities``, however deep."""
    if isinstance(data, dict):
        here = data.get("municipalities")
        rows = [row for row in here if isinstance(row, dict)] if isinstance(here, list) else []
        return rows + [row for value in data.values() for row in municipalities_in(value)]
    return []


def test_programmes_are_there() -> None:
    assert len(PROGRAMMES) >= 2


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda p: p.name)
def test_src_names_no_region(folder: Path) -> None:
    names = names_of(folder)
    assert len(names) > 1, "no municipality was found: this test would search for nothing"
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names))) + r")\b", re.IGNORECASE)
    hits = [
        f"{file.relative_to(ROOT)}:{number}: {found.group()}"
        for file in sorted((ROOT / "src").rglob("*"))
        if file.suffix in TEXT and "vendor" not in file.parts
        for number, line in enumerate(file.read_text().splitlines(), start=1)
        if (found := pattern.search(line))
    ]
    assert hits == []
