"""Codes that point from one file of a programme to another, and codes that may stand only once."""

from collections.abc import Iterator
from typing import Any

from kopgroep.programme.faults import known
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.reading import Folder
from kopgroep.programme.sheets import SERIES
from kopgroep.programme.yaml_lines import KeyPath

LISTS: dict[str, tuple[str, str]] = {
    "goals": ("programme.yaml", "goals.*.code"),
    "municipalities": ("area.yaml", "municipalities.*.code"),
    "sources": ("money.yaml", "sources.*.code"),
    "lines": ("money.yaml", "lines.*.code"),
    "themes": ("themes.yaml", "themes.*.code"),
    "needs": ("needs.yaml", "needs.*.code"),
    "indicators": ("indicators.yaml", "indicators.*.code"),
    "figures": ("figures.yaml", "figures.*.code"),
    "result kinds": ("results.yaml", "results.kinds.*.code"),
    "answers on without": ("results.yaml", "results.without.*.code"),
    "surveys": ("results.yaml", "surveys.*.code"),
    "reports": ("reports", "report.code"),
    "ladders": ("ladder.yaml", "ladder.code"),
    "phases": ("ladder.yaml", "ladder.phases.*.code"),
    "partners": ("partners.yaml", "partners.*.code"),
    "services": ("services.yaml", "services.*.code"),
    "instruments": ("instruments.yaml", "instruments.*.code"),
    "channels": ("casework.yaml", "channels.*.code"),
    "contact kinds": ("casework.yaml", "contact_kinds.*.code"),
    "contact outcomes": ("casework.yaml", "contact_outcomes.*.code"),
    "question outcomes": ("casework.yaml", "question_outcomes.*.code"),
    "journey outcomes": ("casework.yaml", "journey_outcomes.*.code"),
    "referral outcomes": ("casework.yaml", "referral_outcomes.*.code"),
    "decline reasons": ("casework.yaml", "decline_reasons.*.code"),
    "event kinds": ("casework.yaml", "event_kinds.*.code"),
    "sensitive words": ("casework.yaml", "sensitive_words.*.code"),
    "sizes": ("sizes.yaml", "sizes.*.code"),
    "question examples": ("portal.yaml", "question_examples.*.code"),
    "offer": ("portal.yaml", "offer.*.code"),
    "size groups": ("benchmark.yaml", "benchmark.size_groups.*.code"),
    "sector groups": ("benchmark.yaml", "benchmark.sector_groups.*.code"),
    "scans": ("scans", "scan.code"),
    "publications": ("publications", "publication.code"),
}
"""Every list of the programme and where its codes stand, in a file or a folder. Within a list a code stands once."""

REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("money.yaml", "sources.*.line", "lines"),
    ("money.yaml", "lines.*.area.*", "municipalities"),
    ("money.yaml", "lines.*.themes.*", "themes"),
    ("money.yaml", "lines.*.also_for.*", "lines"),
    ("themes.yaml", "themes.*.line", "lines"),
    ("needs.yaml", "needs.*.themes.*", "themes"),
    ("ladder.yaml", "ladder.theme", "themes"),
    ("services.yaml", "services.*.partner", "partners"),
    ("services.yaml", "services.*.themes.*", "themes"),
    ("services.yaml", "services.*.needs.*", "needs"),
    ("services.yaml", "services.*.area.*", "municipalities"),
    ("services.yaml", "services.*.sizes.*", "sizes"),
    ("services.yaml", "services.*.phases.*", "phases"),
    ("instruments.yaml", "instruments.*.themes.*", "themes"),
    ("portal.yaml", "question_examples.*.theme", "themes"),
    ("portal.yaml", "offer.*.theme", "themes"),
    ("indicators.yaml", "indicators.*.line", "lines"),
    ("indicators.yaml", "indicators.*.theme", "themes"),
    ("indicators.yaml", "indicators.*.rule.line", "lines"),
    ("indicators.yaml", "indicators.*.rule.theme", "themes"),
    ("indicators.yaml", "indicators.*.rule.contact_kinds.*", "contact kinds"),
    ("indicators.yaml", "indicators.*.rule.event_kind", "event kinds"),
    ("indicators.yaml", "indicators.*.rule.ladder", "ladders"),
    ("figures.yaml", "figures.*.theme", "themes"),
    ("figures.yaml", "figures.*.ask.theme", "themes"),
    ("figures.yaml", "figures.*.ask.line", "lines"),
    ("figures.yaml", "figures.*.ask.result", "result kinds"),
    ("figures.yaml", "figures.*.ask.survey", "surveys"),
    ("figures.yaml", "figures.*.ask.*.line", "lines"),
    ("figures.yaml", "figures.*.ask.*.theme", "themes"),
    ("figures.yaml", "figures.*.ask.*.contact_kinds.*", "contact kinds"),
    ("figures.yaml", "figures.*.ask.*.event_kind", "event kinds"),
    ("results.yaml", "surveys.*.scan", "scans"),
    ("benchmark.yaml", "benchmark.size_groups.*.sizes.*", "sizes"),
    ("scans", "scan.theme", "themes"),
    ("scans", "scan.scales.*.ladder", "ladders"),
    ("scans", "scan.scales.*.gates.*.phase", "phases"),
    ("scans", "scan.publications.*", "publications"),
    ("scans", "scan.advice.*.services.*", "services"),
    ("scans", "scan.advice.*.instruments.*", "instruments"),
    ("scans", "scan.advice.*.opens", "scans"),
    ("publications", "publication.figures.*.group.sector_groups.*", "sector groups"),
)
"""Which key holds a code of which list."""

OUTCOMES = {
    EntryKind.CONTACT_HELD.value: ("contact outcomes", "contact_outcomes"),
    EntryKind.QUESTION_CLOSED.value: ("question outcomes", "question_outcomes"),
    EntryKind.JOURNEY_CLOSED.value: ("journey outcomes", "journey_outcomes"),
    EntryKind.REFERRAL_RESULT.value: ("referral outcomes", "referral_outcomes"),
    EntryKind.REFERRAL_DECLINED.value: ("decline reasons", "decline_reasons"),
}
"""The kinds of ledger line that end with an outcome, and the list it comes from."""


def codes(folder: Folder, name: str) -> list[str]:
    """The codes of a list, also when other keys of its file are wrong."""
    return [value for _, _, value in _places(folder, *LISTS[name]) if isinstance(value, str)]


def _places(folder: Folder, file: str, pattern: str) -> Iterator[tuple[str, KeyPath, Any]]:
    """Every place that fits the pattern, with its file: the one named, or each one of the folder named."""
    for name in folder.series(file) if file in SERIES else [file]:
        yield from ((name, path, value) for path, value in folder.find(name, pattern))


def check_references(folder: Folder) -> None:
    """Every code that leads nowhere."""
    for where, pattern, name in REFERENCES:
        options = codes(folder, name)
        if not options and LISTS[name][0] not in SERIES:  # the list could not be read, and has its own fault
            continue
        for file, path, value in _places(folder, where, pattern):
            if isinstance(value, str) and value not in options:
                folder.blame_at(file, path, f"no such code {value!r}", known(value, options, name))


def check_doubles(folder: Folder) -> None:
    """Every code that stands twice in its list."""
    for where, pattern in LISTS.values():
        first: dict[str, str] = {}
        for file, path, value in _places(folder, where, pattern):
            if not isinstance(value, str):
                continue
            if value in first:
                problem = f"code {value!r} is already used {first[value]}"
                folder.blame_at(file, path, problem, "Give each item a code of its own")
            place = f"in {file}" if where in SERIES else f"on line {folder.sheets[file].line_of(path)}"
            first.setdefault(value, place)


def check_lines_are_paid(folder: Folder) -> None:
    """Every line has at least one source of money."""
    paid = [value for _, value in folder.find("money.yaml", "sources.*.line")]
    if not all(isinstance(code, str) for code in paid):
        return
    for path, code in folder.find(*LISTS["lines"]):
        if paid and isinstance(code, str) and code not in paid:
            remedy = f"Add a source with line: {code}, or remove the line"
            folder.blame_at("money.yaml", path, f"nobody pays for line {code!r}", remedy)


def check_rule_outcomes(folder: Folder) -> None:
    """Outcomes in a counting rule: they fit the kind of line, exist, and are outcomes that count."""
    file = "indicators.yaml"
    if "casework.yaml" not in folder.sheets:
        return
    for path, rule in folder.find(file, "indicators.*.rule"):
        chosen = rule.get("outcomes") if isinstance(rule, dict) else None
        if not isinstance(chosen, list) or not chosen:
            continue
        kind = rule.get("kind")
        if not isinstance(kind, str) or kind not in list(EntryKind):
            continue
        if kind not in OUTCOMES:
            problem = f"lines of kind {kind} have no outcome"
            folder.blame_at(file, (*path, "outcomes"), problem, f"Remove it, or count one of: {', '.join(OUTCOMES)}")
            continue
        name, key = OUTCOMES[kind]
        not_counting = {
            item.get("code")
            for _, item in folder.find("casework.yaml", f"{key}.*")
            if isinstance(item, dict) and item.get("counts") is False and isinstance(item.get("code"), str)
        }
        for index, code in enumerate(chosen):
            place = (*path, "outcomes", index)
            if not isinstance(code, str):
                continue
            if code not in codes(folder, name):
                folder.blame_at(file, place, f"no such code {code!r}", known(code, codes(folder, name), name))
            elif code in not_counting:
                remedy = f"Leave it out, or say counts: true in casework.yaml {key}"
                folder.blame_at(file, place, f"outcome {code!r} does not count", remedy)


def check_rule_themes(folder: Folder) -> None:
    """An indicator and its rule speak of the same theme, and that theme has what is counted."""
    file = "indicators.yaml"
    themes = {
        theme["code"]: theme
        for _, theme in folder.find("themes.yaml", "themes.*")
        if isinstance(theme, dict) and isinstance(theme.get("code"), str)
    }
    for path, indicator in folder.find(file, "indicators.*"):
        rule = indicator.get("rule") if isinstance(indicator, dict) else None
        if not isinstance(rule, dict):
            continue
        shown, counted = indicator.get("theme"), rule.get("theme")
        if not isinstance(counted, str) or counted not in themes:
            continue
        if isinstance(shown, str) and shown in themes and shown != counted:
            problem = f"counts {counted!r} but is shown under {shown!r}"
            folder.blame_at(file, (*path, "rule", "theme"), problem, "Make theme and rule.theme the same")
        for noun in ("intake", "journey"):
            if str(rule.get("kind")).startswith(noun) and themes[counted].get(noun) is False:
                remedy = f"Remove {noun}: false from the theme, or count something else"
                folder.blame_at(file, (*path, "rule", "kind"), f"theme {counted!r} has no {noun}s", remedy)
