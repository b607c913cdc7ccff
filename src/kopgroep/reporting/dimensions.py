"""By what lines can be split: for each dimension, the code that a line has in it."""

from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from kopgroep.programme import Dimension, Experience, current

COLUMNS = {
    Dimension.MUNICIPALITY: "municipality_code",
    Dimension.SECTOR: "sector",
    Dimension.SIZE: "size_class",
    Dimension.THEME: "theme",
    Dimension.LINE: "line",
}
"""What the line itself says, as it was on the day of the line."""


def cell_of(dimension: Dimension) -> Any:
    """An expression over lines: the code of each line in a dimension, empty when it has none."""
    if dimension in COLUMNS:
        return F(COLUMNS[dimension])
    if dimension is Dimension.FUNDER:
        return _funder()
    if dimension is Dimension.PARTNER:
        return Coalesce(KeyTextTransform("partner", "detail"), Value(""), output_field=TextField())
    return _experience()


def _funder() -> Any:
    """The funder of the line on which it was booked."""
    paid = [When(line=line.code, then=Value(line.funder)) for line in current().lines]
    return Case(*paid, default=Value(""), output_field=TextField())


def _experience() -> Any:
    """What the line says; of one that was written before lines said it, that it is not known."""
    unknown = When(experience="", then=Value(Experience.UNKNOWN.value))
    return Case(unknown, default=F("experience"), output_field=TextField())
