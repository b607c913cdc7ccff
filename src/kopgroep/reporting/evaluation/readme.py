"""What goes with the data: what it is, what it does not hold, and what a group of this size can show."""

from collections import Counter
from pathlib import Path
from string import Template
from typing import Any

from kopgroep.base.dates import nice_date
from kopgroep.programme import EntryKind, current
from kopgroep.reporting.effect import FEWEST, smallest_effect
from kopgroep.reporting.evaluation.population import Population, Role
from kopgroep.reporting.evaluation.states import counts

TEXTS = Path(__file__).parent / "texts"
STATE = {
    "nl": {"closed": "gesloten kwartaal, zoals toen bekend", "provisional": "VOORLOPIG: dit kwartaal is niet gesloten"},
    "en": {"closed": "closed quarter, as known then", "provisional": "PROVISIONAL: this quarter is not closed"},
}
ALL = {"nl": "alle thema's samen", "en": "all themes together"}
CASES = {"nl": "te weinig: vertel als casus", "en": "too few: tell as cases"}
NOBODY = {"nl": "geen vergelijking", "en": "no comparison"}


def readme(language: str, people: Population, facts: dict[str, Any]) -> str:
    """The text in a language: ``nl`` or ``en``."""
    parts = counts(people)
    text = Template((TEXTS / f"readme.{language}.md").read_text(encoding="utf-8"))
    return text.substitute(
        facts,
        name=current().name.in_(language),
        day=nice_date(people.view.on),
        state=STATE[language][facts["state"]],
        companies=len(people.order),
        parts="\n".join(f"| {role.value} | {n} |" for role, n in parts.items()),
        effects="\n".join(_effects(language, people, parts[Role.NEVER])),
    )


def _effects(language: str, people: Population, controls: int) -> list[str]:
    """Per theme the smallest difference in growth that so many treated companies could have shown."""
    opened = people.view.entries.filter(kind=EntryKind.JOURNEY_OPENED, happened_on__lte=people.view.on)
    pairs = {(people.view.kept(pk), theme) for pk, theme in opened.values_list("company", "theme")}
    per_theme = Counter(theme for _, theme in pairs)
    rows = [(theme.name.in_(language), per_theme[theme.code]) for theme in current().themes if per_theme[theme.code]]
    rows.append((ALL[language], len({pk for pk, _ in pairs})))
    return [f"| {name} | {n} | {controls} | {_effect(language, n, controls)} |" for name, n in rows]


def _effect(language: str, treated: int, controls: int) -> str:
    smallest = smallest_effect(treated, controls)
    if smallest is None:
        return NOBODY[language]
    told = f"{100 * smallest:.1f} %"
    if language == "nl":
        told = told.replace(".", ",")
    return f"{told} ({CASES[language]})" if treated < FEWEST else told
