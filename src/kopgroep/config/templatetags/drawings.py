"""The parts that draw figures: bars, bullets, columns and the map."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.dates import hours
from kopgroep.base.money import amount
from kopgroep.config.drawing.bars import Bar, Bullet
from kopgroep.config.drawing.columns import Point, columns_of
from kopgroep.config.drawing.maps import map_of
from kopgroep.config.drawing.profile import NARROW, WIDE, Dimension, profile_of
from kopgroep.config.drawing.quartiles import Spread, quartiles_of
from kopgroep.config.templatetags.parts import SHAPES, known

register = template.Library()
Context = dict[str, Any]


def if_known(value: Any) -> float | None:
    """The figure; None for the empty text that a template puts in place of what is missing."""
    return None if value == "" else value


@register.inclusion_tag("parts/bar.html")
def bar(label: str, used: float, whole: float, reserved: float = 0, mark: float | None = None) -> Context:
    """A bar of a whole. ``label`` says in words what is drawn; the words for everybody stand beside it."""
    return {"label": label, "bar": Bar(used=used, whole=whole, reserved=reserved, mark=mark)}


@register.inclusion_tag("parts/hours_bar.html")
def hours_bar(written: int, cap: int, reserved: int = 0, warn_from: int | None = None) -> Context:
    """Minutes written and reserved of a cap, as a bar with its sentence."""
    language = get_language() or "nl"
    words = {
        "written": hours(written, language),
        "cap": hours(cap, language),
        "reserved": hours(reserved, language) if reserved else "",
        "left": hours(max(cap - written - reserved, 0), language),
        "over": hours(written - cap, language) if written > cap else "",
        "warn_from": hours(warn_from, language) if warn_from else "",
    }
    return {"bar": Bar(used=written, whole=cap, reserved=reserved, mark=warn_from), **words}


@register.inclusion_tag("parts/bullet.html")
def bullet(
    label: str,
    actual: float,
    target: float,
    expected: float | None = None,
    low: float | None = None,
    high: float | None = None,
) -> Context:
    """Actual, expected by today, target and the interval of the forecast in one drawing."""
    expected, low, high = (if_known(value) for value in (expected, low, high))
    drawn = Bullet(actual=actual, target=target, expected=expected, forecast_low=low, forecast_high=high)
    return {"label": label, "bullet": drawn}


@register.inclusion_tag("parts/target_row.html")
def target_row(
    label: str,
    url: str,
    actual: float,
    target: float,
    expected: float | None = None,
    forecast: float | None = None,
    low: float | None = None,
    high: float | None = None,
    verdict: str = "",
    shape: str = "rest",
    unit: str = "",
    lines: str = "",
) -> Context:
    """One target on one line: name, bullet, figure in words, verdict, forecast. Stands in a ``kg-targets``.

    ``lines`` is the address of what lies behind the figure.
    """
    context = dict(locals())
    known(shape, SHAPES)
    return context | {key: if_known(context[key]) for key in ("expected", "forecast", "low", "high")}


@register.inclusion_tag("parts/bullet_legend.html")
def bullet_legend(end: str) -> Context:
    """What the marks of a bullet mean; ``end`` is the day or year of the target."""
    return {"end": end}


@register.inclusion_tag("parts/columns.html")
def columns(title: str, points: Iterable[Any], unit: str = "", first: str = "") -> Context:
    """A column chart with its table. Points have ``label``, ``value`` and perhaps ``expected``."""
    rows = [Point(p.label, p.value, getattr(p, "expected", None)) for p in points]
    drawn = columns_of(rows)
    return {
        "title": title,
        "chart": drawn,
        "unit": unit,
        "first": first or _("Period"),
        "compared": any(p.expected is not None for p in rows),
    }


@register.inclusion_tag("parts/map.html")
def municipality_map(
    title: str,
    boundaries: Mapping[str, Any],
    municipalities: Iterable[Any],
    values: Mapping[str, float | None],
    unit: str = "",
    decimals: int = 0,
    source: str = "",
) -> Context:
    """A map in four classes with its legend. ``municipalities`` have ``code`` and ``name``; put a table beside it."""
    language = get_language() or "nl"
    drawn = map_of(boundaries, values, {place.code: place.name for place in municipalities})
    edges = [amount(edge, language, decimals=decimals) for edge in drawn.breaks]
    return {
        "title": title,
        "map": drawn,
        "unit": unit,
        "decimals": decimals,
        "source": source,
        "legend": legend(edges),
        "missing": any(shape.level == 0 for shape in drawn.shapes),
    }


def legend(edges: list[str]) -> list[tuple[int, str]]:
    """The classes of a map in words."""
    if not edges:
        return []
    between = [
        (level, _("%(low)s to %(high)s") % {"low": low, "high": high})
        for level, (low, high) in enumerate(pairwise(edges), start=2)
    ]
    low, high = _("less than %(edge)s") % {"edge": edges[0]}, _("%(edge)s or more") % {"edge": edges[-1]}
    return [(1, low), *between, (len(edges) + 1, high)]


@register.inclusion_tag("parts/profile.html")
def profile(rows: Iterable[Any], others: str = "", of_hundred: bool = True) -> Context:
    """The profile of a scan, wide and narrow; put its table below it.

    Rows have ``name``, ``share`` and ``median_share`` (0 to 100, or None), ``shown`` and, with its top, ``scored``.
    ``others`` says in words whose middle is marked. Rows with tops of their own (not ``of_hundred``) get no axis.
    """
    dimensions = [
        Dimension(row.name, row.share, row.median_share, row.shown if of_hundred and row.shown else row.scored)
        for row in rows
    ]
    return {
        "drawings": [(name, profile_of(dimensions, shape)) for name, shape in (("wide", WIDE), ("narrow", NARROW))],
        "marked": others if any(dimension.mark is not None for dimension in dimensions) else "",
        "axis": of_hundred,
    }


@register.inclusion_tag("parts/quartiles.html")
def quartiles(title: str, rows: Iterable[Any], axis: bool = True) -> Context:
    """The middle half of each group with its median, wide and narrow; put its table below it.

    Rows have ``name``, ``low``, ``middle`` and ``high`` (0 to 100, or None) and ``words``.
    """
    spreads = [Spread(row.name, row.low, row.middle, row.high, row.words) for row in rows]
    drawings = [(name, quartiles_of(spreads, shape)) for name, shape in (("wide", WIDE), ("narrow", NARROW))]
    return {"title": title, "drawings": drawings, "axis": axis}
