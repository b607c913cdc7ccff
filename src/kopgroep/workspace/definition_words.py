"""A target or figure in words: how it is counted, who answers for it, and what it can prove."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme import Evidence, Indicator, KeyFigure, Over, current
from kopgroep.programme.key_figures import (
    CoverageAsked,
    DaysAsked,
    FirstTimeAsked,
    HoursAsked,
    NeedsAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)
from kopgroep.workspace.monitor_words import rule_words


def definition_words(item: Indicator | KeyFigure) -> list[str]:
    """How it counts, in short sentences."""
    if isinstance(item, Indicator):
        return rule_words(item)
    return [*_question(item), _days(item), _("A line that was corrected does not count.")]


def _question(figure: KeyFigure) -> list[str]:
    match figure.ask:
        case FirstTimeAsked():
            return [_("A company counts when nobody of the programme met it before, at whatever partner.")]
        case ShareAsked():
            return [_("We divide two counts. What counts above the line counts below it too.")]
        case CoverageAsked():
            return [_("We divide the companies by all establishments in the register of the area.")]
        case NeedsAsked():
            return [_("A company counts once per need, and may name several. So the shares add up to more than 100 %.")]
        case DaysAsked():
            return [_("The middle number of working days: half took longer, half took less.")]
        case ScoreAsked():
            return [_("The mean of the answers. Who did not answer does not count.")]
        case ResultAsked():
            return [_("The sum of what companies got. Forecast, stated and verified are never added up.")]
        case HoursAsked():
            return [_("All hours written in trajectories, those of partners too.")]
        case _:
            return [_("A company counts once, however many advisers and partners helped it.")]


def _days(figure: KeyFigure) -> str:
    words = {
        Over.PROGRAMME: _("Counted since the programme began."),
        Over.YEAR: _("Counted since 1 January."),
        Over.QUARTER: _("Counted since the first day of the quarter."),
    }
    return words[figure.over]


def owner_word(item: Indicator | KeyFigure) -> str:
    """Who answers for the figure, by the name of the role in this region."""
    return current().role(item.owner).name.in_(get_language() or "nl")


def evidence_word(item: Indicator | KeyFigure) -> str:
    """What the figure can prove: nothing but that it was done, or how strongly the effect."""
    evidence = None if isinstance(item, Indicator) else item.evidence
    if evidence is None:
        return _("Counts what was done. It says nothing about the effect.")
    words = {
        Evidence.ASKED: _("Level 0 of 5: companies were asked what they think it brought."),
        Evidence.BEFORE_AFTER: _("Level 1 of 5: before and after, without others to compare with."),
        Evidence.CONTROLS: _("Level 2 of 5: compared with others like them."),
        Evidence.DIFFERENCES: _("Level 3 of 5: the change, compared with the change of others."),
        Evidence.NEARLY_DRAWN: _("Level 4 of 5: chance decided nearly who got it."),
        Evidence.DRAWN: _("Level 5 of 5: a draw decided who got it."),
    }
    return words[evidence]
