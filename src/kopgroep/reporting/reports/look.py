"""How our charts look: ink, moss and heather on white, thin lines, words instead of boxes."""

from typing import Any

INK, STONE, LINE, TRACK = "#1f231c", "#595b50", "#ded8ca", "#d9d3c4"
MOSS, HEATHER, RED = "#2d5430", "#74467e", "#9c2d1c"
RAMP = ("#edf2e7", "#c6d7bc", "#8cae81", "#3a683b")
"""From little to much, as on the maps of the pages."""
FACE = "Noto Sans"

LOOK: dict[str, Any] = {
    "background": "#ffffff",
    "font": FACE,
    "padding": 4,
    "view": {"stroke": None},
    "axis": {
        "domain": False,
        "ticks": False,
        "grid": False,
        "labelColor": INK,
        "labelFontSize": 12,
        "labelPadding": 6,
        "labelLimit": 260,
        "titleColor": STONE,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "titlePadding": 8,
    },
    "axisQuantitative": {"grid": True, "gridColor": LINE, "labelColor": STONE, "tickCount": 5},
    "legend": {
        "orient": "top",
        "direction": "horizontal",
        "title": None,
        "labelColor": INK,
        "labelFontSize": 12,
        "labelLimit": 260,
        "titleColor": STONE,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
        "symbolSize": 110,
    },
    "header": {"labelColor": INK, "labelFontSize": 12, "titleColor": STONE, "titleFontWeight": "normal"},
    "title": {"anchor": "start", "color": INK, "fontSize": 13, "fontWeight": "bold"},
    "range": {"category": [MOSS, HEATHER, "#8a7f5c", "#8cae81", "#c39bcb"], "ramp": RAMP, "heatmap": RAMP},
    "bar": {"color": MOSS},
    "line": {"color": MOSS, "strokeWidth": 2},
    "area": {"color": MOSS, "opacity": 0.18},
    "point": {"color": MOSS, "filled": True, "size": 55},
    "rule": {"color": STONE},
    "tick": {"color": HEATHER, "thickness": 2.5},
    "text": {"color": INK, "fontSize": 12},
    "geoshape": {"stroke": "#656a5c", "strokeWidth": 0.7},
}
"""Configuration for Vega-Lite, under what a drawing says itself."""
