"""Text has at least 4.5 to 1 on every ground of the theme, lines and marks at least 3 to 1, light and dark."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = (Path(settings.ROOT) / "src/kopgroep/config/static/css/tokens.css").read_text()
DOCUMENT, SAND, DEEP = (f"basis-color-default-bg-{name}" for name in ("document", "subtle", "default"))
INK, STONE = "basis-color-default-color-document", "basis-color-default-color-subtle"
MOSS, HEATHER, RED = (f"basis-color-{name}-color-default" for name in ("action-1", "accent-1", "negative"))
SOFT = [f"basis-color-{name}-bg-subtle" for name in ("action-1", "accent-1", "negative")]
FILL = "basis-color-action-1-bg-default"

TEXT = [
    *((word, ground) for word in (INK, STONE, MOSS, HEATHER, RED) for ground in (DOCUMENT, SAND, DEEP)),
    *((word, ground) for word in (INK, MOSS) for ground in SOFT),
    (RED, SOFT[2]),
    (HEATHER, SOFT[1]),
    ("basis-color-action-1-inverse-color-default", FILL),
    ("basis-color-action-1-inverse-color-default", "basis-color-action-1-bg-hover"),
    *(("kg-map-ink", f"kg-map-{level}") for level in (1, 2, 3)),
    ("kg-map-ink-4", "kg-map-4"),
    (INK, "kg-track"),
]
MARKS = [
    *((line, ground) for line in ("basis-color-default-border-default", FILL) for ground in (DOCUMENT, SAND)),
    *((f"basis-color-{name}-bg-default", DOCUMENT) for name in ("accent-1", "negative")),
    (FILL, "kg-track"),
    *(("kg-map-line", ground) for ground in (DOCUMENT, "kg-map-1")),
]


def colours(dark: bool) -> dict[str, str]:
    """The colours of the theme by the name of their token; those of the dark theme lie over the light ones."""
    light, _, rest = TOKENS.partition("@media screen and (prefers-color-scheme: dark)")
    text = light + (rest.partition("\n}\n")[0] if dark else "")
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", text))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_twenty_one() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21


def test_the_dark_theme_changes_every_colour_of_the_light_one() -> None:
    assert [name for name in colours(False) if colours(False)[name] == colours(True)[name]] == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (MARKS, 3.0)], ids=["text", "marks"])
def test_contrast_is_enough(pairs: list[tuple[str, str]], least: float, dark: bool) -> None:
    theme = colours(dark)
    found = {pair: round(contrast(theme[pair[0]], theme[pair[1]]), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in found.items() if ratio < least} == {}
