"""Steps: who was scanned once and again, and who showed a step with a dated proof."""

from django.utils.translation import gettext as _

from kopgroep.programme import EntryKind
from kopgroep.programme.reports import Section
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reported.groups import AGAIN, SHARE, GroupNumber
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text
from kopgroep.reporting.reports.parts import Parts
from kopgroep.reporting.reports.ways import way


def steps(ground: Ground, section: Section) -> Parts:
    """One table with a row per theme that has a scan."""
    found = ground.groups
    shown = [theme for theme in ground.programme.themes if found.of(EntryKind.BENCHMARK_TAKEN, theme.code)]
    if not shown:
        return ()
    columns = (
        Column(_("Theme")),
        Column(_("Scanned"), numeric=True),
        Column(_("Scanned again"), numeric=True),
        Column(_("Showed a step"), numeric=True),
        Column(_("Share of those scanned again"), numeric=True),
        Column(_("Interval (95%)")),
    )
    notes = (
        _("A step counts when a later scan shows it and a dated proof goes with it."),
        _("A step after help is no proof that the help caused it: evidence level 1, before and after."),
    )
    rows = tuple(_row(ground, theme.code, ground.say(theme.name)) for theme in shown)
    return (Table("steps", _("Scans at the start and later"), columns, rows, notes),)


def _row(ground: Ground, theme: str, name: str) -> tuple[Cell, ...]:
    found, language = ground.groups, ground.language
    again = found.again(EntryKind.BENCHMARK_TAKEN, theme)
    showed = found.of(EntryKind.STEP_SHOWN, theme)
    share = Reading(Measure.SHARE, len(showed & again), len(again), len(again))

    def lead(group: str) -> str:
        return way(ground, GroupNumber(group), theme)

    return (
        text(name),
        number(len(found.of(EntryKind.BENCHMARK_TAKEN, theme)), language, address=lead("gescand")),
        number(len(again), language, address=lead(AGAIN)),
        number(len(showed), language, address=lead("stap-gezet")),
        reading(share, language, lead(SHARE)),
        text(between(share.interval, language)),
    )
