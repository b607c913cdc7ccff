"""How scores and quarters are written on the benchmark page."""

from django import template
from django.utils.translation import gettext as _

from kopgroep.scans import result_words

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
