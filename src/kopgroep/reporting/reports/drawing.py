"""Charts: a Vega-Lite specification in, a picture out. The only module that knows vl-convert.

The same specification gives the same bytes on any day and any machine: the face is ours, numbers are written in the
language asked, and nothing is fetched. Pictures are kept per process, because four forms draw the same charts.
"""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Literal
from xml.etree import ElementTree

import vl_convert

from kopgroep.base.dates import written_in
from kopgroep.reporting.reports.look import LOOK
from kopgroep.reporting.typesetting import PAPER

VEGA_LITE = "6.4"
LOCALES: dict[str, Literal["nl-NL", "en-GB"]] = {"nl": "nl-NL", "en": "en-GB"}
SVG = "http://www.w3.org/2000/svg"
FETCHING = ("url", "href")
"""Keys under which a specification could name an address."""
KEPT = 64

Spec = Mapping[str, Any]


class UndrawableError(Exception):
    """A specification that would fetch something, or whose picture would differ from one machine to the next."""


def as_svg(spec: Spec, *, language: str = "nl") -> str:
    """The drawing as SVG without styles, scripts or roles: whoever places it says what it shows.

    Raises UndrawableError for a specification that names an address, or has an axis of local time.
    """
    _check(spec)
    return _svg(json.dumps(spec, sort_keys=True, ensure_ascii=False), written_in(language))


def as_png(spec: Spec, *, scale: float = 2, language: str = "nl") -> bytes:
    """The drawing as a PNG, ``scale`` dots for each unit of the drawing. Raises as ``as_svg`` does."""
    return _png(as_svg(spec, language=language), scale)


def size_of(svg: str) -> tuple[float, float]:
    """Width and height of a drawing, in its own units (96 to the inch)."""
    root = ElementTree.fromstring(svg)  # noqa: S314  (our own drawing, no stranger's)
    return float(root.attrib["width"]), float(root.attrib["height"])


@lru_cache(maxsize=KEPT)
def _svg(spec: str, language: str) -> str:
    _fonts()
    locale = LOCALES[language]
    drawn = vl_convert.vegalite_to_svg(
        spec,
        vl_version=VEGA_LITE,
        config=LOOK,
        allowed_base_urls=[],
        format_locale=locale,
        time_format_locale=locale,
    )
    return _tidy(drawn)


@lru_cache(maxsize=KEPT)
def _png(svg: str, scale: float) -> bytes:
    _fonts()
    return vl_convert.svg_to_png(svg, scale=scale)


@cache
def _fonts() -> None:
    vl_convert.register_font_directory(str(PAPER / "fonts"))


def _tidy(svg: str) -> str:
    """Without roles, labels and empty paths, and with names that do not depend on what was drawn before."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314  (our own drawing, no stranger's)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.get("display") == "none":
                parent.remove(child)
        for key in [
            key for key in parent.attrib if key == "role" or key.startswith("aria-") or key == "pointer-events"
        ]:
            del parent.attrib[key]
    text = ElementTree.tostring(root, encoding="unicode")
    for number, name in enumerate(dict.fromkeys(re.findall(r' id="([^"]+)"', text)), start=1):
        text = text.replace(f'id="{name}"', f'id="part-{number}"').replace(f"url(#{name})", f"url(#part-{number})")
    return text


def _check(spec: Any) -> None:
    for key, value in _keys(spec):
        if key in FETCHING and isinstance(value, str):
            raise UndrawableError(f"The drawing names an address ({key}: {value}); put its data inside.")
    for each in _channels(spec):
        scale, unit = each.get("scale"), str(each.get("timeUnit", ""))
        if not (isinstance(scale, Mapping) and scale.get("type") == "utc") and not unit.startswith("utc"):
            raise UndrawableError('An axis of time needs "scale": {"type": "utc"}, or it differs between time zones.')


def _keys(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, except inside the data, where keys are names of columns."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            yield key, value
            if key != "values":
                yield from _keys(value)
    elif isinstance(node, list | tuple):
        for each in node:
            yield from _keys(each)


def _channels(spec: Any) -> Iterator[Mapping[str, Any]]:
    for key, value in (("", spec), *_keys(spec)):
        if key != "values" and isinstance(value, Mapping) and value.get("type") == "temporal":
            yield value
