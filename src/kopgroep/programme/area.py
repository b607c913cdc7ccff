"""Where the programme works."""

from typing import Annotated

from pydantic import Field

from kopgroep.programme.parts import AreaCode, Count, Day, Flag, Part, Sentence

Latitude = Annotated[float, Field(strict=True, ge=-90, le=90)]
Longitude = Annotated[float, Field(strict=True, ge=-180, le=180)]


class Municipality(Part):
    """A municipality whose companies the programme serves.

    ``lat`` and ``lon`` are WGS84 degrees of a point well inside it. ``establishments_reference`` is the
    number of establishments on the date and from the source that the area names: a denominator, no target.
    """

    code: AreaCode
    name: Sentence
    province: Sentence
    lat: Latitude
    lon: Longitude
    establishments_reference: Count
    core: Flag = True
    """False for a neighbour that takes part by agreement."""
    note: Sentence | None = None


class AreaReference(Part):
    """Where the figures and borders of the area come from."""

    establishments_on: Day
    establishments_source: Sentence
    boundaries_on: Day
    boundaries_source: Sentence
    attribution: Sentence
    """The line to show under a map."""
