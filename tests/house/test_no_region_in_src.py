"""No region's name or code lives in the code: a second region is a second folder, and no code."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
PROGRAMMES = sorted(file.parent for file in (ROOT / "programmes").glob("*/programme.yaml"))
# Data files are left out: a list of all municipalities of the country names every region alike.
TEXT = {".py", ".html", ".txt", ".po", ".css", ".js", ".svg", ".sql", ".md"}


def names_of(folder: Path) -> set[str]:
    """What only this region is called: its folder, programme, provinces and municipalities, and their codes.

    An invented folder may be called by an ordinary word, and the code may point to it as an example.
    """
    programme = yaml.safe_load((folder / "programme.yaml").read_text())
    municipalities = yaml.safe_load((folder / "area.yaml").read_text())["municipalities"]
    names = {*programme["name"].values()}
    if not programme["fictional"]:
        names |= {folder.name, programme["code"]}
    names |= {row[key] for row in municipalities for key in ("code", "name", "province")}
    return names


def test_there_is_more_than_one_programme() -> None:
    assert len(PROGRAMMES) >= 2


@pytest.mark.parametrize("folder", PROGRAMMES, ids=lambda folder: folder.name)
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
