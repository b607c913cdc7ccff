"""The yearly survey: how many answered, and what they answered."""

from django.utils.translation import gettext as _

from kopgroep.base.money import percent
from kopgroep.programme.key_figures import ScoreAsked
from kopgroep.programme.reports import Section
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.reported.surveys import ANSWERED, ASKED, RESPONSE, SurveyNumber, response, round_cell, rounds
from kopgroep.reporting.reports.blocks.figures import table_of
from kopgroep.reporting.reports.document import Cell, Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text
from kopgroep.reporting.reports.parts import Parts, said
from kopgroep.reporting.reports.ways import way
from kopgroep.reporting.view import Cut

LOW = 0.5
"""Below this part of answers the sentence warns that those who answered may differ from those who did not."""


def survey(ground: Ground, section: Section) -> Parts:
    """A row per round, then the mean marks with the number of answers."""
    found = [(code, year, response(asked)) for (code, year), asked in sorted(rounds(ground.view).items())]
    if not found:
        return ()
    columns = (
        Column(_("Survey")),
        Column(_("Year")),
        Column(_("Asked"), numeric=True),
        Column(_("Answered"), numeric=True),
        Column(_("Response"), numeric=True),
        Column(_("Interval (95%)")),
    )
    rows = tuple(_row(ground, *each) for each in found)
    latest = found[-1][2]
    parts: list[Parts] = [(Table("survey", _("Response to the survey"), columns, rows),)]
    if latest.value is not None and latest.value < LOW:
        words = _("Only %(share)s answered: who did not may think otherwise.")
        parts.insert(0, (said(words % {"share": percent(float(latest.value), ground.language)}),))
    scores = [item for item in ground.figures if isinstance(item.ask, ScoreAsked)]
    if scores:
        parts.append((table_of(ground, "survey-marks", _("Mean marks"), scores),))
    return tuple(part for group in parts for part in group)


def _row(ground: Ground, code: str, year: int, share: Reading) -> tuple[Cell, ...]:
    language = ground.language

    def lead(what: str) -> str:
        # The whole programme is asked, whatever part the report is about.
        return way(ground, SurveyNumber(code), round_cell(year, what), Cut())

    return (
        text(ground.say(ground.programme.survey(code).name)),
        text(str(year)),
        number(share.whole, language, address=lead(ASKED)),
        number(share.part, language, address=lead(ANSWERED)),
        reading(share, language, lead(RESPONSE)),
        text(between(share.interval, language)),
    )
