"""A target or figure in words: who answers for it, and what it can prove."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme import Evidence, Indicator, KeyFigure, current


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
