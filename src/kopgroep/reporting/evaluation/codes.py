"""Every code of the file with what it means, in Dutch and in English: ``codes.csv``."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from django.utils import translation

from kopgroep.casework.models import SurveyAsk
from kopgroep.companies.sectors import sector_titles
from kopgroep.programme import current
from kopgroep.programme.parts import Text


class _Named(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def name(self) -> Text: ...


HEAD = ["list", "code", "nl", "en", "unit"]
ROLES = {
    "treated": ("traject geopend", "a trajectory was opened"),
    "intake_only": ("intake, geen traject", "an intake and no trajectory"),
    "waiting": ("vroeg iets en wacht nog", "asked for something and still waits"),
    "refused": ("afgewezen of niet geholpen", "declined, or closed without service"),
    "contacted": ("alleen gesproken of geteld", "spoken with, or otherwise in the file"),
    "eligible_not_served": ("nooit in beeld", "never met"),
}
FORMS = {
    "sole_trader": ("eenmanszaak", "sole trader"),
    "partnership": ("vof, maatschap of cv", "partnership"),
    "limited": ("bv of nv", "limited company"),
    "other": ("andere rechtsvorm", "another legal form"),
}


def codes() -> Iterator[list[str]]:
    """List, code, meaning in Dutch and English, and the unit of a result."""
    programme = current()
    for name, pairs in (("role", ROLES), ("legal_form", FORMS)):
        yield from ([name, code, nl, en, ""] for code, (nl, en) in pairs.items())
    yield from (["municipality", place.code, place.name, place.name, ""] for place in programme.area)
    yield from (["sector", code, title, title, ""] for code, title in sorted(sector_titles().items()))
    yield from (_row("sector", f"group:{group.code}", group.name) for group in programme.benchmark.sector_groups)
    yield from (_row("size", size.code, size.name) for size in programme.sizes)
    yield from (_row("size", f"group:{group.code}", group.name) for group in programme.benchmark.size_groups)
    for name in ("sector", "size"):
        yield [name, "group:other", "andere", "other", ""]
    lists: dict[str, Sequence[_Named]] = {
        "theme": programme.themes, "need": programme.needs, "channel": programme.channels,
        "contact_kind": programme.contact_kinds, "question_outcome": programme.question_outcomes,
        "journey_outcome": programme.journey_outcomes, "referral_outcome": programme.referral_outcomes,
        "decline_reason": programme.decline_reasons, "counterfactual": programme.results.without,
        "scan": programme.scans,
    }  # fmt: skip
    for name, items in lists.items():
        yield from (_row(name, item.code, item.name) for item in items)
    yield from (["partner", partner.code, partner.code, partner.code, ""] for partner in programme.partners)
    yield from (_row("result_kind", kind.code, kind.name, kind.unit) for kind in programme.results.kinds)
    yield from _survey()


def _survey() -> Iterator[list[str]]:
    for state in SurveyAsk.State:
        if state is not SurveyAsk.State.ANSWERED:
            with translation.override("nl"):
                nl = str(state.label)
            with translation.override("en"):
                en = str(state.label)
            yield ["non_response", state.value, nl, en, ""]
    for survey in current().surveys:
        items = current().scan(survey.scan).items
        yield from (_row("survey_question", code, items[code].ask) for code in survey.scores)


def _row(name: str, code: str, said: Text, unit: str = "") -> list[str]:
    return [name, code, said.nl, said.en, unit]
