"""By night a page has other colours and nothing else: so the browser tests look there at colours alone."""

import re
from pathlib import Path

STYLES = Path(__file__).resolve().parents[2] / "src"
NIGHT = re.compile(r"@media[^{]*prefers-color-scheme:\s*dark[^{]*\{")
DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;{}]+);")
COLOUR = re.compile(r"#[0-9a-f]{3,8}|var\(--[\w-]+\)")
COLOURED = {"fill", "stroke", "color", "background", "background-color", "border-color", "outline-color"}


def of_the_night(text: str) -> list[tuple[str, str]]:
    """The declarations that hold by night only, as (property, value)."""
    found = []
    for begin in NIGHT.finditer(text):
        depth, end = 1, begin.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        found += DECLARATION.findall(text[begin.end() : end])
    return found


def test_night_changes_colours_only() -> None:
    sheets = [path for path in STYLES.rglob("*.css") if "vendor" not in path.parts]
    declarations = [(path.name, *one) for path in sheets for one in of_the_night(path.read_text(encoding="utf-8"))]
    assert "tokens.css" in {name for name, _, _ in declarations}
    strange = [
        one
        for one in declarations
        if not ((one[1].startswith("--") or one[1] in COLOURED) and COLOUR.fullmatch(one[2].strip()))
    ]
    assert strange == []


def test_what_is_more_than_a_colour_is_found() -> None:
    night = "@media screen and (prefers-color-scheme: dark) { :root { --ink: #fff; } .x { display: none; } }"
    assert of_the_night(f"a {{ b: c; }} {night} d {{ e: f; }}") == [("--ink", "#fff"), ("display", "none")]
