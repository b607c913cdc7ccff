"""Drawings as Vega-Lite: plain data with its marks. How they look beyond that is said once, in ``look``."""

from collections.abc import Mapping, Sequence
from math import cos, radians
from typing import Any

from kopgroep.reporting.reports.look import HEATHER, INK, MOSS, RAMP, TRACK

Spec = dict[str, Any]
Row = Mapping[str, Any]
WIDTH = 300
"""Of the bars, without names before and words behind them."""
STEP = 30
"""Height of a row with its room."""
EDGE = 1.2
"""Where the drawing of a target ends, as a part of the target."""


def _rows(rows: Sequence[Row]) -> Spec:
    return {"values": [{"order": at, **row} for at, row in enumerate(rows)]}


def _names(axis: Mapping[str, Any] | None = None) -> Spec:
    """The names at the left, in the order of the rows."""
    labels: Spec = {"title": None, "labelLimit": 230, **(axis or {})}
    return {"field": "name", "type": "nominal", "sort": {"field": "order"}, "axis": labels}


def bullets(rows: Sequence[Row]) -> Spec:
    """A row per target: what was reached as a part of it, where it should be, and where it may end.

    Each row has ``name``, ``share``, ``expected``, ``low`` and ``high`` (parts of the target), ``label`` and ``good``.
    """
    share = {"type": "quantitative", "scale": {"domain": [0, EDGE], "clamp": True}}
    axis = {"title": None, "format": ".0%", "values": [0, 0.25, 0.5, 0.75, 1]}
    base: Spec = {"y": _names()}

    def x(field: str) -> Spec:
        return {"field": field, **share, "axis": axis}

    def mark(kind: Spec, encoding: Spec) -> Spec:
        return {"mark": kind, "encoding": {**base, **encoding}}

    colour = {"condition": {"test": "datum.good", "value": MOSS}, "value": HEATHER}
    past = {"text": {"field": "label"}, "x": {"value": WIDTH + 10}}
    return {
        "data": _rows([{"whole": 1, **row} for row in rows]),
        "width": WIDTH,
        "height": {"step": STEP},
        "layer": [
            mark({"type": "bar", "height": 14, "color": TRACK}, {"x": x("whole")}),
            mark({"type": "bar", "height": 8}, {"x": x("share"), "color": colour}),
            mark({"type": "rule", "yOffset": 11, "strokeWidth": 2}, {"x": x("low"), "x2": {"field": "high"}}),
            mark({"type": "tick", "color": INK, "thickness": 2.5, "size": 20}, {"x": x("expected")}),
            mark({"type": "text", "align": "left"}, past),
        ],
    }


def bars(rows: Sequence[Row], *, of_share: bool = True, of_all: bool = False) -> Spec:
    """A bar per row, with its interval when it has one. Each row has ``name``, ``value`` and ``label``.

    ``of_all`` draws shares up to 100 %; else the axis ends where the longest does.
    """
    axis: Spec = {"title": None, "format": ".0%" if of_share else ",.0f", "tickCount": 5}
    if of_all:
        axis["values"] = [0, 0.25, 0.5, 0.75, 1]
    value: Spec = {"type": "quantitative", "axis": axis}
    behind = max((row.get("high") or row["value"] or 0 for row in rows), default=0)
    layers: list[Spec] = [
        {"mark": {"type": "bar", "height": 14}, "encoding": {"x": {"field": "value", **value}}},
        {
            "mark": {"type": "text", "align": "left", "dx": 8},
            "encoding": {"x": {"field": "end", **value}, "text": {"field": "label"}},
        },
    ]
    if any("low" in row for row in rows):
        whisker = {"x": {"field": "low", **value}, "x2": {"field": "high"}}
        # A line shows on a light bar only.
        layers[0]["mark"]["color"] = RAMP[2]
        layers.insert(1, {"mark": {"type": "rule", "color": INK, "strokeWidth": 2}, "encoding": whisker})
    filled = [{**row, "end": row.get("high", row["value"])} for row in rows]
    value["scale"] = {"domain": [0, 1.35 if of_all else float(behind) * 1.35 or 1]}
    return {
        "data": _rows(filled),
        "width": WIDTH,
        "height": {"step": STEP - 2},
        "encoding": {"y": _names()},
        "layer": layers,
    }


def growth(points: Sequence[Row]) -> Spec:
    """A small drawing per target: what was reached at the end of each quarter, and the line that was expected.

    Each point has ``name``, ``at`` (the quarter), ``value`` and ``expected``.
    """
    quarters = list(dict.fromkeys(point["at"] for point in points))
    ends = [at for at in quarters if at.endswith("4")] or quarters[-1:]
    labels = {"title": None, "values": ends, "labelExpr": "substring(datum.label, 0, 4)", "labelAngle": 0}
    x = {"field": "at", "type": "ordinal", "sort": quarters, "axis": labels}
    y = {"type": "quantitative", "axis": {"title": None, "tickCount": 3, "format": "d"}}
    line = {"type": "line", "color": INK, "strokeDash": [4, 3], "strokeWidth": 1.5}
    return {
        "data": _rows(points),
        "facet": {
            "field": "name",
            "type": "nominal",
            "sort": {"field": "order", "op": "min"},
            "title": None,
            "header": {"labelAnchor": "start", "labelFontSize": 12, "labelLimit": 200},
        },
        "columns": 3,
        "spacing": {"row": 18, "column": 22},
        "resolve": {"scale": {"y": "independent"}},
        "spec": {
            "width": 150,
            "height": 70,
            "encoding": {"x": x},
            "layer": [
                {"mark": {"type": "bar", "color": RAMP[2]}, "encoding": {"y": {"field": "value", **y}}},
                {"mark": line, "encoding": {"y": {"field": "expected", **y}}},
            ],
        },
    }


def municipality_map(borders: Mapping[str, Any], rows: Mapping[str, Row], steps: Sequence[float], title: str) -> Spec:
    """Every municipality in the colour of its class, with its name and value in words.

    ``rows`` holds ``name``, ``value`` (None to hide it), ``label`` and the ``lat`` and ``lon`` of its words, by code.
    """
    flat = cos(radians(_middle([row["lat"] for row in rows.values()])))
    shapes = [
        {
            "type": "Feature",
            "geometry": _flattened(feature["geometry"], flat),
            "value": rows[code]["value"],
        }
        for feature in borders["features"]
        if (code := feature["properties"]["gm_code"]) in rows
    ]
    words = [
        {"x": row["lon"] * flat, "y": row["lat"], "name": row["name"], "label": row["label"], "dark": row["dark"]}
        for row in rows.values()
    ]
    size = {"width": 320, "height": 357}
    place = {"longitude": {"field": "x", "type": "quantitative"}, "latitude": {"field": "y", "type": "quantitative"}}
    ink = {"condition": {"test": "datum.dark", "value": "#ffffff"}, "value": INK}
    colour = {
        "condition": {
            "test": "isValid(datum.value)",
            "field": "value",
            "type": "quantitative",
            "scale": {"type": "threshold", "domain": list(steps), "range": list(RAMP[: len(steps) + 1])},
            "legend": {"title": title, "orient": "bottom", "titleLimit": 460},
        },
        "value": "#ffffff",
    }
    projection = {"type": "identity", "reflectY": True}
    return {
        **size,
        "projection": projection,
        "layer": [
            {
                "data": {"values": shapes},
                "mark": {"type": "geoshape"},
                "encoding": {"color": colour},
            },
            {
                "data": {"values": words},
                "mark": {"type": "text", "dy": -6, "fontSize": 9},
                "encoding": {**place, "text": {"field": "name"}, "color": ink},
            },
            {
                "data": {"values": words},
                "mark": {"type": "text", "dy": 6, "fontWeight": "bold", "fontSize": 10},
                "encoding": {**place, "text": {"field": "label"}, "color": ink},
            },
        ],
    }


def _middle(values: Sequence[float]) -> float:
    return (min(values) + max(values)) / 2


def _flattened(geometry: Mapping[str, Any], flat: float) -> Spec:
    """Degrees drawn on a plane: a degree to the east is shorter here than one to the north."""

    def squeezed(node: Any) -> Any:
        if isinstance(node[0], int | float):
            return [round(node[0] * flat, 5), round(node[1], 5)]
        return [squeezed(each) for each in node]

    return {"type": geometry["type"], "coordinates": squeezed(geometry["coordinates"])}
