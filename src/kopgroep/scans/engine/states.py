"""The five states of an answer, and the form in which answers are stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

type Value = str | int | float | tuple[str, ...]
"""A word, a number, a day as ``2023-05-15``, a text, or the words that were ticked."""

type Stored = Mapping[str, Mapping[str, Any]]
"""Answers by item, as JSON: ``{"value": ...}`` or ``{"state": ...}``; what is not there was not answered."""


class State(StrEnum):
    """What is known about a question."""

    VALUE = "value"
    """It was answered."""
    ZERO = "zero"
    """A structural zero: routed past, because an earlier answer says that there is none. It scores 0, as measured."""
    NOT_APPLICABLE = "not_applicable"
    """It does not concern this company, by its own word or by routing: out of the score and out of what is needed."""
    DONT_KNOW = "dont_know"
    """The answer was "I don't know": not measured."""
    NOT_ASKED = "not_asked"
    """No answer yet, or nobody can tell whether it must be asked: not measured."""

    @property
    def is_measured(self) -> bool:
        """Whether it says how the company stands."""
        return self in (State.VALUE, State.ZERO)


@dataclass(frozen=True)
class Answer:
    """One answer after routing; ``value`` is None in every state but VALUE."""

    state: State
    value: Value | None = None


NOT_ASKED = Answer(State.NOT_ASKED)
