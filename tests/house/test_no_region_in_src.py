"""No region's name or code lives in the code: a second region is a second folder, and no code."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROGRAMMES = {file.parent: yaml.safe_load(file.read_text()) for file in (ROOT / "programmes").glob("*/programme.yaml")}
REAL = sorted(folder for folder, programme in PROGRAMMES.items() if not programme["fictional"])
# Data files are left out: a list of all municipalities of the country names every region alike.
TEXT = {".py", ".html", ".txt", ".po", ".css", ".js", ".svg", ".sql", ".md"}


def names_of(folder: Path) -> set[str]:
    """What only this region is called: its folder, programme, provinces and municipalities, and their codes."""
    programme = PROGRAMMES[folder]
    municipalities = yaml.safe_load((folder / "area.yaml").read_text())["municipalities"]
    names = {folder.name, programme["code"], *programme["name"].values()}
    return names | {row[key] for row in municipalities for key in ("code", "name", "province")}


def test_there_is_a_real_and_an_invented_programme() -> None:
    assert 0 < len(REAL) < len(PROGRAMMES)


@pytest.mark.parametrize("folder", REAL, ids=lambda folder: folder.name)
def test_src_names_no_region(folder: Path) -> None:
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, sorted(names_of(folder)))) + r")\b", re.IGNORECASE)
    hits = [
        f"{file.relative_to(ROOT)}:{number}: {found.group()}"
        for file in sorted((ROOT / "src").rglob("*"))
        if file.suffix in TEXT and "vendor" not in file.parts
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := pattern.search(line))
    ]
    assert hits == []
