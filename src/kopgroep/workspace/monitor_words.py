"""The monitor in words: verdicts, the conclusion, and how a figure is counted."""

from collections.abc import Sequence

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kopgroep.programme import Companies, EntryKind, Indicator, LadderSteps, Lines, OncePerPeriod, current
from kopgroep.reporting.monitor import MonitorRow, Verdict

GOOD = {Verdict.REACHED, Verdict.ON_COURSE}
SHAPES = {
    Verdict.REACHED: "ok",
    Verdict.ON_COURSE: "ok",
    Verdict.NEARLY: "near",
    Verdict.BEHIND: "late",
    Verdict.AHEAD: "rest",
    Verdict.REFERENCE: "rest",
}


def verdict_word(verdict: Verdict) -> str:
    """A verdict in one or two words."""
    words = {
        Verdict.REACHED: _("reached"),
        Verdict.ON_COURSE: _("on course"),
        Verdict.NEARLY: _("just short"),
        Verdict.BEHIND: _("behind"),
        Verdict.AHEAD: _("not begun yet"),
        Verdict.REFERENCE: _("to compare"),
    }
    return words[verdict]


def number_word(number: int) -> str:
    """A small number in letters, a larger one in figures."""
    small = (_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"), _("seven"), _("eight"))
    words = (*small, _("nine"), _("ten"), _("eleven"), _("twelve"))
    return words[number] if number < len(words) else str(number)


def conclusion(rows: Sequence[MonitorRow]) -> str:
    """How many of the targets are on course, in one sentence; reference figures are no targets."""
    running = [row for row in rows if row.verdict not in {Verdict.REFERENCE, Verdict.AHEAD}]
    good = sum(row.verdict in GOOD for row in running)
    if not running:
        return _("No target has begun yet.")
    if good == 0:
        return _("None of the targets is on course.")
    if good == len(running):
        return _("All targets are on course.")
    some, everything = number_word(good), number_word(len(running))
    sentence = ngettext(
        "%(some)s of the %(all)s targets is on course.", "%(some)s of the %(all)s targets are on course.", good
    )
    sentence = sentence % {"some": some, "all": everything}
    return sentence[0].upper() + sentence[1:]


def asks_attention(rows: Sequence[MonitorRow]) -> list[str]:
    """What lies behind and what is just short, one sentence each."""
    language = get_language() or "nl"
    sentences = []
    for verdict, sentence in (
        (Verdict.BEHIND, _("Behind: %(names)s.")),
        (Verdict.NEARLY, _("Just short: %(names)s.")),
    ):
        names = [row.indicator.name.in_(language) for row in rows if row.verdict is verdict]
        if names:
            sentences.append(sentence % {"names": ", ".join([names[0], *(n[0].lower() + n[1:] for n in names[1:])])})
    return sentences


def rule_words(indicator: Indicator) -> list[str]:
    """How an indicator counts, in short sentences."""
    rule = indicator.rule
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
    if names := outcome_names(indicator):
        sentences.append(_("Only with this result: %(names)s.") % {"names": ", ".join(names)})
    if isinstance(rule, Companies) and rule.shown:
        sentences.append(_("Only when a later scan and a dated proof show a step."))
    if rule.per_year:
        sentences.append(_("Counting starts again on 1 January."))
    return [*sentences, _("A line that was corrected does not count.")]


def outcome_names(indicator: Indicator) -> list[str]:
    """The names of the outcomes and kinds of contact that the rule asks for."""
    rule, programme, language = indicator.rule, current(), get_language() or "nl"
    if not isinstance(rule, Companies | OncePerPeriod):
        return []
    closed = rule.kind is EntryKind.JOURNEY_CLOSED
    known = programme.journey_outcomes if closed else programme.question_outcomes
    names = {item.code: item.name.in_(language) for item in (*known, *programme.contact_kinds)}
    return [names.get(code, code) for code in (*rule.outcomes, *rule.contact_kinds)]
