"""How scores and quarters are written on the benchmark page."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

from kopgroep.scans import result_words
from kopgroep.workspace.benchmark_rows import Line

register = template.Library()


@register.filter
def score(value: float | None) -> str:
    """A score with one decimal, or none when that is nought."""
    return result_words.figure(value)


@register.filter
def quarter(name: str) -> str:
    """``2e kwartaal van 2023``, from ``2023Q2``."""
    year, _q, number = name.partition("Q")
    words = {
        "1": _("first quarter of %(year)s"),
        "2": _("second quarter of %(year)s"),
        "3": _("third quarter of %(year)s"),
        "4": _("fourth quarter of %(year)s"),
    }
    return words[number] % {"year": year}


@register.filter
def any_shown(lines: Iterable[Line]) -> bool:
    """Whether at least one of these groups has figures."""
    return any(line.n is not None for line in lines)


@register.filter
def any_drawn(lines: Iterable[Line]) -> bool:
    """Whether at least one of these groups can be drawn: it has figures, and its scale has a top."""
    return any(line.low is not None for line in lines)
