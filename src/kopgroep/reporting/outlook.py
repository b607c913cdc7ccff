"""Where each target will end: its forecast, what a month brought, and what a month must bring from now on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kopgroep.programme import Indicator
from kopgroep.reporting.counting import window
from kopgroep.reporting.definitions import meaning
from kopgroep.reporting.forecast import Forecast, WhyNot, forecast, needed_per_month, pace_per_month, rises, why_not
from kopgroep.reporting.models import Frozen
from kopgroep.reporting.season import Rise, seasons
from kopgroep.reporting.view import View


@dataclass(frozen=True)
class Outlook:
    """What a target may expect."""

    forecast: Forecast | None
    why_not: WhyNot | None
    """Why there is no forecast; None when there is one."""
    needed: Fraction | None
    """How many a month from now on; None when the target is reached, or its time is over."""
    pace: Fraction | None
    """How many a month over the last twelve months; None before anything is known."""


@dataclass(frozen=True)
class Told:
    """What a closed quarter said of a whole target."""

    quarter: str
    until: date
    value: int
    meant: str
    """The hash of the definition that it was counted by."""


def told_of(view: View) -> dict[str, list[Told]]:
    """What closed quarters said of whole targets, by code and in order, as far as a view knows; with one query."""
    found = Frozen.objects.filter(kind=Frozen.Kind.INDICATOR, dimension="", cell="")
    found = found.filter(closing__closed_at__isnull=False, closing__until__lt=view.on)
    if view.last_line is not None:
        found = found.filter(closing__last_line__lte=view.last_line)
    facts = ("code", "closing__quarter", "closing__until", "part", "definition_hash")
    told: dict[str, list[Told]] = {}
    for code, quarter, until, part, meant in found.order_by("code", "closing__until").values_list(*facts):
        told.setdefault(code, []).append(Told(quarter, until, part or 0, meant))
    return told


def outlooks(
    figures: Mapping[str, int], indicators: Iterable[Indicator], view: View, told: Mapping[str, Sequence[Told]]
) -> dict[str, Outlook]:
    """The outlook of targets whose figures are known, by code; none for what has not begun, or is a reference.

    A target is for the whole programme: a part of it has no outlook.
    """
    promised = [item for item in indicators if not item.reference and window(item, view.on)]
    if view.cut or not promised:
        return {}
    histories = history(figures, promised, view, told)
    season = seasons(histories)
    found = {}
    for item in promised:
        span, risen = window(item, view.on), histories[item.code]
        if span is not None:
            ahead, why = forecast(risen, span, season[item.code]), why_not(risen, span)
            needed = needed_per_month(item.value, figures[item.code], span)
            found[item.code] = Outlook(ahead, why, needed, pace_per_month(risen))
    return found


def history(
    figures: Mapping[str, int], indicators: Iterable[Indicator], view: View, told: Mapping[str, Sequence[Told]]
) -> dict[str, list[Rise]]:
    """How each target rose: from one closed quarter to the next, and from the last one up to its figure now.

    Closed quarters, because they are a few numbers however long the ledger is. Of a quarter that was closed by another
    definition nothing is used.
    """
    found = {}
    for item in indicators:
        span, meant = window(item, view.on), meaning(item)
        if span is not None:
            points = [(one.until, one.value) for one in told.get(item.code, ()) if one.meant == meant]
            points = [point for point in points if point[0] < span.on]
            points.append((span.on, figures[item.code]))
            found[item.code] = rises(points, item.period.starts_on, per_year=item.per_year)
    return found
