"""How a target or figure is counted, in short sentences: the same on pages and in reports."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kopgroep.programme import (
    Companies,
    EntryKind,
    Indicator,
    KeyFigure,
    LadderSteps,
    Lines,
    OncePerPeriod,
    Over,
    current,
)
from kopgroep.programme.indicators import Rule
from kopgroep.programme.key_figures import (
    CountAsked,
    CoverageAsked,
    DaysAsked,
    FirstTimeAsked,
    HoursAsked,
    NeedsAsked,
    ResultAsked,
    ScoreAsked,
    ShareAsked,
)


def definition_words(item: Indicator | KeyFigure) -> list[str]:
    """How it counts, and that a line taken back does not."""
    return [*counting_words(item), corrected_words()]


def corrected_words() -> str:
    """What holds for every target and figure."""
    return _("A line that was corrected does not count.")


def counting_words(item: Indicator | KeyFigure) -> list[str]:
    """How it counts, without what holds for all."""
    if isinstance(item, Indicator):
        return _rule_words(item.rule)
    return [*_question(item), _days(item)]


def _question(figure: KeyFigure) -> list[str]:
    match figure.ask:
        case CountAsked(rule=rule):
            return _rule_words(rule)
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


def _days(figure: KeyFigure) -> str:
    words = {
        Over.PROGRAMME: _("Counted since the programme began."),
        Over.YEAR: _("Counted since 1 January."),
        Over.QUARTER: _("Counted since the first day of the quarter."),
    }
    return words[figure.over]


def _rule_words(rule: Rule) -> list[str]:
    match rule:
        case Companies():
            sentences = [_("A company counts once, however many advisers and partners helped it.")]
        case OncePerPeriod(months=months):
            words = _("A company counts once per theme in %(months)s months, whoever helped it.")
            sentences = [words % {"months": months}]
        case LadderSteps(rise=rise):
            words = ngettext(
                "A company counts once when it stands at least %(rise)s phase higher on a later day, with proof.",
                "A company counts once when it stands at least %(rise)s phases higher on a later day, with proof.",
                rise,
            )
            sentences = [words % {"rise": rise}]
        case Lines():
            sentences = [_("Each of them counts.")]
    if names := _outcome_names(rule):
        sentences.append(_("Only with this result: %(names)s.") % {"names": ", ".join(names)})
    if isinstance(rule, Companies) and rule.shown:
        sentences.append(_("Only when a later scan and a dated proof show a step."))
    if rule.per_year:
        sentences.append(_("Counting starts again on 1 January."))
    return sentences


def _outcome_names(rule: Rule) -> list[str]:
    """The names of the outcomes and kinds of contact that the rule asks for."""
    programme, language = current(), get_language() or "nl"
    if not isinstance(rule, Companies | OncePerPeriod):
        return []
    closed = rule.kind is EntryKind.JOURNEY_CLOSED
    known = programme.journey_outcomes if closed else programme.question_outcomes
    names = {item.code: item.name.in_(language) for item in (*known, *programme.contact_kinds)}
    return [names.get(code, code) for code in (*rule.outcomes, *rule.contact_kinds)]
