"""Values of figures on a page."""

from django import template
from django.utils.translation import get_language

from kopgroep.base.dates import hours
from kopgroep.programme import Dimension, Indicator, KeyFigure
from kopgroep.reporting.lineage import path_of
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.measures import between, unit_of, written_in_column
from kopgroep.reporting.view import View

register = template.Library()


@register.filter
def value_of(reading: Reading | None) -> str:
    """``87``, ``38,0%``, ``3 u 45``, ``4 working days``."""
    if reading is None:
        return ""
    language = get_language() or "nl"
    if reading.measure is Measure.MINUTES:
        return hours(int(reading.value or 0), language)
    unit = unit_of(reading.measure) if reading.measure is Measure.DAYS and reading.value is not None else ""
    return f"{written_in_column(reading.value, reading.measure, language)} {unit}".rstrip()


@register.filter
def interval_of(reading: Reading | None) -> str:
    """``33,4–42,8%``: of a share between which two the true one likely lies; nothing for other values."""
    return between(reading.interval, get_language() or "nl") if reading and reading.interval else ""


@register.simple_tag
def lines_url(item: Indicator | KeyFigure, view: View, cell: str = "", dimension: str = "", code: str = "") -> str:
    """The address of the lines behind a value, of one cell or one part of it when these are given."""
    cut = view.cut
    if dimension:
        cut = cut.but(Dimension(dimension), code)
    return path_of(item.code, until=view.on, cell=cell, cut=cut)
