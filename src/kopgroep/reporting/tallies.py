"""The figures of today from those of last night: the night counts everything, the day only whom something happened to.

Every rule looks at one company at a time. So a figure now is that of the tally, less what the companies that were
touched since counted for then, plus what they count for now; both are asked of the functions that count everything.
Where that cannot be said, everything is counted. See docs/explanation/counting.md.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Min

from kopgroep.ledger.models import Entry
from kopgroep.programme import Indicator, KeyFigure, Lines, current
from kopgroep.reporting.counting import values, window
from kopgroep.reporting.counts import Counted, Counts
from kopgroep.reporting.figures import cells, naming, needs_figures, shares_of
from kopgroep.reporting.figures.lines import asking
from kopgroep.reporting.fingerprints import code_version, last_line
from kopgroep.reporting.models import Tally
from kopgroep.reporting.money import Money, Sums, money_of, sums_of
from kopgroep.reporting.narrowing import Only
from kopgroep.reporting.reach import Spoken, spoken_on
from kopgroep.reporting.reading import Reading
from kopgroep.reporting.view import Doubles, View, as_view

MOST = 2000
"""With more touched companies, or lines without one, counting everything is as fast."""


@dataclass(frozen=True)
class Since:
    """The answers for a view of everything: those of the tally, corrected by what happened since."""

    tally: Tally
    before: View
    """The touched companies as the tally counted them."""
    now: View
    """The same ones as the question sees them."""
    everybody: View
    """The question itself."""

    def figures(self, indicators: Iterable[Indicator]) -> dict[str, int]:
        """The figures of some targets; those that began anew since, such as per year, are counted whole."""
        indicators = list(indicators)
        same = [indicator for indicator in indicators if self._goes_on(indicator)]
        whole = [indicator for indicator in indicators if indicator not in same]
        figures = {indicator.code: self.tally.values[indicator.code] for indicator in same}
        if self.now.only and same:
            was, is_now = values(same, self.before), values(same, self.now)
            figures = {code: figure - was[code] + is_now[code] for code, figure in figures.items()}
        return figures | (values(whole, self.everybody) if whole else {})

    def spoken(self) -> Spoken:
        """Whom the programme spoke with."""
        places, total = Counter(self.tally.places), self.tally.total
        if self.now.only:
            was, is_now = spoken_on(self.before), spoken_on(self.now)
            places.update(is_now.places)
            places.subtract(was.places)
            total += is_now.total - was.total
        return Spoken(+places, total)

    def needs(self, figure: KeyFigure) -> dict[str, Reading]:
        """The share that named each need, highest first."""
        began = asking(figure, self.everybody).starts_on == asking(figure, self.before).starts_on
        if figure.code not in self.tally.needs or not began:
            return cells(figure, self.everybody)
        named = Counter(self.tally.needs[figure.code])
        if self.now.only:
            named.update(naming(figure, self.now))
            named.subtract(naming(figure, self.before))
        return shares_of(+named)

    def money(self) -> Money:
        """Budget, spending and commitments. Lines are only added to the ledger, so the later ones are all there is."""
        sums = unpacked(self.tally.money)
        # Not with a plus: that would drop what is negative.
        sums.update(sums_of(self.everybody, after=self.tally.last_line))
        return money_of(sums, self.everybody.on)

    def _goes_on(self, indicator: Indicator) -> bool:
        then, now = window(indicator, self.tally.on), window(indicator, self.now.on)
        known = indicator.code in self.tally.values
        return known and then is not None and now is not None and then.starts_on == now.starts_on


def counts(on: date | View) -> Counts:
    """The answers for a view, by way of the tally where there is one that holds."""
    view = as_view(on)
    return since_tally(view) or Counted(view)


def since_tally(view: View) -> Since | None:
    """What to correct the tally by for a view of everything that is known now; None when everything must be counted."""
    if view.cut or view.only or view.last_line is not None:
        return None
    tally = Tally.objects.filter(programme=current().code).first()
    return None if tally is None else corrected(tally, view)


def corrected(tally: Tally, view: View) -> Since | None:
    """What to correct a tally by; None when it does not hold for this view, or when too much happened since."""
    if not tally.holds_for(view.on, programme_hash=current().hash, code_version=code_version()):
        return None
    then, now = {int(double): stayed for double, stayed in tally.doubles.items()}, view.doubles
    only = _touched(tally, view, then, now)
    if only is None:
        return None
    before = View(tally.on, last_line=tally.last_line, merged=_among(then, only), only=only)
    return Since(tally, before, replace(view, merged=_among(now, only), only=only), view)


def _touched(tally: Tally, view: View, then: Doubles, now: Doubles) -> Only | None:
    """Of whom something was written or taken back since, who was merged or told apart since, and all their doubles."""
    later = Entry.objects.filter(pk__gt=tally.last_line).order_by()
    if view.last_line is not None:
        later = later.filter(pk__lte=view.last_line)
    written = set(later.filter(company__isnull=False).values_list("company", flat=True).distinct()[: MOST + 1])
    counted = {indicator.rule.kind for indicator in current().indicators if isinstance(indicator.rule, Lines)}
    loose = later.filter(company__isnull=True, kind__in=counted).values_list("pk", "reverses")[: MOST + 1]
    lines = frozenset(key for pair in loose for key in pair if key is not None)
    judged = {company for pair in then.items() ^ now.items() for company in pair}
    companies = with_doubles({company for company in written | judged if company is not None}, then, now)
    return None if max(len(companies), len(lines)) > MOST else Only(companies, lines)


def with_doubles(companies: set[int], *known: Mapping[int, int]) -> frozenset[int]:
    """Some companies, with everybody who was ever the same as one of them."""
    pairs, found = [pair for doubles in known for pair in doubles.items()], set(companies)
    while more := {company for pair in pairs if not found.isdisjoint(pair) for company in pair} - found:
        found |= more
    return frozenset(found)


def _among(doubles: Doubles, only: Only) -> Doubles:
    return {double: stayed for double, stayed in doubles.items() if double in only.companies}


def counted_on(on: date) -> Tally:
    """A tally of a day with all that is known now, not kept yet. Counts everything."""
    last = last_line()
    view = View(on, last_line=last)
    spoken = spoken_on(replace(view, merged=view.doubles))
    first_later = Entry.objects.filter(pk__lte=last, happened_on__gt=on).aggregate(day=Min("happened_on"))["day"]
    return Tally(
        programme=current().code,
        on=on,
        holds_until=first_later - timedelta(days=1) if first_later else None,
        last_line=last,
        programme_hash=current().hash,
        code_version=code_version(),
        doubles={str(double): stayed for double, stayed in view.doubles.items()},
        values=values(current().indicators, view),
        needs={figure.code: dict(naming(figure, view)) for figure in needs_figures()},
        money=packed(sums_of(view)),
        places=dict(spoken.places),
        total=spoken.total,
    )


def packed(sums: Sums) -> dict[str, dict[str, dict[str, int]]]:
    """Sums as a tally keeps them: per source, per year, per kind of line."""
    kept: dict[str, dict[str, dict[str, int]]] = {}
    for (source, year, kind), cents in sums.items():
        kept.setdefault(source, {}).setdefault(str(year), {})[kind] = cents
    return kept


def unpacked(kept: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Sums:
    """The sums that a tally keeps."""
    return Counter(
        {
            (source, int(year), kind): cents
            for source, years in kept.items()
            for year, kinds in years.items()
            for kind, cents in kinds.items()
        }
    )


def differences(old: Tally, fresh: Tally) -> list[str]:
    """Where the figures by way of an older tally are not those of counting everything; none is how it must be."""
    merged = {int(double): stayed for double, stayed in fresh.doubles.items()}
    since = corrected(old, View(fresh.on, last_line=fresh.last_line, merged=merged))
    if since is None:
        return []
    spoken = since.spoken()
    by_tally = since.figures(current().indicators) | _of_reach(spoken.places, spoken.total)
    counted = fresh.values | _of_reach(fresh.places, fresh.total)
    for figure in needs_figures():
        by_tally |= _of_needs(since.needs(figure))
        counted |= _of_needs(shares_of(Counter(fresh.needs[figure.code])))
    by_tally |= _of_money(since.money())
    counted |= _of_money(money_of(unpacked(fresh.money), fresh.on))
    codes = sorted(by_tally.keys() | counted.keys())
    return [
        f"{code}: {by_tally.get(code, 0)} by the tally, {counted.get(code, 0)} counted"
        for code in codes
        if by_tally.get(code, 0) != counted.get(code, 0)
    ]


def _of_reach(places: Mapping[str, int], total: int) -> dict[str, int]:
    return {f"reach {place}": n for place, n in places.items()} | {"reach": total}


def _of_needs(shares: Mapping[str, Reading]) -> dict[str, int]:
    return {f"need {need}": one.part or 0 for need, one in shares.items()} | {
        "named a need": max((one.n for one in shares.values()), default=0)
    }


def _of_money(money: Money) -> dict[str, int]:
    return {
        f"money {source} {year} {name}": cents
        for source, purses in money.by_source.items()
        for year, purse in purses.items()
        for name, cents in (("spent", purse.spent), ("committed", purse.committed))
        if cents
    }
