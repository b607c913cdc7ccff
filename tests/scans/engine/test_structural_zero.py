"""The lesson of a survey that had to be published again: who has none of it scores 0, and is not missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.structural_zero import DAY, KPI_QUESTIONS, firms, outcome, survey
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.engine.states import State

ROOT = Path(__file__).resolve().parents[3]


def test_zeros_taken_for_missing_move_the_mean_from_55_to_57() -> None:
    found = outcome()
    assert f"{float(found.right):.2f}" == "0.55"
    assert f"{float(found.mistaken):.2f}" == "0.57"
    assert found.without == 809


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_mistake_flatters_whatever_the_firms_are(seed: int) -> None:
    found = outcome(seed)
    assert found.mistaken > found.right


def test_mistake_flatters_only_firms_without() -> None:
    right, mistaken = survey("zero"), survey("skip")
    for stored in firms(60):
        one, other = (score(scan, stored, on=DAY) for scan in (right, mistaken))
        without = stored["kpis"] == {"value": "step-0"}
        assert one.states[KPI_QUESTIONS[0]] is (State.ZERO if without else State.VALUE)
        shown, flattered = one.scales["management"], other.scales["management"]
        assert shown.value is not None
        assert flattered.value is not None
        if without:
            assert (shown.questions, shown.measured, flattered.questions) == (15, 15, 13)
            assert flattered.value > shown.value
        else:
            assert flattered == shown


def test_command_prints_both_means_and_the_manual_has_them() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.structural_zero"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    page = (ROOT / "docs/explanation/scoring.md").read_text(encoding="utf-8")
    assert f"```\n{done.stdout}```" in page
