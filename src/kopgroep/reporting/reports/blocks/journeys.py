"""Journeys: what open trajectories still hold, and how many usually end with a result."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kopgroep.programme import Indicator
from kopgroep.programme.reports import Section
from kopgroep.reporting.journeys_left import FEWEST, JourneysLeft, journeys_left
from kopgroep.reporting.reading import Measure
from kopgroep.reporting.reported.journeys import COUNTED, ENDED, OPEN, JourneyNumber
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import number, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.ways import way
from kopgroep.reporting.view import Cut


def journeys(ground: Ground, section: Section) -> Parts:
    """One row per target of trajectories; nothing while none was ever open."""
    found = [(item, left) for item in ground.chosen_targets(section) if (left := journeys_left(item, ground.view))]
    shown = [(item, left) for item, left in found if left.open or left.ended]
    if not shown:
        return ()
    columns = (
        Column(_("Target")),
        Column(pgettext("trajectories", "Open"), numeric=True),
        Column(_("Hours left"), numeric=True),
        Column(_("Ended in a year"), numeric=True),
        Column(_("With a result"), numeric=True),
        Column(_("Expected of the open"), numeric=True),
    )
    notes = (
        _("Hours left: the agreed hours of open trajectories that nobody wrote or reserved."),
        _("With a result: ended in the past twelve months with a result that the target asks for."),
        _("Expected: if open ones end as those did; a dash when fewer than %(fewest)s ended.") % {"fewest": FEWEST},
    )
    rows = tuple(_row(ground, item, left) for item, left in shown)
    return (Table("journeys", _("Open trajectories"), columns, rows, notes),)


def _row(ground: Ground, item: Indicator, left: JourneysLeft) -> tuple[Cell, ...]:
    language = ground.language

    def lead(cell: str) -> str:
        # A target is of the whole programme, whatever part the report is about.
        return way(ground, JourneyNumber(item.code), cell, Cut())

    return (
        text(ground.say(item.name), ground.address(item)),
        number(left.open, language, address=lead(OPEN)),
        number(left.minutes, language, Measure.MINUTES),
        number(left.ended, language, address=lead(ENDED)),
        number(left.counted, language, address=lead(COUNTED)),
        number(left.expected, language),
    )
