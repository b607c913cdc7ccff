"""The summary under ``./kopgroep test``, which people and build servers read."""

from collections import Counter
from pathlib import Path

import pytest

from kit.passes import Outcome, summary
from kit.passes import _counts as counts_of


def outcome(name: str, code: int, **counts: int) -> Outcome:
    return Outcome(name, code, 61.4, Counter(counts))


def test_summary_adds_up_all_passes() -> None:
    lines = summary([outcome("sqlite", 0, passed=10, skipped=1), outcome("browser", 0, passed=2)]).splitlines()
    assert lines == [
        "",
        "sqlite          61 s  10 passed, 1 skipped",
        "browser         61 s  2 passed",
        "12 passed, 0 failed, 1 skipped",
    ]


def test_summary_counts_failures() -> None:
    shown = summary([outcome("sqlite", 1, passed=1, failed=2), outcome("browser", 5)])
    assert shown.splitlines()[-1] == "1 passed, 2 failed"


def test_summary_counts_a_pass_that_never_got_to_its_tests_as_a_failure() -> None:
    shown = summary([outcome("sqlite", 0, passed=3), outcome("postgresql", 4)])
    assert shown.splitlines()[-2:] == ["            pytest stopped with exit code 4; see above", "3 passed, 1 failed"]


@pytest.mark.parametrize(("code", "failed"), [(0, False), (5, False), (1, True), (2, True), (-9, True)])
def test_outcome_fails_unless_all_chosen_tests_passed(code: int, failed: bool) -> None:
    assert outcome("sqlite", code).failed is failed


def test_counts_come_from_the_report_of_pytest(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        "<testsuites><testsuite><testcase/><testcase><failure/></testcase><testcase><error/></testcase>"
        "<testcase><skipped/></testcase><testcase/></testsuite></testsuites>"
    )
    assert counts_of(report) == Counter(passed=2, failed=2, skipped=1)
    assert counts_of(tmp_path / "none.xml") == Counter()
