"""Where a company can be sent: partners, and instruments such as grants, loans and vouchers."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from kopgroep.programme.faults import MistakeError
from kopgroep.programme.parts import Code, Coded, Day, Euros, Flag, Positive, Sentence, Text, Url

PartnerKind = Literal[
    "government",
    "regional_programme",
    "development_company",
    "financier",
    "business_association",
    "sector_association",
    "local_association",
    "business_park",
    "network",
    "support_programme",
    "cluster",
    "knowledge_institution",
    "education",
    "municipal_service",
    "grant_programme",
]
InstrumentLevel = Literal["region", "province", "part_of_country", "state", "state_and_private", "european"]
InstrumentForm = Literal[
    "grant",
    "voucher",
    "loan",
    "loan_or_equity",
    "loan_or_guarantee",
    "guarantee",
    "tax",
    "advice",
    "guidance",
    "programme",
]
InstrumentStatus = Literal["open", "closed", "rounds", "yearly", "ongoing", "unknown"]
Precision = Literal["page", "site", "site_with_mark", "none"]


class Partner(Coded):
    """An organisation that helps companies; no persons. The names of persons live in the database."""

    name: Sentence
    kind: PartnerKind
    area: Sentence | None = None
    role: Text
    mkb_deal_2020: Flag = False
    """True when the deal of 2020 lists it as a partner."""
    source: Sentence


class Instrument(Coded):
    """A grant, loan, voucher or other help that somebody offers, as a source described it on a day.

    The status is what the source said then. Show it with ``seen_on``; nobody promises that it still holds.
    """

    name: Sentence
    provider: Sentence
    level: InstrumentLevel
    area: Sentence
    subject: Text
    themes: tuple[Code, ...] = ()
    """The themes of the programme under which it is offered."""
    audience: Text
    form: InstrumentForm
    support_percent: Annotated[int, Field(strict=True, ge=0, le=100)] | None = None
    """The highest rate that the source names."""
    amount_min: Euros | None = None
    amount_max: Euros | None = None
    status: InstrumentStatus
    status_year: Positive | None = None
    ends_on: Day | None = None
    description: Text
    source_url: Url | None = None
    source_note: Sentence | None = None
    source_precision: Precision
    seen_on: Day

    @model_validator(mode="after")
    def _has_a_source(self) -> Self:
        if self.source_url is None and self.source_note is None:
            raise MistakeError("no source", "Add source_url:, or source_note: when there is no page")
        return self

    @model_validator(mode="after")
    def _amounts_in_order(self) -> Self:
        if self.amount_min is not None and self.amount_max is not None and self.amount_max < self.amount_min:
            problem = f"amount_max {self.amount_max} is below amount_min {self.amount_min}"
            raise MistakeError(problem, "Mend one of the two")
        return self
