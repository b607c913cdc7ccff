"""The card of a referral: exactly what a partner gets to see, and nothing else."""

from typing import Any

from kopgroep.casework.models import Referral
from kopgroep.programme import current

KEYS = (
    "reference",
    "company",
    "kvk_number",
    "place",
    "contact_name",
    "contact_email",
    "contact_phone",
    "theme",
    "service",
    "ask",
    "adviser",
    "adviser_email",
)
"""All that a card can hold. A test compares a card with this list: what is not here is never shared."""


def card_of(referral: Referral) -> dict[str, Any]:
    """What would be shared now, as texts by the names in ``KEYS``; empty where nothing is known.

    A shielded address stays shielded: of the place of work only the town is told, and not even that when shielded.
    """
    seat = referral.company.seat
    programme = current()
    services = [service for service in programme.services if service.code == referral.service]
    return {
        "reference": referral.reference,
        "company": referral.company.name,
        "kvk_number": referral.company.kvk_number or "",
        "place": seat.place if seat and not seat.address_shielded else "",
        "contact_name": referral.contact_name,
        "contact_email": referral.contact_email,
        "contact_phone": referral.contact_phone,
        "theme": programme.theme(referral.theme).name.in_(referral.language),
        "service": services[0].name.in_(referral.language) if services else "",
        "ask": referral.ask,
        "adviser": referral.owner.name,
        "adviser_email": referral.owner.email,
    }


def wording_of(referral: Referral) -> str:
    """The words that are kept with a consent: to whom, and each thing that is shared, line by line."""
    shared = "\n".join(f"{name}: {value}" for name, value in referral.card.items() if value)
    return f"{referral.organisation.name}\n{shared}"
