"""What was frozen of a scan keeps later changes honest."""

import json

import pytest

from kopgroep.programme.history import History, extended, imprint, meaning, numbers
from kopgroep.programme.reading import HISTORY
from tests.programme.conftest import Copy

SCAN = "scans/energie.yaml"
ASKED = "Heb je een slimme meter of een ander meetsysteem?"


@pytest.fixture
def frozen(copy: Copy) -> Copy:
    """A copy of which the scan was frozen as version 1.0.0."""
    _write(copy, extended(None, copy.load().scan("energie")))
    return copy


def _write(copy: Copy, history: History) -> None:
    (copy.path / HISTORY).mkdir(exist_ok=True)
    (copy.path / HISTORY / f"{history.scan}.json").write_text(history.as_text(), encoding="utf-8")


def _said(copy: Copy) -> list[tuple[str, str, str]]:
    return [(fault.key, fault.problem, fault.remedy) for fault in copy.faults()]


def test_what_is_frozen_and_did_not_change_is_sound(frozen: Copy) -> None:
    assert frozen.load().scan("energie").version == "1.0.0"


def test_freezing_keeps_kind_first_version_and_hash_of_every_question(frozen: Copy) -> None:
    scan = frozen.load().scan("energie")
    kept = json.loads((frozen.path / HISTORY / "energie.json").read_text(encoding="utf-8"))
    assert list(kept["items"]) == sorted(scan.items)
    assert kept["items"]["meter"] == {
        "kind": "yes_no",
        "since": "1.0.0",
        "revisions": {"1": meaning(scan, scan.items["meter"])},
    }
    assert kept["versions"] == {"1.0.0": imprint(scan).model_dump()}


def test_history_is_no_content(copy: Copy) -> None:
    before = copy.load().hash
    _write(copy, extended(None, copy.load().scan("energie")))
    assert copy.load().hash == before


def test_other_words_ask_a_new_revision_and_a_new_version(frozen: Copy) -> None:
    frozen.edit(SCAN, ASKED, "Heb je een slimme meter?")
    assert _said(frozen) == [
        ("scan.version", "words changed since version 1.0.0", "Write version: 1.0.1"),
        (
            "scan.sections[1].items[0].ask",
            "wording or answers of 'meter' changed without a new revision",
            "Write revision: 2; give the question another code when it now means something else",
        ),
    ]
    frozen.edit(SCAN, "code: meter\n", "code: meter\n          revision: 2\n")
    frozen.edit(SCAN, "version: 1.0.0", "version: 1.0.1")
    assert frozen.load().scan("energie").items["meter"].revision == 2


def test_another_name_of_an_answer_asks_a_new_revision(frozen: Copy) -> None:
    frozen.edit(SCAN, "nl: Ledlampen", "nl: Zuinige lampen")
    assert [fault.key for fault in frozen.faults()] == ["scan.version", "scan.sections[2].items[0].ask"]


def test_revision_never_goes_back(frozen: Copy) -> None:
    frozen.edit(SCAN, ASKED, "Heb je een slimme meter?")
    frozen.edit(SCAN, "code: meter\n", "code: meter\n          revision: 2\n")
    frozen.edit(SCAN, "version: 1.0.0", "version: 1.0.1")
    _write(frozen, extended(History.model_validate_json(_kept(frozen)), frozen.load().scan("energie")))
    frozen.edit(SCAN, "revision: 2", "revision: 1")
    assert ("scan.sections[1].items[0].revision", "revision 1 of 'meter' comes after 2") in [
        said[:2] for said in _said(frozen)
    ]


def _kept(copy: Copy) -> str:
    return (copy.path / HISTORY / "energie.json").read_text(encoding="utf-8")


def test_code_never_gets_another_kind_of_answer(frozen: Copy) -> None:
    frozen.edit(SCAN, "kind: yes_no", "kind: yes_partly_no")
    assert _said(frozen) == [
        ("scan.version", "what decides the scores changed since version 1.0.0", "Write version: 2.0.0"),
        (
            "scan.sections[1].items[0].kind",
            "code 'meter' was a question of kind yes_no since 1.0.0",
            "Give the new question a code of its own",
        ),
    ]


Change = tuple[str, str]
RISES: dict[str, tuple[Change, str, str]] = {
    "points": (("points: 0.3}", "points: 0.4}"), "what decides the scores changed since version 1.0.0", "2.0.0"),
    "weight": (
        ("{maatregelen: 2, besparing: 1}\n      weights: 3", "{maatregelen: 2, besparing: 2}\n      weights: 4"),
        "what decides the scores changed since version 1.0.0", "2.0.0",
    ),
    "level": (("at_least: 40", "at_least: 45"), "what decides the scores changed since version 1.0.0", "2.0.0"),
    "routing": (("          otherwise: zero\n", ""), "what decides the scores changed since version 1.0.0", "2.0.0"),
    "advice": (("hours: 8", "hours: 9"), "more than words changed since version 1.0.0", "1.1.0"),
    "fact": (("          fact: staff\n", ""), "more than words changed since version 1.0.0", "1.1.0"),
    "name of a level": (("nl: Onderweg,", "nl: Op weg,"), "words changed since version 1.0.0", "1.0.1"),
    "grounds": (("Eigen vragen van", "Vragen van"), "words changed since version 1.0.0", "1.0.1"),
}  # fmt: skip
"""What is changed, what that is called, and the version that must come."""


@pytest.mark.parametrize("name", RISES)
def test_version_rises_by_the_number_of_what_changed(frozen: Copy, name: str) -> None:
    change, problem, version = RISES[name]
    frozen.edit(SCAN, *change)
    assert _said(frozen) == [("scan.version", problem, f"Write version: {version}")]
    frozen.edit(SCAN, "version: 1.0.0", f"version: {version}")
    assert frozen.load().scan("energie").version == version


def test_smaller_rise_than_is_due_is_refused(frozen: Copy) -> None:
    frozen.edit(SCAN, "points: 0.3}", "points: 0.4}")
    frozen.edit(SCAN, "version: 1.0.0", "version: 1.4.2")
    assert [said[2] for said in _said(frozen)] == ["Write version: 2.0.0"]


def test_older_version_never_comes_back(frozen: Copy) -> None:
    frozen.edit(SCAN, "version: 1.0.0", "version: 0.9.9")
    assert _said(frozen) == [
        ("scan.version", "version 0.9.9 is older than 1.0.0, which was used", "Write version: 1.0.0 or more")
    ]


def test_question_that_went_away_keeps_its_code(frozen: Copy) -> None:
    frozen.edit(SCAN, "code: mensen", "code: personen")
    frozen.edit(SCAN, "version: 1.0.0", "version: 1.1.0")
    _write(frozen, extended(History.model_validate_json(_kept(frozen)), frozen.load().scan("energie")))
    assert json.loads(_kept(frozen))["items"]["mensen"]["since"] == "1.0.0"
    assert json.loads(_kept(frozen))["items"]["personen"]["since"] == "1.1.0"
    frozen.edit(SCAN, "code: sector\n", "code: mensen\n")
    assert ("scan.sections[0].items[1].kind", "code 'mensen' was a question of kind number since 1.0.0") in [
        said[:2] for said in _said(frozen)
    ]


def test_scan_that_was_used_never_goes_away(frozen: Copy) -> None:
    (frozen.path / SCAN).unlink()
    assert [str(fault) for fault in frozen.faults()] == [
        "scans/history/energie.json: scan 'energie' was used, and its file is gone. "
        "Put scans/energie.yaml back, with retired_on: when the scan ended."
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("{}", "no history of this scan"),
        ('{"scan": "water"}', "no history of this scan"),
        ("[", "not JSON: Expecting value"),
        ("", "empty"),
    ],
)
def test_history_that_somebody_edited(frozen: Copy, content: str, problem: str) -> None:
    (frozen.path / HISTORY / "energie.json").write_text(content, encoding="utf-8")
    assert [(fault.file, fault.problem) for fault in frozen.faults()] == [("scans/history/energie.json", problem)]


def test_versions_are_numbers() -> None:
    assert sorted(["1.10.0", "1.9.0", "1.9.10"], key=numbers) == ["1.9.0", "1.9.10", "1.10.0"]


def test_key_written_out_at_its_default_changes_no_hash(copy: Copy) -> None:
    before = copy.load().scan("energie")
    copy.edit(SCAN, "kind: yes_no\n", "kind: yes_no\n          dont_know: true\n")
    assert imprint(copy.load().scan("energie")) == imprint(before)
