"""Answers that are known already: from the register, from what was stated, from another scan."""

from typing import Any

from kopgroep.companies.models import Company
from kopgroep.programme.scans import Scan


def known_answers(scan: Scan, company: Company | None) -> dict[str, Any]:
    """Stored answers to fill in beforehand, by question. The person who fills in may change each of them."""
    return {}
