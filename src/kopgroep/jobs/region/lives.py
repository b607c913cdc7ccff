"""The life of companies in one municipality and one group of sectors, year after year."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from .addresses import Address, Area, invent_address
from .names import STATUTORY, SUFFIX, choose_trade, trade_name
from .numbers import establishment_number, kvk_number, rsin
from .reference import SIZES

# Chances per year, by size class where there are more; ours, chosen to look like a calm Dutch region.
ENDS_MORE = (1.08, 0.85, 0.7, 0.6, 0.5, 0.4, 0.4)
GROWS = (0.015, 0.06, 0.06, 0.05, 0.04, 0.03, 0.0)
SHRINKS = (0.0, 0.05, 0.05, 0.05, 0.04, 0.03, 0.02)
MOVES, RENAMES = 0.025, 0.008
TRIES = 8
BRANCH = (0.012, 0.05, 0.07, 0.08, 0.08, 0.08, 0.08)


@dataclass(slots=True, eq=False)
class Company:
    """A legal person or sole trader; `main` is the establishment that carries the J.

    A chain has its main establishment outside the region, and so no `main` here.
    """

    kvk: str
    rsin: str
    form: str
    statutory_name: str
    trade_name: str
    other_names: tuple[str, ...]
    sbi: str
    side_sbi: tuple[str, ...]
    non_mailing: bool
    started: date
    chain: bool
    establishments: list["Establishment"] = field(default_factory=list)
    main: "Establishment | None" = None


@dataclass(slots=True, eq=False)
class Establishment:
    company: Company
    number: str
    size: int
    address: Address
    shielded: bool
    started: date
    ended: date | None = None
    size_before: int = 0


class Numbering:
    """Hands out the next company and establishment number of the whole region."""

    def __init__(self) -> None:
        self.companies = self.establishments = 0

    def company(self) -> int:
        self.companies += 1
        return self.companies

    def establishment(self) -> str:
        self.establishments += 1
        return establishment_number(self.establishments)


def found_company(
    random: Random,
    numbering: Numbering,
    group: str,
    size: int,
    place: str,
    started: date,
    *,
    chain: bool = False,
) -> Company:
    trade = choose_trade(random, group, size, legal_person=chain)
    name = trade_name(random, trade.pattern, place=place)
    ordinal = numbering.company()
    person = trade.form == "eenmanszaak"
    suffix = f" {SUFFIX[trade.form]}" if trade.form in SUFFIX else ""
    second = random.random()
    return Company(
        kvk=kvk_number(ordinal),
        rsin="" if person else rsin(ordinal),
        form=trade.form,
        statutory_name=f"{name}{suffix}" if trade.form in STATUTORY else "",
        trade_name=name,
        other_names=(trade_name(random, trade.pattern, place=place),) if second < 0.08 else (),
        sbi=trade.sbi,
        side_sbi=(choose_trade(random, group, size).sbi,) if second > 0.82 else (),
        non_mailing=random.random() < (0.32 if person else 0.14),
        started=started,
        chain=chain,
    )


def slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


class Cell:
    """Every establishment of one municipality and group, alive or ended since the last snapshot.

    After `begin` and after each `advance` there are exactly as many per size class as asked. Deaths, growth
    and shrinkage come first; what is then short or over is mended from the largest class down, so that most
    of the difference ends up as one-person starters, as it does in life.
    """

    def __init__(self, random: Random, numbering: Numbering, group: str, area: Area, chains: list[Company]) -> None:
        self.random, self.numbering, self.group, self.area, self.chains = (
            random,
            numbering,
            group,
            area,
            chains,
        )
        self.alive: list[list[Establishment]] = [[] for _ in SIZES]
        self.ended: list[Establishment] = []
        self.legal: list[Company] = []

    def rows(self) -> Iterator[Establishment]:
        for establishments in self.alive:
            yield from establishments
        yield from self.ended

    def begin(self, on: date, wanted: list[int]) -> None:
        for size, count in enumerate(wanted):
            for _ in range(count):
                age = self.random.expovariate(1 / (3600 + 900 * size))
                self._open(size, on - timedelta(days=1 + int(min(age, 22_000))))

    def advance(self, since: date, on: date, wanted: list[int], ending: float) -> None:
        """One year: `ending` is the share that ends, `wanted` the number per size class on day `on`."""
        self.ended = []
        self._end(since, on, ending)
        self._grow_and_shrink()
        self._mend(since, on, wanted)
        self._move_and_rename()

    def _day(self, since: date, on: date) -> date:
        return since + timedelta(days=self.random.randrange((on - since).days))

    def _open(self, size: int, started: date) -> None:
        company = self._branch_of(size, started)
        address = invent_address(self.random, self.area, self.group, size)
        if company is None:
            company = found_company(self.random, self.numbering, self.group, size, address.place, started)
            if company.form in STATUTORY:
                self.legal.append(company)
        shielded = self.random.random() < (0.03 if company.form == "eenmanszaak" else 0.005)
        new = Establishment(company, self.numbering.establishment(), size, address, shielded, started, size_before=size)
        company.establishments.append(new)
        if company.main is None and not company.chain:
            company.main = new
        self.alive[size].append(new)

    def _branch_of(self, size: int, started: date) -> Company | None:
        if self.random.random() >= BRANCH[size]:
            return None
        if self.random.random() < 0.4:
            return self.random.choice(self.chains)
        company = self.random.choice(self.legal) if self.legal else None
        return company if company and company.main and company.started <= started else None

    def _close(self, establishment: Establishment, on: date) -> None:
        establishment.ended = max(on, establishment.started)
        self.ended.append(establishment)
        company = establishment.company
        company.establishments.remove(establishment)
        if company.main is establishment:
            company.main = company.establishments[0] if company.establishments else None
            if company.main is None and company in self.legal:
                self.legal.remove(company)

    def _end(self, since: date, on: date, ending: float) -> None:
        for size, establishments in enumerate(self.alive):
            stay = []
            for establishment in establishments:
                if self.random.random() < ending * ENDS_MORE[size]:
                    self._close(establishment, self._day(since, on))
                else:
                    stay.append(establishment)
            self.alive[size] = stay

    def _grow_and_shrink(self) -> None:
        moved: list[list[Establishment]] = [[] for _ in SIZES]
        for size, establishments in enumerate(self.alive):
            for establishment in establishments:
                chance = self.random.random()
                step = 1 if chance < GROWS[size] else -1 if chance > 1 - SHRINKS[size] else 0
                establishment.size, establishment.size_before = size + step, size
                moved[size + step].append(establishment)
        self.alive = moved

    def _mend(self, since: date, on: date, wanted: list[int]) -> None:
        for size in range(len(SIZES) - 1, 0, -1):
            here, below = self.alive[size], self.alive[size - 1]
            while len(here) > wanted[size]:
                self._resize(here, below, size - 1)
            while len(here) < wanted[size]:
                # One place in four is a new establishment that starts large; the others have grown into it.
                if below and self.random.random() < 0.75:
                    self._resize(below, here, size)
                else:
                    self._open(size, self._day(since, on))
        while len(self.alive[0]) > wanted[0]:
            surplus = self.alive[0].pop(self.random.randrange(len(self.alive[0])))
            self._close(surplus, self._day(since, on))
        while len(self.alive[0]) < wanted[0]:
            self._open(0, self._day(since, on))

    def _resize(self, source: list[Establishment], target: list[Establishment], size: int) -> None:
        """Move one to the class `size`, if possible one that stays within a class of where the year began."""
        for _ in range(TRIES):
            place = self.random.randrange(len(source))
            if abs(source[place].size_before - size) <= 1:
                break
        establishment = source.pop(place)
        establishment.size = size
        target.append(establishment)

    def _move_and_rename(self) -> None:
        for size, establishments in enumerate(self.alive):
            for establishment in establishments:
                chance = self.random.random()
                if chance < MOVES:
                    establishment.address = invent_address(self.random, self.area, self.group, size)
                elif chance > 1 - RENAMES and establishment.company.main is establishment:
                    self._rename(establishment)

    def _rename(self, establishment: Establishment) -> None:
        company = establishment.company
        old = company.trade_name
        company.trade_name = old.removesuffix(" & Co") if old.endswith(" & Co") else f"{old} & Co"
        company.other_names = (old, *company.other_names)[:2]
