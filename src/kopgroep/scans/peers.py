"""Which group of the frozen benchmark a company is held against."""

from kopgroep.scans.models import Filling, Snapshot


def first_compared(filling: Filling) -> tuple[Snapshot | None, str]:
    """The latest benchmark before this scan was finished, and the group used; none as long as no quarter is frozen."""
    return None, ""
