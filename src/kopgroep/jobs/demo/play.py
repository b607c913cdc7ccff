"""Four years of work, played through the same actions that people use, one simulated day after the other."""

import heapq
import os
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from django.db import transaction

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.base.clock import VARIABLE
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_of
from kopgroep.base.working_days import is_working_day
from kopgroep.companies.models import Company
from kopgroep.jobs.demo.acts import Acts
from kopgroep.jobs.demo.aims import aims_of
from kopgroep.jobs.demo.closing import CLOSED_AFTER, CORRECTED_AFTER, PROPOSED_AFTER, close, correct, propose
from kopgroep.jobs.demo.paying import pay
from kopgroep.jobs.demo.referring import pause_some
from kopgroep.jobs.demo.surveying import Surveying
from kopgroep.partners.models import Membership
from kopgroep.programme import Programme, current
from kopgroep.scans.actions.snapshots import take_snapshot

Act = Callable[[date], None]
CANDIDATES = 1600
CONTACTS_A_DAY = 3
ASKED_A_DAY = 1.1
YEAR = 365.25
# The inbox must not be empty on the day that people look at it.
LAST_QUESTIONS, LAST_DAYS = 14, 5
DOUBLES = 4
WAITING_CARDS = 3
LAST_VISITS = 3
QUARTERS = (1, 4, 7, 10)


class Play:
    """The agenda of the demonstration. Deterministic for one seed and one set of companies."""

    def __init__(self, programme: Programme, people: dict[str, User], *, first: date, last: date, seed: int) -> None:
        self.programme, self.first, self.last = programme, first, last
        self.random = Random(seed)  # noqa: S311  (a play, not a secret)
        self.acts = Acts(programme, people, candidates(self.random), self.random, plan=self.plan, last=last)
        self.people = people
        self.surveying = Surveying(programme, people, self.plan, Random(seed))  # noqa: S311  (a play, not a secret)
        self.agenda: list[tuple[date, int, Act]] = []
        self.number = 0

    def plan(self, day: date, act: Act) -> None:
        """Put an act on the agenda, on the first working day from ``day`` on; after the last day it is not played."""
        while not is_working_day(day):
            day += timedelta(days=1)
        if day <= self.last:
            heapq.heappush(self.agenda, (day, self.number, act))
            self.number += 1

    def draw_up(self) -> None:
        """Put everything that is known beforehand on the agenda."""
        years = (self.last - self.first).days / YEAR
        starts = self.programme.period.starts_on
        for aim in aims_of(self.programme, until=self.last, years=years, random=self.random):
            for _ in range(aim.number):
                self.plan(self._some_day(max(starts, self.first)), self.acts.for_aim(aim))
        for number in range(LAST_QUESTIONS):
            self.plan(self.last - timedelta(days=number % LAST_DAYS), self.acts.speaking.ask)
        self.plan(self.last, lambda on: pause_some(self.programme, self.people, self.random, on))
        for number in range(LAST_VISITS):
            self.plan(self.last - timedelta(days=number), self.acts.visit)
        for number in range(DOUBLES):
            self.plan(self.last - timedelta(days=7 * number), self.acts.add_twice)
        for partner in Membership.objects.current().order_by("pk").values_list("partner", flat=True):
            for number in range(WAITING_CARDS):
                day = self.last - timedelta(days=number)
                self.plan(day, lambda on, code=partner: self.acts.hand_to(code, on))  # type: ignore[misc]
        self.surveying.draw_up(max(starts, self.first))
        day = self.first
        while day <= self.last:
            if is_working_day(day):
                self.plan(day, self.acts.speaking.referring.night)
                self.plan(day, self.acts.resulting.night)
            if day.weekday() == 0:
                self.plan(day, self.acts.speaking.referring.chase)
                self.plan(day, self.acts.speaking.planning.catch_up)
            if is_working_day(day):
                for _ in range(self.random.randint(CONTACTS_A_DAY - 2, CONTACTS_A_DAY + 1)):
                    self.plan(day, self.acts.speaking.speak)
                for _ in range(int(ASKED_A_DAY + self.random.random())):
                    self.plan(day, self.acts.speaking.ask)
            if day.day == 1 and day >= starts:
                self.plan(day, self.pay)
            if day.day == 1 and day.month in QUARTERS and day > starts:
                self.plan(day, freeze)
                self.plan(day + timedelta(days=PROPOSED_AFTER), lambda on: propose(self.people, on))
                self.plan(day + timedelta(days=CLOSED_AFTER), lambda on: close(self.people, on))
                self.plan(day + timedelta(days=CORRECTED_AFTER), lambda on: correct(self.people, on))
            day += timedelta(days=1)

    def pay(self, on: date) -> None:
        """What was spent and committed, on the first of the month."""
        manager = next(user for user in self.people.values() if Role.MANAGER in user.roles)
        pay(self.programme, manager, self.random, on)

    def _some_day(self, since: date) -> date:
        return since + timedelta(days=self.random.randint(5, (self.last - since).days))

    def run(self, tell: Callable[[int], object], *, between: Callable[[], object] = lambda: None) -> int:
        """Play the agenda to its end, one transaction per month, with ``between`` after each.

        ``tell`` hears how many days have passed.
        """
        self.draw_up()
        played, day = 0, self.first
        stood = os.environ.get(VARIABLE)
        try:
            while self.agenda:
                month = (self.agenda[0][0].year, self.agenda[0][0].month)
                with transaction.atomic():
                    while self.agenda and (self.agenda[0][0].year, self.agenda[0][0].month) == month:
                        on, _, act = heapq.heappop(self.agenda)
                        os.environ[VARIABLE] = on.isoformat()
                        tell((on - day).days)
                        day = on
                        played += self._play(act, on)
                between()
        finally:
            os.environ.pop(VARIABLE)
            if stood:
                os.environ[VARIABLE] = stood
        tell((self.last - day).days)
        return played

    def _play(self, act: Act, on: date) -> int:
        """Play one act. What the rules refuse, such as a full trajectory, simply did not happen that day."""
        try:
            with transaction.atomic():
                act(on)
        except Refused:
            return 0
        return 1


def candidates(random: Random) -> list[Company]:
    """Companies that the programme may meet, drawn at random, with staff four times as easily."""
    seats = Company.objects.filter(ended_on=None, establishments__leads=True).order_by("pk")
    smallest = current().sizes[0].code
    keys = {
        pk: random.random() ** (1 if size == smallest else 1 / 4)
        for pk, size in seats.values_list("pk", "establishments__size_class")
    }
    drawn = sorted(keys, key=lambda pk: -keys[pk])[:CANDIDATES]
    rows = Company.objects.filter(pk__in=drawn).prefetch_related("establishments")
    random.shuffle(drawn)
    place = {pk: number for number, pk in enumerate(drawn)}
    return sorted(rows, key=lambda company: place[company.pk])


def freeze(on: date) -> None:
    """Freeze the quarter of the benchmark that has just ended."""
    take_snapshot(quarter_of(on)[0] - timedelta(days=1))
