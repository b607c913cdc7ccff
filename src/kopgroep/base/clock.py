"""What day it is. Everything that asks for today asks here, so that a demonstration can stand still in time."""

import os
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
VARIABLE = "KOPGROEP_TODAY"


def standing_at() -> date | None:
    """The day on which the demonstration stands, or None when the clock simply runs.

    Raises ValueError when KOPGROEP_TODAY is set to something that is not a date (YYYY-MM-DD).
    """
    text = os.environ.get(VARIABLE, "")
    return date.fromisoformat(text) if text else None


def now() -> datetime:
    """This moment, in UTC. In a demonstration: the time of day on the day where it stands."""
    moment = datetime.now(tz=UTC)
    stood = standing_at()
    if stood is None:
        return moment
    local = moment.astimezone(ZONE).timetz().replace(tzinfo=None)
    return datetime.combine(stood, local, tzinfo=ZONE).astimezone(UTC)


def today() -> date:
    """The local date."""
    return standing_at() or datetime.now(tz=ZONE).date()


def start_of(day: date) -> datetime:
    """Midnight at the start of a local day, as a moment."""
    return datetime.combine(day, time.min, tzinfo=ZONE)
