"""Filters that write dates, hours, money and shares in the language of the page."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.translation import get_language

from kopgroep.base import dates, money
from kopgroep.programme.parts import Text

register = template.Library()


def _day(value: date) -> date:
    """The day here of a date or of a moment."""
    return timezone.localtime(value).date() if isinstance(value, datetime) and timezone.is_aware(value) else value


def _written(value: Any, write: Callable[[Any, str], str]) -> str:
    """Written out; nothing for what is not known."""
    return "" if value is None or value == "" else write(value, get_language() or "nl")


@register.filter
def nice_date(value: date | None) -> str:
    """``23 nov 2026``."""
    return _written(value, lambda day, language: dates.nice_date(_day(day), language))


@register.filter
def nice_day(value: date | None) -> str:
    """``ma 15 mei 2023``."""
    return _written(value, lambda day, language: dates.nice_day(_day(day), language))


@register.filter
def short_day(value: date | None) -> str:
    """``ma 15 mei``."""
    return _written(value, lambda day, language: dates.short_day(_day(day), language))


@register.filter
def hours(minutes: int | None) -> str:
    """``3 u 45``, from minutes."""
    return _written(minutes, dates.hours)


@register.filter
def euros(cents: int | None) -> str:
    """``€ 3.118.861``, from cents."""
    return _written(cents, money.euros)


@register.filter
def percent(share: float | None) -> str:
    """``62,5%``, from a share between 0 and 1."""
    return _written(share, money.percent)


@register.filter
def share(value: float | None) -> str:
    """``53,0%``, from a share between 0 and 1: for a column, in which each has one decimal."""
    return _written(value, money.percent_in_column)


@register.filter
def amount(value: float | None, decimals: int = 0) -> str:
    """``1.093``, with as many decimals as asked."""
    return _written(value, lambda number, language: money.amount(number, language, decimals=decimals))


@register.filter
def said(text: Text | None) -> str:
    """A text of the programme, in the language of the page."""
    return "" if text is None else text.in_(get_language() or "nl")
