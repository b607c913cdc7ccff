"""The yearly survey: how many answered, and what they answered."""

from collections import defaultdict

from django.utils.translation import gettext as _

from kopgroep.base.money import percent
from kopgroep.programme import EntryKind
from kopgroep.programme.key_figures import ScoreAsked
from kopgroep.programme.reports import Section
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.reports.blocks.figures import table_of
from kopgroep.reporting.reports.document import Column, Table
from kopgroep.reporting.reports.ground import Ground
from kopgroep.reporting.reports.measures import between, number, reading, text
from kopgroep.reporting.reports.parts import Parts, said

LOW = 0.5
"""Below this part of answers the sentence warns that those who answered may differ from those who did not."""
Rounds = dict[tuple[str, int], dict[str, set[int | None]]]
"""Who was asked and who answered, per survey and year."""


def survey(ground: Ground, section: Section) -> Parts:
    """A row per round, then the mean marks with the number of answers."""
    rounds = _rounds(ground)
    if not rounds:
        return ()
    names = {each.code: ground.say(each.name) for each in ground.programme.surveys}
    found = [(names.get(code, code), year, _response(asked)) for (code, year), asked in sorted(rounds.items())]
    columns = (
        Column(_("Survey")),
        Column(_("Year")),
        Column(_("Asked"), numeric=True),
        Column(_("Answered"), numeric=True),
        Column(_("Response"), numeric=True),
        Column(_("Interval (95%)")),
    )
    rows = tuple(
        (
            text(name),
            text(str(year)),
            number(share.whole, ground.language),
            number(share.part, ground.language),
            reading(share, ground.language),
            text(between(share.interval, ground.language)),
        )
        for name, year, share in found
    )
    latest = found[-1][2]
    parts: list[Parts] = [(Table("survey", _("Response to the survey"), columns, rows),)]
    if latest.value is not None and latest.value < LOW:
        words = _("Only %(share)s answered: who did not may think otherwise.")
        parts.insert(0, (said(words % {"share": percent(float(latest.value), ground.language)}),))
    scores = [item for item in ground.figures if isinstance(item.ask, ScoreAsked)]
    if scores:
        parts.append((table_of(ground, "survey-marks", _("Mean marks"), scores),))
    return tuple(part for group in parts for part in group)


def _rounds(ground: Ground) -> Rounds:
    kinds = (EntryKind.SURVEY_ASKED, EntryKind.SURVEY_ANSWERED)
    lines = ground.view.entries.filter(kind__in=kinds).until(ground.until).order_by()
    found: Rounds = defaultdict(lambda: defaultdict(set))
    for kind, code, year, subject in lines.values_list("kind", "outcome", "detail__year", "subject_id"):
        found[code, year][kind].add(subject)
    return found


def _response(asked: dict[str, set[int | None]]) -> Reading:
    whole = asked[EntryKind.SURVEY_ASKED.value]
    answered = asked[EntryKind.SURVEY_ANSWERED.value] & whole
    return Reading(Measure.SHARE, len(answered), len(whole), len(whole))
