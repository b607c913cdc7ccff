"""The latest position of a company on a ladder, as columns of another query."""

from typing import Any

from django.db.models import OuterRef, Subquery

from kopgroep.scans.models import Measure


def latest_position(theme: str, *, company: str) -> dict[str, Any]:
    """Annotations ``phase``, ``phase_on`` and ``proof`` of the latest position; None where there is none.

    ``company`` is the path of the company's key in the query that they are added to.
    """
    latest = Measure.objects.filter(company=OuterRef(company), theme=theme).positions()
    columns = {"phase": "phase", "phase_on": "taken_on", "proof": "proof"}
    return {name: Subquery(latest.values(column)[:1]) for name, column in columns.items()}
