"""The filters of the monitor. Each stands in the address, so that what one sees can be kept and shared."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.periods import quarter_of
from kopgroep.programme import Dimension, current
from kopgroep.reporting.lineage import UNTIL, WORDS
from kopgroep.reporting.view import Cut, View
from kopgroep.workspace.cut_words import choices, dimension_word
from kopgroep.workspace.public_days import public_view, why

ABOUT_COMPANIES = (Dimension.MUNICIPALITY, Dimension.SECTOR, Dimension.SIZE, Dimension.EXPERIENCE)
"""Only for who may open the lines: with these a figure could come down to one company."""
OF_THE_PROGRAMME = (Dimension.LINE, Dimension.FUNDER, Dimension.THEME)


@dataclass(frozen=True)
class ActiveFilter:
    """One filter that is set: its name in the address, what it is about, and what was chosen."""

    name: str
    label: str
    value: str


def ended_quarters(on: date) -> list[tuple[str, str]]:
    """The last day of every quarter of the programme that has ended, the latest first, with its name."""
    found, first = [], quarter_of(current().period.starts_on)[0]
    while (last := quarter_of(first)[1]) < on:
        number = (last.month + 2) // 3
        found.append((last.isoformat(), _("Quarter %(number)s of %(year)s") % {"number": number, "year": last.year}))
        first = last + timedelta(days=1)
    return found[::-1]


class MonitorFilter(forms.Form):
    """Which part of the programme, and up to which day. A word that nobody knows filters nothing, and is said."""

    def __init__(self, asked: QueryDict, *, user: User) -> None:
        dimensions = OF_THE_PROGRAMME + (ABOUT_COMPANIES if user.may(Permission.SEE_LINES) else ())
        super().__init__({name: asked.get(name, "") for name in (UNTIL, *(WORDS[which] for which in dimensions))})
        self.dimensions = dimensions
        self.public = not user.may(Permission.SEE_LINES)
        self._offer(UNTIL, _("Up to and including"), _("Today"), ended_quarters(today()))
        for dimension in dimensions:
            self._offer(WORDS[dimension], dimension_word(dimension), _("All"), choices(dimension))
        self.full_clean()

    def _offer(self, name: str, label: str, none: str, known: list[tuple[str, str]]) -> None:
        field: Any = forms.ChoiceField(label=label, required=False, choices=[("", none), *known])
        field.unmarked = True  # a filter is never required
        self.fields[name] = field

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """The filters of the programme itself."""
        return [self[name] for name in (UNTIL, *(WORDS[which] for which in OF_THE_PROGRAMME))]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The filters about companies, for who has them."""
        return [self[WORDS[which]] for which in self.dimensions if which in ABOUT_COMPANIES]

    @property
    def more_set(self) -> bool:
        """Whether one of those is set, so that they must be seen."""
        return any(self.cleaned_data.get(field.name) for field in self.more_fields)

    @cached_property
    def view(self) -> View:
        """The ledger as it is asked for."""
        day = self.cleaned_data.get(UNTIL, "")
        codes = {which.value: self.cleaned_data.get(WORDS[which], "") for which in self.dimensions}
        if self.public and day:
            return public_view(date.fromisoformat(day), Cut(**codes))
        return View(date.fromisoformat(day) if day else today(), Cut(**codes))

    @property
    def about_days(self) -> str:
        """What who may not open lines must know of the days to choose from; empty for others."""
        if not self.public:
            return ""
        return _("A closed quarter stands here as it was closed.") + " " + why()

    @property
    def active(self) -> list[ActiveFilter]:
        """The filters that are set, in words."""
        found = []
        for name, value in self.cleaned_data.items():
            if value:
                field: Any = self.fields[name]
                found.append(ActiveFilter(name, str(field.label), str(dict(field.choices)[value]).strip()))
        return found

    @property
    def unknown(self) -> list[str]:
        """What was asked for and does not exist."""
        return [str(self.data[name]) for name in self.errors]
