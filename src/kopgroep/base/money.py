"""Figures as people here write them: ``€ 3.118.861``, ``1.093``, ``62,5%``."""

from decimal import ROUND_HALF_UP, Decimal

from kopgroep.base.dates import JOIN, written_in

Number = int | float | Decimal


def amount(value: Number, language: str = "nl", *, decimals: int = 0) -> str:
    """A figure with a mark between the thousands: ``1.093`` in Dutch, ``1,093`` in English."""
    step = Decimal(1).scaleb(-decimals)
    rounded = Decimal(str(value)).quantize(step, rounding=ROUND_HALF_UP)
    english = f"{abs(rounded):,.{decimals}f}"
    sign = "−" if rounded < 0 else ""
    if written_in(language) == "en":
        return sign + english
    return sign + english.translate(str.maketrans(",.", ".,"))


def euros(cents: int, language: str = "nl") -> str:
    """Cents as ``€ 3.118.861``, with cents only when there are some: ``€ 12,50``."""
    figure = amount(Decimal(abs(cents)) / 100, language, decimals=2 if cents % 100 else 0)
    gap = "" if written_in(language) == "en" else JOIN
    return f"{'−' if cents < 0 else ''}€{gap}{figure}"


def percent(share: Number, language: str = "nl") -> str:
    """A share (0.625) as ``62,5%``, at most one decimal; a whole one without: ``53%``."""
    tenths = (Decimal(str(share)) * 1000).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return amount(tenths / 10, language, decimals=0 if tenths % 10 == 0 else 1) + "%"


def percent_in_column(share: Number, language: str = "nl") -> str:
    """A share (0.53) as ``53,0%``: always one decimal, so that the figures of a column stand under each other."""
    return amount(Decimal(str(share)) * 100, language, decimals=1) + "%"
