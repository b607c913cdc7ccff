"""What it costs to take a structural zero for a missing answer: ``python -m benchmarks.structural_zero``.

A survey on management among invented firms. Firms without performance indicators (KPIs) are routed past the questions
on what they do with them. That is a 0: they do nothing with them. Who calls it missing leaves it out of the mean, and
flatters exactly the firms that manage least. The British statistics office had to publish its survey of management
again for this reason, with a mean of .55 instead of .57. The firms are made so that the two means come out there; the
direction of the mistake is not made.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

# So that it runs without Django and without an environment variable.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.engine.states import State

FIRMS = 2_000
SEED = 2023
DAY = date(2023, 5, 15)

STEPS = (0, 0.33, 0.67, 1)
KPI_QUESTIONS = ("kpi-review", "kpi-board")
"""Asked only of firms that have KPIs."""
OTHERS = (
    *("repair", "learn", "ideas"),
    *("goals", "goals-known", "goals-ease", "goals-bonus"),
    *("promote", "train", "train-time", "weak", "hire"),
)


def survey(otherwise: str) -> Scan:
    """The survey; ``otherwise`` says what it means to be routed past: ``zero``, or ``skip`` for the mistake."""
    options = [{"code": f"step-{n}", "name": _text(f"{n}"), "points": points} for n, points in enumerate(STEPS)]
    has = [{"item": "kpis", "one_of": ["step-1", "step-2", "step-3"]}]
    routed = {code: {"when": has, "otherwise": otherwise} for code in KPI_QUESTIONS}
    items = [
        {"code": code, "ask": _text(code), "kind": "choice", "options": options, **routed.get(code, {})}
        for code in ("kpis", *KPI_QUESTIONS, *OTHERS)
    ]
    scale = {"code": "management", "kind": "mean", "name": _text("Management"), "meaning": _text("How it is managed.")}
    weights = {"items": {str(item["code"]): 1 for item in items}, "weights": len(items)}
    return Scan.model_validate(
        {
            "code": "management",
            "version": "1.0.0",
            "name": _text("Management"),
            "theme": "management",
            "purpose": _text("An example."),
            "minutes": 5,
            "sections": [{"code": "all", "name": _text("All"), "items": items}],
            "scales": [scale | weights],
            "headline": ["management"],
            "grounds": "Invented.",
        }
    )


def firms(number: int = FIRMS, seed: int = SEED) -> Iterator[dict[str, dict[str, Any]]]:
    """Stored answers of invented firms: who manages better answers higher, and more often has KPIs."""
    draw = Random(seed).random
    for _ in range(number):
        quality = (draw() + draw() + draw()) / 3
        without = draw() < 1.15 - 1.5 * quality
        stored = {"kpis": _step(0 if without else max(1, _height(quality, draw())))}
        for code in (*(() if without else KPI_QUESTIONS), *OTHERS):
            stored[code] = _step(_height(quality, draw()))
        yield stored


@dataclass(frozen=True)
class Outcome:
    """The two means, from 0 to 1, and how many of the firms have no KPIs."""

    right: Fraction
    mistaken: Fraction
    firms: int
    without: int


def outcome(seed: int = SEED) -> Outcome:
    """Score the same answers both ways. The mean is over the scores as they are shown to each firm."""
    asked = list(firms(seed=seed))
    right, mistaken = survey("zero"), survey("skip")
    without = sum(answers(right, stored, DAY)[KPI_QUESTIONS[0]].state is State.ZERO for stored in asked)
    return Outcome(_mean(right, asked), _mean(mistaken, asked), len(asked), without)


def _mean(scan: Scan, asked: list[dict[str, dict[str, Any]]]) -> Fraction:
    scores = [score(scan, stored, on=DAY).scales["management"].value for stored in asked]
    return sum((Fraction(str(value)) for value in scores if value is not None), Fraction(0)) / len(scores) / 100


def _height(quality: float, luck: float) -> int:
    """The step that a firm of this quality answers, from 0 to 3."""
    return min(3, max(0, int(4 * (0.133 + 0.86 * quality + 0.55 * (luck - 0.5)))))


def _step(height: int) -> dict[str, Any]:
    return {"value": f"step-{height}"}


def _text(words: str) -> dict[str, str]:
    return {"nl": words, "en": words}


if __name__ == "__main__":
    found = outcome()
    print(f"{found.firms} invented firms, {found.without} without KPIs")
    print(f"structural zero as 0        mean {float(found.right):.2f}  ({float(found.right):.4f})")
    print(f"structural zero as missing  mean {float(found.mistaken):.2f}  ({float(found.mistaken):.4f})")
