"""Counting: which lines of the ledger make up a figure.

Every rule first says which lines count (``lines_behind``); the figure is then asked of those very lines. So a figure
and the lines that it opens to cannot differ. How each rule counts is told in docs/explanation/counting.md.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, Case, Count, Exists, Min, OuterRef, Q, Value, When

from kopgroep.base.periods import months_before, share_elapsed
from kopgroep.ledger.models import Entry, EntryQuerySet
from kopgroep.programme import (
    Companies,
    EntryKind,
    Indicator,
    LadderSteps,
    Lines,
    OncePerPeriod,
    Period,
    Rule,
    current,
)
from kopgroep.reporting.view import Doubles, View, as_view

Repeat = tuple[int, int, str, date]
"""Of a line that may be a repeat: its key, its company, its theme and its day."""


@dataclass(frozen=True)
class Window:
    """The days over which an indicator counts, as seen from one day."""

    starts_on: date
    ends_on: date
    """The last day of the target itself."""
    on: date
    """The last day that counts: the day asked for, or the end when that has passed."""

    @property
    def elapsed(self) -> float:
        """Which part of the window has passed, from 0.0 to 1.0."""
        return share_elapsed(self.starts_on, self.ends_on, self.on)


def window(indicator: Indicator, on: date) -> Window | None:
    """The whole period of the target, or one calendar year of it for a target per year; None before it begins."""
    period: Period = indicator.period
    if on < period.starts_on:
        return None
    day = min(on, period.ends_on)
    if not indicator.per_year:
        return Window(period.starts_on, period.ends_on, day)
    first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return Window(max(first, period.starts_on), min(last, period.ends_on), day)


def candidates(indicator: Indicator, view: View) -> EntryQuerySet:
    """The lines of a view that pass the filters of the rule and lie in its window."""
    span = window(indicator, view.on)
    return Entry.objects.none() if span is None else passing(indicator.rule, span.starts_on, view.until(span.on))


def passing(rule: Rule, starts_on: date, view: View) -> EntryQuerySet:
    """The lines of a view from a day on that pass the filters of a rule."""
    # One kind is asked as one: the database then reads the index in order.
    of_kind = Q(kind=rule.kind) if len(rule.kinds) == 1 else Q(kind__in=rule.kinds)
    found = view.entries.filter(of_kind).between(starts_on, view.on)
    if rule.theme:
        found = found.filter(theme=rule.theme)
    if rule.line:
        found = found.filter(line=rule.line)
    match rule:
        case Companies() | OncePerPeriod():
            found = found.filter(company__isnull=False)
            if wanted := (*rule.outcomes, *rule.contact_kinds):
                found = found.filter(outcome__in=wanted)
            if isinstance(rule, Companies) and rule.shown:
                found = with_step(found, view)
        case Lines(outcomes=outcomes, event_kind=event_kind):
            if wanted := (*outcomes, *filter(None, [event_kind])):
                found = found.filter(outcome__in=wanted)
        case LadderSteps():
            found = steps(found, rule, view)
    return found


def steps(positions: EntryQuerySet, rule: LadderSteps, view: View) -> EntryQuerySet:
    """The positions with proof of which the same company has an earlier one, at least ``rise`` phases lower.

    The earlier position may lie before the window: where a company stood when the programme began counts as its start.
    """
    numbers = {phase.code: phase.number for phase in current().ladder.phases}
    number = Case(*(When(outcome=code, then=Value(n)) for code, n in numbers.items()), default=Value(0))
    on_ladder = Q(kind=rule.kind, company__isnull=False, outcome__in=numbers)
    earlier = view.all_entries.filter(on_ladder, happened_on__lt=OuterRef("happened_on"))
    lower = earlier.annotate(number=number).filter(number__lte=OuterRef("number") - rule.rise)
    found = positions.filter(on_ladder).annotate(number=number)
    return of_same_company(found, lower, view.doubles).filter(detail__proof=True)


def of_same_company(found: EntryQuerySet, other: EntryQuerySet, whose: Doubles) -> EntryQuerySet:
    """The lines of companies that have one of the ``other`` lines too; those may look at ``OuterRef`` of the first."""
    has: Exists | Q = Exists(other.filter(company=OuterRef("company")))
    if pairs := merged_pairs(whose):
        # Only who was merged is looked at twice: what the double did is what the company did.
        # By the doubles of the view, not those of now: a frozen quarter keeps who was one company then.
        when = [When(company=double, then=Value(stayed)) for double, stayed in whose.items()]
        known = Case(*when, default="company", output_field=BigIntegerField())
        found = found.annotate(whose=known)
        of_pair = other.filter(company__in=pairs).annotate(whose=known).filter(Q(whose=OuterRef("whose")))
        has = Q(has) | Q(company__in=pairs) & Q(Exists(of_pair))
    return found.filter(has)


def with_step(found: EntryQuerySet, view: View) -> EntryQuerySet:
    """The lines of companies that showed a step on the same theme, with a dated proof, up to and with a day."""
    shown = view.all_entries.filter(kind=EntryKind.STEP_SHOWN, theme=OuterRef("theme")).until(view.on)
    return of_same_company(found, shown, view.doubles)


def merged_pairs(whose: Doubles) -> list[int]:
    """The keys of all companies that are, or have, a double."""
    return sorted({*whose, *whose.values()})


def lines_behind(indicator: Indicator, on: date | View) -> EntryQuerySet:
    """The lines that make up the figure of an indicator on a day, or in a view."""
    view = as_view(on)
    span = window(indicator, view.on)
    return Entry.objects.none() if span is None else counted_lines(indicator.rule, span.starts_on, view.until(span.on))


def counted_lines(rule: Rule, starts_on: date, view: View) -> EntryQuerySet:
    """The lines of a view, from a day on, that a rule counts.

    Whether a line is a repeat is asked of all lines and not of a part of them: so the parts add up to the whole.
    """
    found = passing(rule, starts_on, view)
    if isinstance(rule, OncePerPeriod):
        rows = _doubtful(passing(rule, starts_on, view.whole), view.doubles)
        return found.exclude(pk__in=repeats(rule, [(pk, view.kept(who), *rest) for pk, who, *rest in rows]))
    return found


def _doubtful(found: EntryQuerySet, whose: Doubles, *before: str) -> Any:
    """Key, company, theme and day of the lines of companies that have more than one: only those can be a repeat."""
    doubled = found.order_by().values("company").annotate(n=Count("pk")).filter(n__gt=1).values("company")
    some = found.order_by().filter(Q(company__in=doubled) | Q(company__in=merged_pairs(whose)))
    return some.values_list(*before, "pk", "company", "theme", "happened_on")


def _suspects(indicators: Iterable[Indicator], view: View) -> dict[str, Iterator[Repeat]]:
    """The lines of several indicators that can be a repeat, with one query."""
    indicators = list(indicators)
    asked = [
        _doubtful(candidates(indicator, view).annotate(code=Value(indicator.code)), view.doubles, "code")
        for indicator in indicators
    ]
    rows: dict[str, list[Repeat]] = {indicator.code: [] for indicator in indicators}
    for code, pk, company, theme, day in _together(asked):
        rows[code].append((pk, view.kept(company), theme, day))
    return {code: iter(found) for code, found in rows.items()}


def _together(querysets: list[Any]) -> Iterable[Any]:
    """Several questions in one trip to the database."""
    return querysets[0].union(*querysets[1:], all=True) if querysets else []


def repeats(rule: OncePerPeriod, found: Iterable[Repeat]) -> list[int]:
    """The keys of the lines that do not count: less than ``months`` after one that does, same company and theme.

    Of two lines on one day, the one written first counts.
    """
    ordered = sorted(found, key=lambda row: (row[1], row[2], row[3], row[0]))
    left_out = []
    for _who, rows in groupby(ordered, key=lambda row: row[1:3]):
        counted: date | None = None
        for pk, _company, _theme, day in rows:
            if counted is not None and counted > months_before(day, rule.months):
                left_out.append(pk)
            else:
                counted = day
    return left_out


def counts_companies(indicator: Indicator) -> bool:
    """Whether the figure is a number of companies; else it is a number of lines."""
    return isinstance(indicator.rule, Companies | LadderSteps)


def value(indicator: Indicator, on: date | View) -> int:
    """The figure of one indicator on a day, or in a view."""
    return values([indicator], on)[indicator.code]


def values(indicators: Iterable[Indicator], on: date | View) -> dict[str, int]:
    """The figures of several indicators, by code, with a handful of queries however many there are."""
    view, indicators = as_view(on), list(indicators)
    begun = {indicator.code: indicator for indicator in indicators if window(indicator, view.on)}
    asked = {code: candidates(indicator, view) for code, indicator in begun.items()}
    figures = {indicator.code: 0 for indicator in indicators}
    figures |= dict(_together([_counted(indicator, asked[code]) for code, indicator in begun.items()]))
    of_companies = {code: asked[code] for code, indicator in begun.items() if counts_companies(indicator)}
    for code, twice in counted_twice(of_companies, view.doubles).items():
        figures[code] -= twice
    once = {code: i.rule for code, i in begun.items() if isinstance(i.rule, OncePerPeriod)}
    left_out = {
        code: repeats(once[code], found)
        for code, found in _suspects([begun[code] for code in once], view.whole).items()
    }
    for code, repeated in _in_cut(left_out, asked, view).items():
        figures[code] -= repeated
    return figures


def _in_cut(left_out: dict[str, list[int]], asked: dict[str, EntryQuerySet], view: View) -> dict[str, int]:
    """How many of the repeats of each indicator lie in the part that the view asks for."""
    if not view.cut:
        return {code: len(keys) for code, keys in left_out.items()}
    found = [
        asked[code].order_by().filter(pk__in=keys).annotate(code=Value(code)).values_list("code", "pk")
        for code, keys in left_out.items()
        if keys
    ]
    return Counter(code for code, _key in _together(found))


def _counted(indicator: Indicator, found: EntryQuerySet) -> Any:
    """One row: the code of an indicator, and how many candidates it has."""
    what = Count("company", distinct=True) if counts_companies(indicator) else Count("pk")
    return (
        found.order_by().annotate(code=Value(indicator.code)).values("code").annotate(n=what).values_list("code", "n")
    )


def counted_twice(found: dict[str, EntryQuerySet], whose: Doubles) -> dict[str, int]:
    """How many companies each of some questions counts too many, because a double stands beside the one that stayed.

    Asked of the merged companies alone: they are few, and joining every line to its company costs half of the monitor.
    """
    if not (found and whose):
        return {}
    pairs = merged_pairs(whose)
    asked = [
        lines.order_by().filter(company__in=pairs).annotate(code=Value(code)).values_list("code", "company").distinct()
        for code, lines in found.items()
    ]
    met: dict[str, list[int]] = {code: [] for code in found}
    for code, company in _together(asked):
        met[code].append(whose.get(company, company))
    return {code: len(companies) - len(set(companies)) for code, companies in met.items()}


def days(indicator: Indicator, on: date | View, lines: EntryQuerySet | None = None) -> list[date]:
    """The days on which the figure rose by one, in order; there are as many as the figure says.

    ``lines`` are the lines behind it, for a caller that has them already.
    """
    view = as_view(on)
    found = (lines_behind(indicator, view) if lines is None else lines).order_by()
    if counts_companies(indicator):
        whose = view.doubles
        firsts = _first_days(found, whose)
        if isinstance(indicator.rule, Companies) and indicator.rule.shown:
            # Whoever ended first and showed the step later counts from the later day.
            steps_of = view.all_entries.filter(kind=EntryKind.STEP_SHOWN, theme=indicator.rule.theme)
            shown = _first_days(steps_of.order_by(), whose)
            firsts = {company: max(first, shown[company]) for company, first in firsts.items()}
        return sorted(firsts.values())
    return sorted(found.values_list("happened_on", flat=True))


def _first_days(found: EntryQuerySet, whose: Doubles) -> dict[int, date]:
    """Per company the day of its first line; a double is the company that stayed."""
    firsts: dict[int, date] = {}
    for company, first in found.values("company").annotate(first=Min("happened_on")).values_list("company", "first"):
        stayed = whose.get(company, company)
        firsts[stayed] = min(first, firsts.get(stayed, first))
    return firsts


def companies_behind(indicator: Indicator, on: date | View) -> int:
    """How many different companies the lines are about."""
    view = as_view(on)
    found = lines_behind(indicator, view).order_by()
    counted = int(found.aggregate(n=Count("company", distinct=True))["n"])
    return counted - counted_twice({indicator.code: found}, view.doubles).get(indicator.code, 0)
