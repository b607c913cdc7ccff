"""What is counted, and how: a target of the programme together with its counting rule."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.kinds import Dimension, EntryKind, RoleCode
from kopgroep.programme.parts import Code, Coded, Count, Day, Flag, Part, Period, Positive, Quarter, Sentence, Text


class _Rule(Part):
    """What every counting rule has: the kind of ledger line it asks for, and filters on those lines."""

    kind: EntryKind
    theme: Code | None = None
    line: Code | None = None
    per_year: Flag = False
    """True when counting starts again on 1 January and the target is for one year."""

    @property
    def kinds(self) -> tuple[EntryKind, ...]:
        """Every kind of line that counts."""
        return (self.kind,)


class Companies(_Rule):
    """Distinct companies with at least one such line, whoever helped them."""

    count: Literal["companies"]
    also: tuple[EntryKind, ...] = ()
    """Other kinds of line that count as well: whoever has one of any kind counts, and once."""
    outcomes: tuple[Code, ...] = ()
    contact_kinds: tuple[Code, ...] = ()
    shown: Flag = False
    """True for only those of which a later scan and a dated proof show a step on the theme."""

    @property
    def kinds(self) -> tuple[EntryKind, ...]:
        """Every kind of line that counts."""
        return (self.kind, *self.also)

    @model_validator(mode="after")
    def _other_kinds_are_others(self) -> Self:
        if len(set(self.kinds)) < len(self.kinds):
            raise MistakeError("a kind of line is named twice", "Name each kind once, in kind: or in also:")
        if self.also and (self.outcomes or self.contact_kinds or self.shown):
            problem = "also counts lines of several kinds, that have no outcomes in common"
            raise MistakeError(problem, "Remove also, or remove outcomes, contact_kinds and shown")
        return self

    @model_validator(mode="after")
    def _a_step_is_on_a_theme(self) -> Self:
        if self.shown and self.theme is None:
            raise MistakeError("shown goes with a theme: a step is shown by the scan of one", "Add theme:")
        return self


class OncePerPeriod(_Rule):
    """Lines, but a company counts once per theme in any stretch of ``months`` months."""

    count: Literal["once_per_period"]
    months: Positive = 12
    outcomes: tuple[Code, ...] = ()
    contact_kinds: tuple[Code, ...] = ()


class Lines(_Rule):
    """The number of lines, for what is not done for one company: a table, a meeting."""

    count: Literal["lines"]
    outcomes: tuple[Code, ...] = ()
    event_kind: Code | None = None

    @model_validator(mode="after")
    def _event_kind_goes_with_events(self) -> Self:
        if self.event_kind and self.kind is not EntryKind.EVENT_HELD:
            problem = f"event_kind goes with kind event_held, not with {self.kind}"
            raise MistakeError(problem, "Remove event_kind, or count event_held")
        return self


class LadderSteps(_Rule):
    """Companies with two dated positions, the later one at least ``rise`` phases higher and with proof."""

    count: Literal["ladder_steps"]
    kind: Literal[EntryKind.LADDER_POSITION] = EntryKind.LADDER_POSITION
    ladder: Code
    rise: Positive = 1


Rule = Annotated[Companies | OncePerPeriod | Lines | LadderSteps, Field(discriminator="count")]


class Baseline(Part):
    """Where a figure stood before the programme, or what it is compared with."""

    value: Count
    measured_on: Day
    note: Text | None = None
    source: Sentence


class Indicator(Coded):
    """One figure that the programme follows, with its target, its rule and its place in the source."""

    name: Text
    description: Text
    rule: Rule
    period: Period
    value: Count
    value_max: Count | None = None
    """The upper end of a target such as "5 to 10"; it is reached at ``value``."""
    line: Code
    theme: Code | None = None
    """Under which theme it is shown; None for the whole programme. The rule has its own filter."""
    version: Positive = 1
    """Raised when the rule changes, so that nobody lays two meanings side by side."""
    owner: RoleCode = RoleCode.MANAGER
    """Who answers for the figure."""
    by: tuple[Dimension, ...] = ()
    """How reports split it."""
    baseline: Baseline | None = None
    path: dict[Quarter, Count] = {}
    """What is to be reached at the end of quarters such as ``2023Q2``; in between, and without it, growth is even."""
    public: Flag = True
    """Whether its frozen values are open data."""
    reference: Flag = False
    """True for a figure to compare with, which nobody promised to reach."""
    note: Text | None = None
    """What a reader must know: a contradiction in the source, a choice that was made."""
    source: Sentence
    where: Sentence
    """The place in the source: page, heading, bullet."""

    @property
    def per_year(self) -> bool:
        """Whether ``value`` is meant for each calendar year."""
        return self.rule.per_year

    @model_validator(mode="after")
    def _upper_end_is_higher(self) -> Self:
        if self.value_max is not None and self.value_max <= self.value:
            problem = f"value_max {self.value_max} is not above value {self.value}"
            raise MistakeError(problem, "Give the lower end as value and the upper end as value_max")
        return self

    @model_validator(mode="after")
    def _path_climbs_to_the_target(self) -> Self:
        if not self.path:
            return self
        if self.per_year:
            raise MistakeError("a path goes with a target for the whole period, not per year", "Remove path")
        steps = [self.path[quarter] for quarter in sorted(self.path)]
        if steps != sorted(steps):
            raise MistakeError("the path goes down", "Write what is to be reached since the start, not per quarter")
        if steps[-1] > self.value:
            raise MistakeError(f"the path ends above the target {self.value}", "Mend the last quarter or the value")
        return self
