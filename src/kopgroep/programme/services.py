"""What a partner does for companies: for whom, where, at what cost, and on which ground of state aid."""

from typing import Literal, Self

from pydantic import model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Choice, Code, Euros, Positive, SectorLetter, Sentence, Text

Audience = Literal["pre_start", "starter", "established"]
Cost = Literal["free", "partly", "paid", "unknown"]
AidBasis = Literal["none", "de_minimis", "block_exemption", "unknown"]


class Service(Choice):
    """Something that a partner offers. An empty list means that there is no limit: the whole area, every sector.

    What the source does not say is ``unknown``, or left out; nobody guesses a price or a ground for aid.
    """

    partner: Code
    description: Text
    themes: tuple[Code, ...] = ()
    needs: tuple[Code, ...] = ()
    area: tuple[Sentence, ...] = ()
    """Municipality codes in which companies are helped; empty for the whole area."""
    sectors: tuple[SectorLetter, ...] = ()
    """Scheme and section letter of the activity codes (SBI), such as 2008-C; empty for every sector."""
    sizes: tuple[Sentence, ...] = ()
    """Size classes; empty for every size."""
    audience: tuple[Audience, ...] = ()
    """Somebody who has not started yet, a starter, an established company; empty for all of them."""
    phases: tuple[Code, ...] = ()
    """Phases of the ladder in which it fits best; empty when it has nothing to do with the ladder."""
    cost: Cost = "unknown"
    cost_note: Text | None = None
    capacity_per_month: Positive | None = None
    """How many companies a month the partner can take; left out when nobody said."""
    aid_basis: AidBasis = "unknown"
    value_per_hour: Euros | None = None
    """Euros that an hour of it is worth, which counts as state aid."""
    words: tuple[Sentence, ...] = ()
    """Further Dutch words with which entrepreneurs ask for this: for searching only, never shown."""
    source: Sentence

    @model_validator(mode="after")
    def _aid_has_a_value(self) -> Self:
        if self.aid_basis == "de_minimis" and self.value_per_hour is None:
            raise MistakeError("de-minimis aid without value_per_hour", "Add value_per_hour:, or aid_basis: unknown")
        return self
