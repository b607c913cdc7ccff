"""The level of a value, and the demands that may pull it down."""

from collections.abc import Callable

from kopgroep.programme.scans import Level, Scale
from kopgroep.programme.scans.scales import Demand
from kopgroep.scans.engine.numbers import exact

type ShownValue = Callable[[str], float | None]
"""The value of a scale as it is shown; None when it was not measured."""


def level_of(scale: Scale, value: float | None, values: ShownValue) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The level, the one it fell from, and the scales that pulled it down.

    What is shown decides, so nobody sees 40.0 beside the level below 40. A value falls to the highest level of which
    every demand is met, and to none when there is no such level.
    """
    reached = [] if value is None else [level for level in scale.levels if exact(value) >= exact(level.at_least)]
    if not reached:
        return None, None, ()
    aimed = reached[-1]
    kept = next((level for level in reversed(reached) if not holding(level, values)), None)
    if kept is aimed:
        return aimed.code, None, ()
    return kept.code if kept else None, aimed.code, holding(aimed, values)


def holding(level: Level, values: ShownValue) -> tuple[str, ...]:
    """The scales that are too low for the demands of a level, or not measured; empty when all demands are met."""
    short: list[str] = []
    for demand in level.demands:
        low = [code for code in demand.scales if not _reaches(demand, values(code))]
        if len(demand.scales) - len(low) < (demand.number or len(demand.scales)):
            short += low
    return tuple(dict.fromkeys(short))


def _reaches(demand: Demand, value: float | None) -> bool:
    return value is not None and exact(value) >= exact(demand.minimum)
