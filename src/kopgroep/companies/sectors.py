"""What the section letters of the activity codes (SBI) stand for."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "sbi_sections.csv"


@cache
def sector_titles() -> dict[str, str]:
    """Dutch title of every section by scheme and letter, such as ``2008-C``; a letter differs between schemes."""
    with DATA.open(encoding="utf-8", newline="") as file:
        return {f"{row['scheme']}-{row['section']}": row["title_nl"] for row in csv.DictReader(file)}


def sector_title(scheme: str, section: str) -> str:
    """The title of one section; empty for a letter that the scheme does not have."""
    return sector_titles().get(f"{scheme}-{section}", "")
