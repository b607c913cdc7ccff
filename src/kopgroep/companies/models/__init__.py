"""Companies and their places of work, the people in them, and the registers they were read from."""

from kopgroep.companies.models.company import Company, StatedFact
from kopgroep.companies.models.consent import Consent
from kopgroep.companies.models.double import LikelyDouble, Merge
from kopgroep.companies.models.establishment import Activity, Establishment, TradeName
from kopgroep.companies.models.people import Person, Position
from kopgroep.companies.models.register import EstablishmentSnapshot, RegisterRun

__all__ = [
    "Activity",
    "Company",
    "Consent",
    "Establishment",
    "EstablishmentSnapshot",
    "LikelyDouble",
    "Merge",
    "Person",
    "Position",
    "RegisterRun",
    "StatedFact",
    "TradeName",
]
