"""The map of the area: every municipality has its border, and lies where its point says."""

from collections.abc import Iterator
from typing import Any

from kopgroep.programme.faults import known
from kopgroep.programme.reading import Folder
from kopgroep.programme.references import codes as codes_of
from kopgroep.programme.sheets import BOUNDARIES

SHAPES = ("Polygon", "MultiPolygon")
Point = tuple[float, float]
Borders = dict[str, list[Point] | None]
"""The points of each border by code; None when the border is no area."""


def check_borders(folder: Folder) -> None:
    """Municipalities without border, borders without municipality, points outside their border."""
    if folder.boundaries is None or "area.yaml" not in folder.sheets:
        return
    features = folder.boundaries.get("features")
    if not isinstance(features, list):
        folder.blame(BOUNDARIES, "no GeoJSON FeatureCollection", 'Give it "features": a list', key="features")
        return
    codes = codes_of(folder, "municipalities")
    borders: Borders = {}
    for index, feature in enumerate(features):
        _check_feature(folder, f"features[{index}]", feature, codes, borders)
    for path, place in folder.find("area.yaml", "municipalities.*"):
        if not isinstance(place, dict) or not isinstance(place.get("code"), str):
            continue
        if place["code"] not in borders:
            remedy = f"Add a feature with properties.gm_code {place['code']} to {BOUNDARIES}"
            folder.blame_at("area.yaml", (*path, "code"), "has no border", remedy)
        else:
            _check_point(folder, path, place, borders[place["code"]])


def _check_feature(folder: Folder, key: str, feature: Any, codes: list[str], borders: Borders) -> None:
    code = _below(_below(feature, "properties"), "gm_code")
    geometry = _below(feature, "geometry")
    coordinates = _below(geometry, "coordinates")
    if code not in codes:
        problem = f"border of {code!r}, which is no municipality of the area"
        remedy = known(code, codes, "municipalities")
        folder.blame(BOUNDARIES, problem, remedy, key=f"{key}.properties.gm_code")
    elif code in borders:
        folder.blame(BOUNDARIES, f"second border of {code}", "Merge the two", key=f"{key}.properties.gm_code")
    elif _below(geometry, "type") not in SHAPES or not list(_points(coordinates)):
        remedy = f"Give it the points of a {' or '.join(SHAPES)}"
        folder.blame(BOUNDARIES, f"border of {code} is no area", remedy, key=f"{key}.geometry")
        borders[code] = None
    else:
        borders[code] = list(_points(coordinates))


def _below(value: Any, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _points(coordinates: Any) -> Iterator[Point]:
    if not isinstance(coordinates, list):
        return
    if len(coordinates) >= 2 and all(isinstance(number, int | float) for number in coordinates):
        yield coordinates[0], coordinates[1]
        return
    for part in coordinates:
        yield from _points(part)


def _check_point(
    folder: Folder, path: tuple[str | int, ...], place: dict[str, Any], border: list[Point] | None
) -> None:
    lat, lon = place.get("lat"), place.get("lon")
    if not border or not isinstance(lat, int | float) or not isinstance(lon, int | float):
        return
    longitudes, latitudes = zip(*border, strict=True)
    inside = min(longitudes) <= lon <= max(longitudes) and min(latitudes) <= lat <= max(latitudes)
    if not inside:
        remedy = "Give lat (north) and lon (east) of a point inside; perhaps the two are swapped"
        folder.blame_at("area.yaml", (*path, "lat"), f"point {lat}, {lon} lies outside the border", remedy)
