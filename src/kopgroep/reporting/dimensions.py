"""By what lines can be split: for each dimension, the code that a line has in it."""

from typing import Any

from django.db.models import Case, F, OuterRef, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, ExtractDay, ExtractMonth, ExtractYear
from django.db.models.lookups import Exact, IsNull, LessThan

from kopgroep.companies.models import Establishment
from kopgroep.programme import Dimension, Experience, current

COLUMNS = {
    Dimension.MUNICIPALITY: "municipality_code",
    Dimension.SECTOR: "sector",
    Dimension.SIZE: "size_class",
    Dimension.THEME: "theme",
    Dimension.LINE: "line",
}
"""What the line itself says, as it was on the day of the line."""
MONTHS = 12


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
    """How long the company existed on the day of the line, by its first day as it is known now.

    A register tells that day, and may tell it late: it is no part of the line. Without it the answer is unknown.
    """
    whose = Coalesce(OuterRef("company__merged_into"), OuterRef("company"))
    seat = Establishment.objects.filter(company=whose, leads=True, started_on__isnull=False).order_by("pk")
    since = Coalesce(
        F("company__merged_into__started_on"), F("company__started_on"), Subquery(seat.values("started_on")[:1])
    )
    years = ExtractYear("happened_on") - ExtractYear(since)
    months = MONTHS * years + ExtractMonth("happened_on") - ExtractMonth(since)
    term = Value(current().clocks.starter_months)
    short_of_a_month = LessThan(ExtractDay("happened_on"), ExtractDay(since))
    return Case(
        When(IsNull(since, True), then=Value(Experience.UNKNOWN.value)),
        When(LessThan(months, term), then=Value(Experience.STARTER.value)),
        When(Exact(months, term) & short_of_a_month, then=Value(Experience.STARTER.value)),
        default=Value(Experience.ESTABLISHED.value),
        output_field=TextField(),
    )
