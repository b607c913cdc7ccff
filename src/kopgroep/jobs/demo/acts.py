"""What moves the targets of the demonstration, each through the product's own actions."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.casework.actions.journeys import close_journey, open_journey
from kopgroep.casework.models import Journey
from kopgroep.companies.actions import add_company, add_person
from kopgroep.companies.models import Company
from kopgroep.events.actions import hold_event
from kopgroep.jobs.demo import phrases
from kopgroep.jobs.demo.aims import Aim
from kopgroep.jobs.demo.drawing import Drawing
from kopgroep.jobs.demo.measuring import Measuring
from kopgroep.jobs.demo.resulting import Resulting
from kopgroep.jobs.demo.scanning import Scanning
from kopgroep.jobs.demo.speaking import Act, Plan, Speaking
from kopgroep.programme import Companies, Programme
from kopgroep.programme.kinds import EntryKind

# How often an intake comes with the scan of its theme.
SCANNED = 0.5


class Acts:
    """The acts of one demonstration. ``plan`` puts a later act on the agenda."""

    def __init__(
        self,
        programme: Programme,
        people: dict[str, User],
        companies: list[Company],
        random: Random,
        *,
        plan: Plan,
        last: date,
    ) -> None:
        self.programme, self.random, self.plan = programme, random, plan
        self.draw = Drawing(programme, people, companies, random)
        self.speaking = Speaking(programme, random, self.draw, plan=plan, last=last)
        self.scanning = Scanning(programme, random, plan=plan)
        self.measuring = Measuring(self.scanning)
        self.resulting = Resulting(programme, people, plan=plan)
        self.shown = {i.rule.theme for i in programme.indicators if isinstance(i.rule, Companies) and i.rule.shown}

    def for_aim(self, aim: Aim) -> Act:
        """The act that moves one target. A target of what happens every day anyway is moved by one more contact."""
        acts: dict[EntryKind, Callable[[date, str], None]] = {
            EntryKind.INTAKE_HELD: self._intake,
            EntryKind.JOURNEY_OPENED: self._journey,
            EntryKind.JOURNEY_CLOSED: self._journey,
            EntryKind.BENCHMARK_TAKEN: self._benchmark,
            EntryKind.LADDER_POSITION: self._climb,
            EntryKind.EVENT_HELD: self._table,
        }
        act = acts.get(aim.kind)
        return self.speaking.speak if act is None else lambda on: act(on, aim.theme)

    def _intake(self, on: date, theme: str) -> None:
        company = self.draw.company()
        by = self.draw.adviser(company)
        hold_intake(
            company,
            theme=theme,
            line=self.programme.theme(theme).line,
            asked=self.draw.about(phrases.ASKED, theme),
            agreed=self.random.choice(phrases.AGREED),
            needs=self.draw.needs(),
            held_on=on,
            submission=self.draw.uuid(),
            by=by,
        )
        company.refresh_from_db(fields=["account_manager", "manager_since"])
        scan = self.scanning.scan_of(theme)
        if scan and self.random.random() < SCANNED:
            self.scanning.take(scan, company, on, by=by)

    def _journey(self, on: date, theme: str) -> None:
        """Open a trajectory; sessions follow every few weeks, and after the last one it is closed."""
        company = self.draw.company()
        specialist = self.random.choice(self.draw.specialists)
        journey = open_journey(
            company,
            theme=theme,
            line=self.programme.theme(theme).line,
            goal=self.draw.about(phrases.GOALS, theme),
            specialist=specialist,
            submission=self.draw.uuid(),
            by=specialist,
        )
        scan = self.scanning.scan_of(theme) if theme in self.shown else None
        if scan:
            self.scanning.first(scan, company, on, by=specialist)
        day = on
        for _ in range(self.random.randint(4, 9)):
            self.plan(day, lambda when: self._work(journey, when))
            day += timedelta(days=self.random.randint(8, 24))
        self.plan(day, lambda when: self._end(journey, when))
        if scan:
            self.plan(day, lambda when: self.scanning.end_journey(scan, company, when, by=specialist))

    def _work(self, journey: Journey, on: date) -> None:
        book_hours(
            journey,
            contact=self.random.choice((60, 90, 120)),
            preparation=self.random.choice((15, 30, 45, 60)),
            travel=self.random.choice((0, 20, 40)),
            on=on,
            submission=self.draw.uuid(),
            by=journey.specialist,
            description=self.random.choice(phrases.WORK),
        )

    def _end(self, journey: Journey, on: date) -> None:
        outcomes = self.programme.journey_outcomes
        good = [o for o in outcomes if o.counts]
        # The demonstrable step comes first in the list of good endings and happens most.
        outcome = self.random.choices(good, [6, *[2] * (len(good) - 1)])[0]
        if self.random.random() < 0.1:
            outcome = outcomes[-1]
        close_journey(journey, outcome=outcome.code, result=self.random.choice(phrases.RESULTS), by=journey.specialist)
        self.resulting.after(journey, on)

    def _benchmark(self, on: date, theme: str) -> None:
        self.measuring.benchmark(self.draw.company(), on, theme, by=self.random.choice(self.draw.specialists))

    def _climb(self, on: date, theme: str) -> None:
        self.measuring.climb(self.draw.company(), on, theme, by=self.random.choice(self.draw.specialists))

    def visit(self, on: date) -> None:
        """Somebody fills in a scan at the counter; somebody else stops half-way."""
        self.scanning.visit(on, company=self.draw.company())
        self.scanning.break_off(on, company=self.draw.company(), by=self.random.choice(self.draw.advisers))

    def _table(self, on: date, theme: str) -> None:
        hold_event(
            kind=self.programme.event_kinds[0].code,
            title=self.draw.about(phrases.TABLES, theme),
            theme=theme,
            held_on=on,
            place=self.random.choice(self.programme.area).name,
            visitors=self.random.randint(8, 26),
            submission=self.draw.uuid(),
            by=self.random.choice(self.draw.specialists),
        )

    def add_twice(self, on: date) -> None:
        """Somebody adds a company that is in the file already, under nearly the same name and with the same person."""
        company = self.draw.lately()
        by = self.draw.adviser(company)
        seat, person = company.seat, self.draw.person(company, by)
        name = company.name.replace(" B.V.", "").replace(" VOF", "")
        town = seat.place if seat and not seat.address_shielded else ""
        double = add_company(name=name, place=town, by=by, submission=self.draw.uuid())
        add_person(double, name=person.name, email=person.email, by=by, source="telefoon")
        self.speaking.speak(on, company=double)

    def hand_to(self, partner: str, on: date) -> None:
        """A referral to one partner that waits for its answer, so that its account has a card to look at."""
        company = self.draw.lately()
        by, theme = self.draw.adviser(company), self.random.choice(self.draw.themes).code
        self.speaking.referring.hand_over(
            partner, company=company, person=self.draw.person(company, by), theme=theme, by=by
        )
