"""Effect: what groups of this size could have shown, and with whom an outside institute can compare."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from kopgroep.base.money import percent, percent_in_column
from kopgroep.programme.reports import Section
from kopgroep.reporting.effect import FEWEST, SPREAD, smallest_effect
from kopgroep.reporting.reported.groups import GROUPS, INTAKE_ONLY, TREATED, WHOLLY, GroupNumber
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import NOTHING, number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.ways import way
from kopgroep.reporting.small_cells import SMALLEST_CELL, hidden_cells

POOLS = (TREATED, INTAKE_ONLY, "alleen-gesprek", "afgewezen", "laat")
"""The columns of the table of pools, by the names of the groups."""


def effect(ground: Ground, section: Section) -> Parts:
    """Per theme, and for all together, the smallest growth that this many companies could have shown."""
    shown = _themes(ground)
    treated, controls = (_Pool(ground, name, [code for code, _name in shown]) for name in (TREATED, INTAKE_ONLY))
    rows = tuple(_effect_row(name, code, treated, controls, ground.language) for code, name in shown)
    if not rows:
        return ()
    columns = (
        Column(_("Theme")),
        Column(_("In a trajectory"), numeric=True),
        Column(_("To compare with"), numeric=True),
        Column(_("Smallest effect on growth that shows"), numeric=True),
        Column(_("What can be said")),
    )
    notes = (
        _("Two-sided test at 5%%, power 80%%, spread of yearly growth %(spread)s.")
        % {"spread": percent(SPREAD, ground.language)},
        _("To compare with: companies with an intake on the theme that were never in a trajectory."),
        _hidden_note(),
        _("Help for small companies usually has a small effect that fades. A smaller effect than this stays unseen."),
    )
    return (Table("effect", _("What these groups can show"), columns, rows, notes),)


def comparison(ground: Ground, section: Section) -> Parts:
    """The sizes of the pools, per theme and together; a small pool is hidden, whichever it is."""
    shown = _themes(ground)
    pools = [_Pool(ground, name, [code for code, _name in shown]) for name in POOLS]
    rows = tuple((text(name), *(pool.cell(code) for pool in pools)) for code, name in shown)
    if not rows:
        return ()
    columns = (
        Column(_("Theme")),
        Column(_("In a trajectory"), numeric=True),
        Column(_("Only an intake"), numeric=True),
        Column(_("Only a talk"), numeric=True),
        Column(_("Turned down"), numeric=True),
        Column(_("Began lately"), numeric=True),
    )
    notes = (
        _("A company can stand in several themes; in the last row it counts once."),
        _("Turned down: asked for help, got none, and waits for nothing; some of them had a talk too."),
        _("Began lately: in a trajectory for less than a year, so until then to compare with who began before."),
        _hidden_note(),
        _("The evaluation file holds these groups under pseudonyms, with dates, hours and the first scan."),
    )
    return (Table("comparison", _("With whom can be compared"), columns, rows, notes),)


class _Pool:
    """One column of companies, by theme and for all together, without the numbers that could point at one of them."""

    def __init__(self, ground: Ground, name: str, codes: Sequence[str]) -> None:
        self.ground, self.name = ground, name
        among = [code for code in codes if not code or name not in WHOLLY]
        self.sizes = {code: len(GROUPS[name].of(ground.groups, code)) for code in among}
        self.hidden = hidden_cells(self.sizes)

    def cell(self, code: str) -> Cell:
        """The number of a theme, of all together without a code; a dash for what no theme splits."""
        if code not in self.sizes:
            return text(NOTHING)
        if code in self.hidden:
            return text(_("hidden"))
        return number(self.sizes[code], self.ground.language, address=way(self.ground, GroupNumber(self.name), code))


def _hidden_note() -> str:
    words = _("Numbers below %(smallest)s are hidden, and one more to keep them so.")
    return words % {"smallest": SMALLEST_CELL}


def _themes(ground: Ground) -> list[tuple[str, str]]:
    """The themes with a trajectory, and all together under an empty code; none without any trajectory."""
    found = ground.groups
    shown = [(theme.code, ground.say(theme.name)) for theme in ground.programme.themes if found.treated(theme.code)]
    return [*shown, ("", _("All themes together"))] if shown else []


def _effect_row(name: str, code: str, treated: _Pool, controls: _Pool, language: str) -> tuple[Cell, ...]:
    smallest = smallest_effect(treated.sizes[code], controls.sizes[code])
    enough = treated.sizes[code] >= FEWEST and smallest is not None
    # Both numbers can be reckoned back from the smallest effect.
    hidden = code in treated.hidden or code in controls.hidden
    told = NOTHING if smallest is None else percent_in_column(smallest, language)
    return (
        text(name),
        treated.cell(code),
        controls.cell(code),
        text(_("hidden") if hidden else told),
        text(_("compare in groups") if enough else _("tell as cases, claim no effect")),
    )
