"""The money of a report: that of the sources which pay for the lines it is about."""

from kopgroep.programme import MoneySource
from kopgroep.reporting.money import Purse
from kopgroep.reporting.reports.ground import Ground


def sources(ground: Ground) -> tuple[MoneySource, ...]:
    """The sources of money of the report: all, those of a funder, or those of a plus."""
    found = ground.programme.money
    if ground.plus:
        return tuple(source for source in found if source.line == ground.plus.code)
    return tuple(source for source in found if not ground.funder or source.funder == ground.funder)


def whole_purse(ground: Ground) -> Purse:
    """All sources of the report together, over all years."""
    return sum((ground.money.of(source.code) for source in sources(ground)), Purse())
