"""A map of municipalities: paths from GeoJSON, and one of four classes per area."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, floor, log10, radians
from typing import Any

WIDTH = 400
Place = tuple[float, float]
Ring = list[Place]


@dataclass(frozen=True)
class Shape:
    """One municipality in the drawing; ``level`` is 1 to 4, or 0 when there is no figure to show."""

    code: str
    name: str
    value: float | None
    level: int
    path: str
    label_x: float
    label_y: float


@dataclass(frozen=True)
class Map:
    """The drawing: its height at a width of 400, the areas, and the three borders between the classes."""

    height: float
    shapes: list[Shape]
    breaks: list[float]


def rings(geometry: Mapping[str, Any]) -> list[Ring]:
    """The outlines of a GeoJSON polygon or multipolygon, in degrees."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    return [[(point[0], point[1]) for point in ring] for polygon in polygons for ring in polygon]


def crossings(ring: Ring, y: float) -> Iterator[float]:
    """Where a level line cuts an outline."""
    for (ax, ay), (bx, by) in pairwise(ring):
        if (ay > y) != (by > y):
            yield ax + (y - ay) * (bx - ax) / (by - ay)


def label_place(outlines: list[Ring]) -> Place:
    """A place for the name: the middle of the widest stretch inside, of eleven level lines near the middle."""
    low, high = min(y for r in outlines for _, y in r), max(y for r in outlines for _, y in r)
    best, place = -1.0, (0.0, 0.0)
    for step in range(11):
        y = low + (high - low) * (0.25 + 0.05 * step)
        cuts = sorted(x for ring in outlines for x in crossings(ring, y))
        # Near the middle is better than a little wider near the rim.
        weight = 1 - abs(step - 5) * 0.1
        for left, right in zip(cuts[::2], cuts[1::2], strict=False):
            if (right - left) * weight > best:
                best, place = (right - left) * weight, ((left + right) / 2, y)
    return place


def path_of(outlines: list[Ring]) -> str:
    """The outlines as an SVG path."""
    return "".join("M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in ring[:-1]) + "Z" for ring in outlines)


def neat(value: float) -> float:
    """Rounded to two figures, so that a legend reads easily."""
    return round(value, 1 - floor(log10(abs(value)))) if value else 0.0


def breaks_of(values: Sequence[float]) -> list[float]:
    """At most three borders that put about a quarter of the areas in each class, rounded and rising."""
    rows = sorted(values)
    found = {neat(rows[len(rows) * part // 4]) for part in (1, 2, 3)} if rows else set()
    # A border at the lowest value would leave the first class empty.
    return sorted(border for border in found if border > rows[0])


def map_of(boundaries: Mapping[str, Any], values: Mapping[str, float | None], names: Mapping[str, str]) -> Map:
    """Draw the areas of a GeoJSON collection. Codes and names are those of ``names``; north is up."""
    features = [f for f in boundaries["features"] if code_of(f) in names]
    outlines = {code_of(f): rings(f["geometry"]) for f in features}
    points = [point for each in outlines.values() for ring in each for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    # A degree of longitude is shorter here than one of latitude.
    narrowing = cos(radians((south + north) / 2))
    scale = (WIDTH - 4) / ((east - west) * narrowing)
    breaks = breaks_of([v for v in values.values() if v is not None])
    shapes = []
    for code, areas in outlines.items():
        placed = [[(2 + (x - west) * narrowing * scale, 2 + (north - y) * scale) for x, y in ring] for ring in areas]
        x, y = label_place(placed)
        value = values.get(code)
        level = 0 if value is None else 1 + sum(value >= border for border in breaks)
        shapes.append(Shape(code, names[code], value, level, path_of(placed), round(x, 1), round(y, 1)))
    return Map(height=round((north - south) * scale + 4, 1), shapes=shapes, breaks=breaks)


def code_of(feature: Mapping[str, Any]) -> str:
    """The code of a municipality in a GeoJSON feature."""
    properties = feature["properties"]
    return str(properties["gm_code"])
