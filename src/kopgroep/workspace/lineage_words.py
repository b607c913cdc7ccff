"""A number in words, whatever it is: what it is called, how it is counted, who answers for it, what it can prove."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme import current
from kopgroep.reporting.figures import PART, WHOLE
from kopgroep.reporting.lineage import Asked
from kopgroep.reporting.reported import Reported
from kopgroep.reporting.rule_words import definition_words
from kopgroep.workspace import reported_words
from kopgroep.workspace.cut_words import cell_word
from kopgroep.workspace.definition_words import evidence_word, owner_word


def words_of(asked: Asked) -> dict[str, Any]:
    """The words with which a page tells of a number."""
    item, cell, language = asked.item, asked.cell, get_language() or "nl"
    if isinstance(item, Reported):
        return {
            "name": reported_words.reported_name(item),
            "description": "",
            "cell": reported_words.reported_cell(item, cell),
            "rule": reported_words.reported_rule(item),
            "owner": current().role(item.owner).name.in_(language),
            "evidence": reported_words.reported_evidence(item),
        }
    return {
        "name": item.name.in_(language),
        "description": item.description.in_(language),
        "cell": _side_word(cell) or cell_word(item, cell),
        "rule": definition_words(item),
        "owner": owner_word(item),
        "evidence": evidence_word(item),
    }


def _side_word(cell: str) -> str:
    """Of a share its part, or the whole of which that is a part; empty for another cell."""
    return {PART: _("only the part"), WHOLE: _("the whole of which it is a part")}.get(cell, "")
