"""How figures and names on the page of a result are written, in the language of the page."""

from datetime import date
from math import isfinite

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.money import amount
from kopgroep.programme.parts import Text
from kopgroep.programme.scans import GateScale, GrowthScale, RatioScale, Scale, Scan


def language() -> str:
    """The language in which the page is being made."""
    return get_language() or "nl"


def say(text: Text | None) -> str:
    """A text of the programme in the language of the page; nothing for one that is not there."""
    return text.in_(language()) if text else ""


def day(on: date) -> str:
    """``15 mei 2023``."""
    return date_format(on, "j F Y")


def figure(value: float | None) -> str:
    """A score as it is shown: with one decimal, or none when that is nought. Nothing for what was not measured."""
    if value is None:
        return ""
    return amount(value, language(), decimals=0 if value == int(value) else 1)


def difference(value: float | None) -> str:
    """A difference with its sign: ``+3``, ``−2,5`` or ``0``."""
    if value is None:
        return ""
    return f"+{figure(value)}" if value > 0 else figure(value)


def top(scale: Scale) -> str:
    """What a score is out of: ``van 100``. A percentage says it itself."""
    if isinstance(scale, RatioScale):
        return "%"
    if isinstance(scale, GrowthScale):
        return _("% a year")
    return _("out of %(top)s") % {"top": figure(scale.highest)}


def share_of(scale: Scale, value: float | None) -> float | None:
    """How far up a scale a score stands, from 0 to 100; None for what was not measured or has no top."""
    if value is None or not isfinite(scale.highest):
        return None
    return round(100 * (value - scale.lowest) / (scale.highest - scale.lowest), 2)


def scored(scale: Scale, value: float | None) -> str:
    """A score with what it is out of, such as ``6 van 12``; ``niet gemeten`` when there is none."""
    if value is None:
        return _("not measured")
    joint = "" if isinstance(scale, RatioScale | GrowthScale) else " "
    return f"{figure(value)}{joint}{top(scale)}"


def subject(scan: Scan, code: str) -> str:
    """What a code stands for that a score or a gate names: a question, a variable, or another scale."""
    if code in scan.items:
        return say(scan.items[code].ask)
    if code in scan.scale_of:
        return say(scan.scale_of[code].name)
    variables = (
        v for scale in scan.scales if not isinstance(scale, GateScale) for v in getattr(scale, "variables", ())
    )
    return next((say(variable.name) for variable in variables if variable.code == code), code)


def listed(words: list[str]) -> str:
    """Some words as one: ``mail, boekhouding en kassa``."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
