"""Effect: what groups of this size could have shown, and with whom an outside institute can compare."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from kopgroep.base.money import percent
from kopgroep.programme.reports import Section
from kopgroep.reporting.effect import FEWEST, SPREAD, smallest_effect
from kopgroep.reporting.reported.groups import GroupNumber
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import NOTHING, number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.ways import way
from kopgroep.reporting.small_cells import SMALLEST_CELL, hidden_cells


def effect(ground: Ground, section: Section) -> Parts:
    """Per theme, and for all together, the smallest growth that this many companies could have shown."""
    rows = tuple(_effect_row(ground, code, name) for code, name in _themes(ground))
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
        _("Help for small companies usually has a small effect that fades. A smaller effect than this stays unseen."),
    )
    return (Table("effect", _("What these groups can show"), columns, rows, notes),)


def comparison(ground: Ground, section: Section) -> Parts:
    """The sizes of the pools, per theme and together."""
    found, language = ground.groups, ground.language
    late = {code: len(found.late(code)) for code, _name in _themes(ground)}
    rows = tuple(
        (
            text(name),
            number(len(found.treated(code)), language, address=way(ground, GroupNumber("traject"), code)),
            number(len(found.intake_only(code)), language, address=way(ground, GroupNumber("alleen-intake"), code)),
            number(len(found.contact_only()), language, address=way(ground, GroupNumber("alleen-gesprek")))
            if not code
            else text(NOTHING),
            _pool(ground, "afgewezen", code, {"": len(found.refused)}),
            _pool(ground, "laat", code, late),
        )
        for code, name in _themes(ground)
    )
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
        _("Turned down and began lately: numbers below %(smallest)s are hidden, and one more to keep them so.")
        % {"smallest": SMALLEST_CELL},
        _("The evaluation file holds these groups under pseudonyms, with dates, hours and the first scan."),
    )
    return (Table("comparison", _("With whom can be compared"), columns, rows, notes),)


def _pool(ground: Ground, name: str, code: str, sizes: Mapping[str, int]) -> Cell:
    """How many companies are in a pool that is hidden when it is small; a dash for what no theme splits."""
    if code not in sizes:
        return text(NOTHING)
    if code in hidden_cells(sizes):
        return text(_("hidden"))
    return number(sizes[code], ground.language, address=way(ground, GroupNumber(name), code))


def _themes(ground: Ground) -> list[tuple[str, str]]:
    """The themes with a trajectory, and all together under an empty code; none without any trajectory."""
    found = ground.groups
    shown = [(theme.code, ground.say(theme.name)) for theme in ground.programme.themes if found.treated(theme.code)]
    return [*shown, ("", _("All themes together"))] if shown else []


def _effect_row(ground: Ground, code: str, name: str) -> tuple[Cell, ...]:
    found, language = ground.groups, ground.language
    treated, controls = len(found.treated(code)), len(found.intake_only(code))
    smallest = smallest_effect(treated, controls)
    verdict = _("compare in groups") if treated >= FEWEST and smallest else _("tell as cases, claim no effect")
    return (
        text(name),
        number(treated, language, address=way(ground, GroupNumber("traject"), code)),
        number(controls, language, address=way(ground, GroupNumber("alleen-intake"), code)),
        text(NOTHING if smallest is None else percent(smallest, language)),
        text(verdict),
    )
