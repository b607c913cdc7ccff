"""What comes out of a scan, and its one form as text."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from kopgroep.scans.engine.states import State


@dataclass(frozen=True)
class Score:
    """What one scale came to. Scales that stand on other scales count those as their questions."""

    value: float | None
    """As shown: one decimal, a half up. None means not measured, which is not 0."""
    questions: int
    """How many questions are scored for this company: all, less those that do not apply to it."""
    measured: int
    """How many of these were answered, structural zeros included."""
    weight: float
    """The weight of ``questions``."""
    answered: float
    """The weight of ``measured``."""
    unmet: tuple[str, ...] = ()
    """Of a count: the questions and variables that did not give all their points, by code in the alphabet."""
    level: str | None = None
    fell_from: str | None = None
    """The level that the value alone would have given, when its demands were not met."""
    held_by: tuple[str, ...] = ()
    """The scales that kept it from ``fell_from``: too low for its demands, or not measured."""


@dataclass(frozen=True)
class Gate:
    """One phase of a ladder."""

    open: bool
    unmet: tuple[str, ...] = ()
    """The questions that keep it shut, in the order of its conditions: not met, partly met or not known."""


@dataclass(frozen=True)
class Result:
    """The scores of one set of answers under one definition. Equal answers give equal bytes, now and in ten years."""

    engine: str
    scan: str
    version: str
    on: date
    states: Mapping[str, State]
    scales: Mapping[str, Score]
    gates: Mapping[str, Gate]
    """By code of the phase."""
    headline: str | None
    """The scale whose level heads the page; None when none of the candidates was measured."""
    advice: tuple[str, ...]
    """Codes, what helps most first."""

    def as_json(self) -> str:
        """The canonical text: keys in the alphabet, no spaces."""
        content = asdict(self) | {"on": self.on.isoformat()}
        return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)

    @classmethod
    def read(cls, text: str) -> Self:
        """The result that ``as_json`` wrote."""
        content = json.loads(text)
        return cls(
            **content
            | {
                "on": date.fromisoformat(content["on"]),
                "states": {code: State(state) for code, state in content["states"].items()},
                "scales": {code: Score(**_tuples(score)) for code, score in content["scales"].items()},
                "gates": {code: Gate(**_tuples(gate)) for code, gate in content["gates"].items()},
                "advice": tuple(content["advice"]),
            }
        )


def _tuples(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}
