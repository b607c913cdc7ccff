"""What to do about a score."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.kinds import Doer
from kopgroep.programme.parts import Code, Coded, Flag, Positive, Text
from kopgroep.programme.scans.conditions import Condition


class Advice(Coded):
    """One thing that a company can do next, and when it is worth proposing."""

    title: Text
    """What to do, as a short order."""
    text: Text
    reason: Text
    """Why it is proposed to this company."""
    scale: Code
    """The dimension that it helps; the lower that one is, the earlier the advice stands."""
    when: tuple[Condition, ...] = Field(min_length=1)
    priority: Annotated[int, Field(ge=1, le=9, strict=True)] = 5
    """1 comes first among advice for the same dimension."""
    hours: Positive
    """Effort of the company, in hours."""
    does: Doer
    """Who does it: the company itself, the adviser, or a partner."""
    services: tuple[Code, ...] = ()
    """Services of partners that fit, the best first."""
    instruments: tuple[Code, ...] = ()
    """Grants, loans and vouchers that may pay a part."""
    voucher: Flag = False
    """Whether a voucher of the programme may pay a part."""
    proof: Text
    """What will show that it was done."""
    months: Positive
    """Within how many months."""
    opens: Code | None = None
    """Another scan that is worth doing now; it opens with what is known filled in."""

    @model_validator(mode="after")
    def _a_partner_has_a_service(self) -> Self:
        if self.does is Doer.PARTNER and not self.services:
            raise MistakeError("a partner does it, but no service is named", "Add services:, or write does: company")
        return self
