"""Every kind of fault: one thing is broken at a time, and file, key, problem and remedy are compared as a whole."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kopgroep.programme import Fault
from kopgroep.programme.parsing import EXAMPLES
from kopgroep.programme.sheets import SERIES, SHEETS
from tests.programme.conftest import Copy, Line

QUOTES = 'Write it in quotes, such as "no": YAML reads a bare yes, no, on or off as true or false'
RULES = "companies, once_per_period, lines, ladder_steps"

BROKEN: dict[str, tuple[str, str, str, str, str, str]] = {
    "unknown key": (
        "clocks.yaml", "first_call: 3", "first_call: 3\n  first_cal: 3",
        "clocks.first_cal", "unknown key 'first_cal'",
        "Known keys: first_call, first_intake, referral_draft, referral_consent, referral_accept, referral_expire, "
        "referral_reroute, referral_contact, referral_result, referral_confirm, to_manager, silent_days, "
        "one_conversation_days, pressure_days, pressure_high, hours_warning_percent, follow_link_days, "
        "scan_link_days, plan_check_months, aftercare_months, starter_months; did you mean first_call",
    ),
    "missing key": (
        "clocks.yaml", "  first_call: 3", "  # no first call", "clocks.first_call", "missing", "Add first_call:",
    ),
    "missing language": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "{nl: Personeel}", "themes[2].name.en", "missing", "Add en:",
    ),
    "one language only": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "Personeel",
        "themes[2].name", "one text 'Personeel' where two languages are meant", "Write nl: and en: below it",
    ),
    "bare no": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "{nl: no, en: Staff}",
        "themes[2].name.nl", "false where text is meant", QUOTES,
    ),
    "bare on as word": (
        "instruments.yaml", "status: open", "status: on",
        "instruments[0].status", "no such word true (a bare yes, no, on or off)",
        "Known words: open, closed, rounds, yearly, ongoing, unknown",
    ),
    "number as text": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "{nl: 2021, en: Staff}",
        "themes[2].name.nl", "2021 where text is meant", 'Write it in quotes: "2021"',
    ),
    "list as text": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "{nl: [a], en: Staff}",
        "themes[2].name.nl", "a list or keys where text is meant", "Write one text behind the colon",
    ),
    "blank": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "{nl: '  ', en: Staff}", "themes[2].name.nl", "empty",
        "Fill it in",
    ),
    "null": (
        "themes.yaml", "{nl: Personeel, en: Staff}", "", "themes[2].name", "empty", "Fill it in, or remove the key",
    ),
    "text as number": (
        "themes.yaml", "hour_cap: 12", 'hour_cap: "12"',
        "themes[0].hour_cap", "'12' is not a whole number", "Write a whole number without quotes",
    ),
    "number out of range": (
        "clocks.yaml", "first_call: 3", "first_call: 0", "clocks.first_call", "0 is out of range", "Write 1 or more",
    ),
    "percentage out of range": (
        "instruments.yaml", "support_percent: 50", "support_percent: 150",
        "instruments[0].support_percent", "150 is out of range", "Write 100 or less",
    ),
    "text as latitude": (
        "area.yaml", "lat: 52.3", "lat: north",
        "municipalities[2].lat", "'north' is not a number", "Write a number such as 52.99, without quotes",
    ),
    "text as flag": (
        "themes.yaml", "journey: false", 'journey: "no"',
        "themes[2].journey", "'no' is neither true nor false", "Write true or false, without quotes",
    ),
    "text as day": (
        "programme.yaml", "starts_on: 2022-01-01", 'starts_on: "2022-01-01"',
        "period.starts_on", "'2022-01-01' is not a day", "Write it as 2021-01-31, without quotes",
    ),
    "text as amount": (
        "money.yaml", "euros: 460000", 'euros: "460000"',
        "total.euros", "'460000' is not an amount", "Write euros as a number, such as 2500 or 2500.50",
    ),
    "word as list": (
        "indicators.yaml", "contact_kinds: [specific_advice]", "contact_kinds: specific_advice",
        "indicators[4].rule.contact_kinds", "'specific_advice' where a list is meant",
        "Write one item per line, each starting with a dash",
    ),
    "word as keys": (
        "clocks.yaml", "clocks:\n", "clocks: fast\nrest:\n",
        "clocks", "'fast' where keys are meant", "Write its keys below it, each with a colon",
    ),
    "no code": (
        "portal.yaml", "code: zonnepanelen", "code: Zonne panelen",
        "question_examples[0].code", "'Zonne panelen' has the wrong form",
        "Write small letters and digits with - or _ between them, such as smart-manufacturing",
    ),
    "no address": (
        "instruments.yaml", "source_note: verzonnen", "source_url: example.org",
        "instruments[0].source_url", "'example.org' has the wrong form",
        "Write an address such as https://example.org/page",
    ),
    "no size class": (
        "sizes.yaml", '"5-9"', '"five"', "sizes[2].code", "'five' has the wrong form",
        "Write a class such as 5-9 or 100+, in quotes",
    ),
    "unknown word": (
        "money.yaml", "kind: plus", "kind: pluss",
        "lines[1].kind", "no such word 'pluss'", "Known words: base, deal, plus; did you mean plus",
    ),
    "unknown counting rule": (
        "indicators.yaml", "count: companies\n      kind: journey_closed", "count: company\n      kind: journey_closed",
        "indicators[1].rule.count", "no such word 'company'", f"Known words: {RULES}; did you mean companies",
    ),
    "no counting rule": (
        "indicators.yaml", "count: companies\n      kind: journey_closed", "kind: journey_closed",
        "indicators[1].rule", "no count", "Add count: companies, once_per_period, lines or ladder_steps",
    ),
    "key of another counting rule": (
        "indicators.yaml", "ladder: energieladder", "ladder: energieladder\n      months: 3",
        "indicators[2].rule.months", "unknown key 'months'",
        "Known keys: kind, theme, line, per_year, count, ladder, rise",
    ),
    "event kind without events": (
        "indicators.yaml", "kind: event_held", "kind: contact_held",
        "indicators[3].rule", "event_kind goes with kind event_held, not with contact_held",
        "Remove event_kind, or count event_held",
    ),
    "upper end too low": (
        "indicators.yaml", "value_max: 6", "value_max: 4",
        "indicators[3]", "value_max 4 is not above value 4",
        "Give the lower end as value and the upper end as value_max",
    ),
    "journeys without cap": (
        "themes.yaml", "hour_cap: 12", "journey: true",
        "themes[0]", "journeys without hour_cap", "Add hour_cap: in hours, or journey: false",
    ),
    "instrument without source": (
        "instruments.yaml", "source_note: verzonnen\n    ", "",
        "instruments[0]", "no source", "Add source_url:, or source_note: when there is no page",
    ),
    "aid without a value": (
        "services.yaml", "    value_per_hour: 95\n", "",
        "services[0]", "de-minimis aid without value_per_hour", "Add value_per_hour:, or aid_basis: unknown",
    ),
    "sector without scheme": (
        "services.yaml", "[2008-G, 2025-G]", "[G]",
        "services[1].sectors[0]", "'G' has the wrong form", "Write scheme and section letter, such as 2008-C",
    ),
    "audience of a service": (
        "services.yaml", "audience: [established]", "audience: [etablished]",
        "services[1].audience[0]", "no such word 'etablished'",
        "Known words: pre_start, starter, established; did you mean established",
    ),
    "partner of a service": (
        "services.yaml", "partner: meren-college", "partner: meren-colege",
        "services[2].partner", "no such code 'meren-colege'",
        "Known partners: regio-merenland, ondernemerskring-lindevoort, meren-college; did you mean meren-college",
    ),
    "municipality of a service": (
        "services.yaml", "area: [GM9901]", "area: [GM9904]",
        "services[1].area[0]", "no such code 'GM9904'",
        "Known municipalities: GM9901, GM9902, GM9903; did you mean GM9903",
    ),
    "size of a service": (
        "services.yaml", '"2-4"]', '"2-3"]',
        "services[1].sizes[1]", "no such code '2-3'",
        "Known sizes: 1, 2-4, 5-9, 10-19, 20-49, 50-99, 100+; did you mean 2-4",
    ),
    "phase of a service": (
        "services.yaml", "phases: [meten, plannen]", "phases: [meten, plan]",
        "services[1].phases[1]", "no such code 'plan'", "Known phases: meten, plannen, doen; did you mean plannen",
    ),
    "amounts crossed": (
        "instruments.yaml", "amount_min: 500", "amount_min: 5000",
        "instruments[0]", "amount_max 2500 is below amount_min 5000", "Mend one of the two",
    ),
    "theme of an indicator": (
        "indicators.yaml", "theme: start\n      months", "theme: startt\n      months",
        "indicators[0].rule.theme", "no such code 'startt'",
        "Known themes: start, energie, personeel; did you mean start",
    ),
    "line of a theme": (
        "themes.yaml", "    line: basis\n    journey", "    line: basiz\n    journey",
        "themes[2].line", "no such code 'basiz'", "Known lines: basis, plus-hogebeek; did you mean basis",
    ),
    "ladder of an indicator": (
        "indicators.yaml", "ladder: energieladder", "ladder: trap",
        "indicators[2].rule.ladder", "no such code 'trap'", "Known ladders: energieladder",
    ),
    "theme of the ladder": (
        "ladder.yaml", "theme: energie", "theme: energy",
        "ladder.theme", "no such code 'energy'", "Known themes: start, energie, personeel; did you mean energie",
    ),
    "theme of a need": (
        "needs.yaml", "themes: [personeel]", "themes: [energie, mensen]",
        "needs[1].themes[1]", "no such code 'mensen'", "Known themes: start, energie, personeel",
    ),
    "theme of an instrument": (
        "instruments.yaml", "themes: [energie]", "themes: [energy]",
        "instruments[0].themes[0]", "no such code 'energy'",
        "Known themes: start, energie, personeel; did you mean energie",
    ),
    "event kind of an indicator": (
        "indicators.yaml", "event_kind: ontbijt", "event_kind: lunch",
        "indicators[3].rule.event_kind", "no such code 'lunch'", "Known event kinds: ontbijt",
    ),
    "contact kind of an indicator": (
        "indicators.yaml", "contact_kinds: [specific_advice]", "contact_kinds: [special_advice]",
        "indicators[4].rule.contact_kinds[0]", "no such code 'special_advice'",
        "Known contact kinds: specific_advice, information_only; did you mean specific_advice",
    ),
    "outcome of an indicator": (
        "indicators.yaml", "outcomes: [maatregel]", "outcomes: [maatregl]",
        "indicators[1].rule.outcomes[0]", "no such code 'maatregl'",
        "Known journey outcomes: maatregel, gestopt; did you mean maatregel",
    ),
    "outcome that does not count": (
        "indicators.yaml", "outcomes: [maatregel]", "outcomes: [gestopt]",
        "indicators[1].rule.outcomes[0]", "outcome 'gestopt' does not count",
        "Leave it out, or say counts: true in casework.yaml journey_outcomes",
    ),
    "outcome of a line without one": (
        "indicators.yaml", "kind: journey_closed", "kind: journey_opened",
        "indicators[1].rule.outcomes", "lines of kind journey_opened have no outcome",
        "Remove it, or count one of: contact_held, question_closed, journey_closed, referral_result, "
        "referral_declined",
    ),
    "two themes in one indicator": (
        "indicators.yaml", "theme: start\n      months", "theme: energie\n      months",
        "indicators[0].rule.theme", "counts 'energie' but is shown under 'start'", "Make theme and rule.theme the same",
    ),
    "theme without intakes": (
        "themes.yaml", "hour_cap: 12", "hour_cap: 12\n    intake: false",
        "indicators[0].rule.kind", "theme 'start' has no intakes",
        "Remove intake: false from the theme, or count something else",
    ),
    "double code": (
        "casework.yaml", "code: email", "code: visit",
        "channels[3].code", "code 'visit' is already used on line 5", "Give each item a code of its own",
    ),
    "line that nobody pays": (
        "money.yaml", "line: plus-hogebeek", "line: basis",
        "lines[1].code", "nobody pays for line 'plus-hogebeek'",
        "Add a source with line: plus-hogebeek, or remove the line",
    ),
    "period in the wrong order": (
        "programme.yaml", "starts_on: 2022-01-01", "starts_on: 2027-01-01",
        "period", "ends on 2025-12-31, before it starts on 2027-01-01", "Mend one of the two days",
    ),
    "line outside the programme": (
        "money.yaml", "starts_on: 2022-01-01", "starts_on: 2021-12-31",
        "lines[0].starts_on", "2021-12-31 lies outside the programme",
        "Choose a day from 2022-01-01 up to and including 2025-12-31",
    ),
    "indicator outside its line": (
        "indicators.yaml", "period: {starts_on: 2023-01-01, ends_on: 2024-12-31}",
        "period: {starts_on: 2023-01-01, ends_on: 2025-12-31}",
        "indicators[4].period.ends_on", "2025-12-31 lies outside line plus-hogebeek",
        "Choose a day from 2023-01-01 up to and including 2024-12-31",
    ),
    "year outside the programme": (
        "money.yaml", "2024: 34999.50", "2026: 34999.50",
        "sources[1].budgets[2026]", "2026 lies outside the programme",
        "Choose a year from 2022 up to and including 2025",
    ),
    "years that do not add up": (
        "money.yaml", "2024: 34999.50", "2024: 34999.00",
        "sources[1].budgets", "the years add up to 59999.5, the total says 60000",
        "Mend a year or the total; the difference is 0.5",
    ),
    "sources that do not add up": (
        "money.yaml", "euros: 460000", "euros: 460001",
        "total.euros", "the sources add up to 460000, the total says 460001",
        "Mend a source or the total; the difference is 1",
    ),
    "phase out of order": (
        "ladder.yaml", "number: 3", "number: 4",
        "ladder.phases[2].number", "number 4 where 3 is due",
        "Write number: 3, or put the phases in order from the bottom",
    ),
    "gap between size classes": (
        "sizes.yaml", "minimum: 5,", "minimum: 6,", "sizes[2].minimum", "starts at 6 where 5 is due",
        "Write minimum: 5",
    ),
    "missing role": (
        "roles.yaml", "  analyst:\n    name: {nl: Onderzoeker, en: Analyst}\n    description:\n"
        "      nl: Onderzoekt met gegevens zonder namen of het programma helpt.\n"
        "      en: Studies with data without names whether the programme helps.\n", "",
        "roles.analyst", "missing", "Add analyst: with name and description, each in nl and en",
    ),
    "point outside the border": (
        "area.yaml", "lat: 52.3\n    lon: 4.25", "lat: 4.25\n    lon: 52.3",
        "municipalities[2].lat", "point 4.25, 52.3 lies outside the border",
        "Give lat (north) and lon (east) of a point inside; perhaps the two are swapped",
    ),
}  # fmt: skip

ELSEWHERE = {"theme without intakes": "indicators.yaml"}
"""The fault shows in another file than the one that was broken."""


@pytest.mark.parametrize("name", BROKEN)
def test_fault_names_file_key_problem_and_remedy(copy: Copy, name: str) -> None:
    file, old, new, key, problem, remedy = BROKEN[name]
    copy.edit(file, old, new)
    found = [replace(fault, line=None) for fault in copy.faults() if not _follows(name, fault)]
    assert found == [Fault(ELSEWHERE.get(name, file), key, problem, remedy)]


def _follows(name: str, fault: Fault) -> bool:
    """Breaking the shape of a whole mapping leaves its old keys behind; a lost size class is missed by its group."""
    return (name, fault.key) == ("word as keys", "rest") or (name, fault.file) == ("no size class", "benchmark.yaml")


def test_fault_names_the_line(copy: Copy, line_of: Line) -> None:
    copy.edit("themes.yaml", "hour_cap: 16", "hour_cap: many")
    assert [fault.line for fault in copy.faults()] == [line_of("themes.yaml", "hour_cap: many")]


def test_missing_key_names_the_line_of_what_misses_it(copy: Copy, line_of: Line) -> None:
    copy.edit("themes.yaml", "    name: {nl: Energie, en: Energy}\n", "")
    assert [(fault.key, fault.line) for fault in copy.faults()] == [
        ("themes[1].name", line_of("themes.yaml", "code: energie"))
    ]


def test_message_lists_every_fault_at_once(copy: Copy, line_of: Line) -> None:
    copy.edit("themes.yaml", "hour_cap: 16", "hour_cap: many")
    copy.edit("portal.yaml", "theme: energie", "theme: energy")
    (copy.path / "needs.yaml").unlink()
    assert [str(fault) for fault in copy.faults()] == [
        "needs.yaml: missing. Add needs.yaml; programmes/voorbeeld has a small one to start from.",
        f"portal.yaml:{line_of('portal.yaml', 'theme: energy')} question_examples[0].theme: no such code 'energy'. "
        "Known themes: start, energie, personeel; did you mean energie.",
        f"themes.yaml:{line_of('themes.yaml', 'hour_cap: many')} themes[1].hour_cap: 'many' is not a whole number. "
        "Write a whole number without quotes.",
    ]


def patterns(schema: Any) -> Iterator[str]:
    """Every form of text that a schema asks for, however deep, also of its keys."""
    if isinstance(schema, list):
        for part in schema:
            yield from patterns(part)
    if isinstance(schema, dict):
        if isinstance(schema.get("pattern"), str):
            yield schema["pattern"]
        yield from schema.get("patternProperties", {})
        for part in schema.values():
            yield from patterns(part)


def test_every_form_of_text_has_an_example_for_who_writes_it_wrong() -> None:
    asked = {form for model in {*SHEETS.values(), *SERIES.values()} for form in patterns(model.model_json_schema())}
    assert asked == set(EXAMPLES)
