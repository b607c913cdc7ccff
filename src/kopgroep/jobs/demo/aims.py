"""How much of what the demonstration plays, read from the programme's own targets."""

from dataclasses import dataclass
from datetime import date
from random import Random

from kopgroep.base.periods import share_elapsed
from kopgroep.programme import Indicator, Programme
from kopgroep.programme.kinds import EntryKind

# Some targets run ahead, some lag: a monitor that shows only green shows nothing.
PACES = (1.06, 1.12, 1.24, 0.8, 1.1, 1.22, 1.12, 1.1, 0.74)
# Trajectories and climbs that go on after the last day do not count yet, so more are begun.
BEGUN = 1.4
OTHER_INTAKES_A_YEAR = 14


@dataclass(frozen=True)
class Aim:
    """So many acts of one kind on one theme, spread over the days that are played."""

    kind: EntryKind
    theme: str
    number: int


def aims_of(programme: Programme, *, until: date, years: float, random: Random) -> list[Aim]:
    """One aim per target, and some intakes on every theme that has no target."""
    aims, paces = [], list(PACES)
    for number, indicator in enumerate(i for i in programme.indicators if not i.reference):
        aims.append(_aim(indicator, pace=paces[number % len(paces)], until=until))
    covered = {aim.theme for aim in aims if aim.kind is EntryKind.INTAKE_HELD}
    for theme in programme.themes:
        if theme.intake and theme.code not in covered:
            number = round(OTHER_INTAKES_A_YEAR * years * random.uniform(0.7, 1.3))
            aims.append(Aim(EntryKind.INTAKE_HELD, theme.code, number))
            if theme.journey:
                aims.append(Aim(EntryKind.JOURNEY_CLOSED, theme.code, number // 5))
    return aims


def _aim(indicator: Indicator, *, pace: float, until: date) -> Aim:
    period = indicator.period
    elapsed = share_elapsed(period.starts_on, period.ends_on, until)
    theme = indicator.rule.theme or indicator.theme or ""
    # What takes months counts only once it has ended.
    slow = indicator.rule.kind in (EntryKind.JOURNEY_CLOSED, EntryKind.LADDER_POSITION)
    begun = BEGUN if slow else 1
    return Aim(indicator.rule.kind, theme, max(round(indicator.value * elapsed * pace * begun), 1))
