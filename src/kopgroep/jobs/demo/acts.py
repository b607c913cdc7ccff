"""What advisers and entrepreneurs of the demonstration do, each through the product's own actions."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.casework.actions.contacts import Spoken, finish_step, record_contact
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.casework.actions.journeys import close_journey, open_journey
from kopgroep.casework.actions.questions import Asked, ask_question, close_question, take_question
from kopgroep.casework.models import Contact, Journey, Question
from kopgroep.companies.actions import add_company, add_person
from kopgroep.companies.models import Company, Person
from kopgroep.events.actions import hold_event
from kopgroep.jobs.demo import phrases
from kopgroep.jobs.demo.aims import Aim
from kopgroep.jobs.demo.measuring import Measuring
from kopgroep.jobs.demo.planning import Planning
from kopgroep.jobs.demo.referring import Referring
from kopgroep.jobs.demo.resulting import Resulting
from kopgroep.jobs.demo.scanning import Scanning
from kopgroep.programme import Companies, Programme
from kopgroep.programme.kinds import EntryKind

Act = Callable[[date], None]
Plan = Callable[[date, Act], None]
RECENT = 260
# How often a conversation leads to a referral, a task, a growth plan or a new appointment.
REFERRED, PROMISED, PLANNED, MET = 0.16, 0.09, 0.03, 0.45
# How often an intake comes with the scan of its theme.
SCANNED = 0.5
CHANNEL_WEIGHTS = (30, 35, 12, 10, 8, 5)


class Acts:
    """The acts, with the people and companies they draw from. ``plan`` puts a later act on the agenda."""

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
        self.programme, self.random, self.companies, self.plan = programme, random, companies, plan
        self.advisers = [u for u in people.values() if Role.ADVISER in u.roles]
        self.specialists = [u for u in people.values() if Role.SPECIALIST in u.roles]
        self.met: list[Company] = []
        self.fresh_from = last - timedelta(days=14)
        self.themes = [t for t in programme.themes if t.intake]
        self.referring = Referring(programme, random, plan=plan)
        self.planning = Planning(random, plan=plan)
        self.scanning = Scanning(programme, random, plan=plan)
        self.measuring = Measuring(self.scanning)
        self.resulting = Resulting(programme, people, plan=plan)
        self.shown = {i.rule.theme for i in programme.indicators if isinstance(i.rule, Companies) and i.rule.shown}

    # drawing

    def _uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def _company(self) -> Company:
        """Seven times in ten somebody known, rather of late than long ago; else somebody new while there are any."""
        if self.met and (self.random.random() < 0.7 or len(self.met) == len(self.companies)):
            return self.random.choice(self.met[-RECENT:])
        company = self.companies[len(self.met)]
        self.met.append(company)
        return company

    def _adviser(self, company: Company) -> User:
        if company.account_manager:
            return company.account_manager
        seat = company.seat
        near = [u for u in self.advisers if seat and seat.municipality_code in u.areas]
        return self.random.choice(near or self.advisers)

    def _about(self, lines: tuple[str, ...], theme: str) -> str:
        name = self.programme.theme(theme).name.nl
        # A name such as "Export" stands in the middle of the sentence.
        return self.random.choice(lines).format(theme=name[0].lower() + name[1:])

    def _person(self, company: Company, by: User) -> Person:
        known = Person.objects.filter(positions__company=company).first()
        if known:
            return known
        name = f"{self.random.choice(phrases.FIRST_NAMES)} {self.random.choice(phrases.LAST_NAMES)}"
        role = self.random.choice(("eigenaar", "directeur", "bedrijfsleider"))
        email = f"contact{company.pk}@bedrijf.invalid"
        return add_person(company, name=name, role=role, email=email, by=by, source="eerste gesprek")

    # acts

    def speak(self, on: date, *, company: Company | None = None, question: Question | None = None) -> None:
        """An adviser speaks with a company and usually agrees on a next step."""
        company = company or self._company()
        by = self._adviser(company)
        theme = self.random.choice(self.themes)
        step = self.random.choice(phrases.STEPS) if self.random.random() < 0.45 else ""
        channel = self.random.choices(self.programme.channels, CHANNEL_WEIGHTS[: len(self.programme.channels)])[0].code
        minutes = self.random.choice((20, 30, 45, 60, 75, 90))
        person = self._person(company, by)
        contact = record_contact(
            company,
            Spoken(
                held_on=on,
                channel=channel,
                kind=self.programme.contact_kinds[0 if self.random.random() < 0.75 else -1].code,
                line=theme.line,
                minutes_contact=minutes,
                minutes_preparation=self.random.choice((0, 10, 15, 30)),
                minutes_travel=self.random.choice((20, 30, 45)) if channel == "visit" else 0,
                themes=[theme.code],
                needs=self._needs(),
                note=self.random.choice(phrases.NOTES),
                next_step=step,
                next_step_owner=by if step else None,
                next_step_on=on + timedelta(days=self.random.randint(4, 40)) if step else None,
                question=question,
            ),
            submission=self._uuid(),
            by=by,
            people=[person],
        )
        company.refresh_from_db(fields=["account_manager", "manager_since"])
        if contact.next_step_on:
            chances = (50, 10, 15, 25) if contact.next_step_on > self.fresh_from else (70, 15, 10, 5)
            late = self.random.choices((0, 2, 9, 25), chances)[0]
            self.plan(contact.next_step_on + timedelta(days=late), lambda day: self._finish(contact))
        self._go_on(on, company, person, theme.code, by)

    def _go_on(self, on: date, company: Company, person: Person, theme: str, by: User) -> None:
        """What may follow a conversation: a referral, a promise, a plan, the next appointment."""
        if self.random.random() < REFERRED:
            self._soon(on, lambda day: self.referring.refer(day, company=company, person=person, theme=theme, by=by))
        if self.random.random() < PROMISED:
            self._soon(on, lambda day: self.planning.promise(day, company=company, by=by))
        if self.random.random() < PLANNED:
            self._soon(on, lambda day: self.planning.agree(day, company=company, by=by))
        # Only the last weeks: appointments of long ago would all wait for their contact moment.
        if on >= self.fresh_from and self.random.random() < MET:
            self._soon(on, lambda day: self.planning.meet(day, company=company, person=person, by=by))

    def _soon(self, on: date, act: Act) -> None:
        self.plan(on + timedelta(days=self.random.randint(0, 2)), act)

    def _needs(self) -> list[str]:
        needs = self.programme.needs
        weights = [need.reference_count or 1 for need in needs]
        return sorted({need.code for need in self.random.choices(needs, weights, k=self.random.randint(1, 2))})

    def _finish(self, contact: Contact) -> None:
        finish_step(contact, by=contact.next_step_owner or contact.by)

    def ask(self, on: date) -> None:
        """An entrepreneur asks at the counter; the adviser who was named takes it and speaks."""
        company = self._company() if self.random.random() < 0.8 else None
        theme = self.random.choice(self.themes).code
        name = f"{self.random.choice(phrases.FIRST_NAMES)} {self.random.choice(phrases.LAST_NAMES)}"
        asked = Asked(
            text=self._about(phrases.QUESTIONS, theme),
            name=name,
            email=f"vraag{self.random.randint(1000, 99999)}@bedrijf.invalid",
            company=company,
            not_started=company is None,
            municipality_code="" if company else self.random.choice(self.programme.area).code,
        )
        question = ask_question(asked, submission=self._uuid())
        wait = self.random.choices((0, 1, 2, 3, 5), (15, 35, 25, 15, 10))[0]
        self.plan(on + timedelta(days=wait), lambda day: self._take(question, day))

    def _take(self, question: Question, on: date) -> None:
        question = take_question(question, by=question.caller)
        if question.company:
            self.speak(on, company=question.company, question=question)
        outcome = self.random.choice([o.code for o in self.programme.question_outcomes[:4]])
        days = timedelta(days=self.random.randint(0, 25))
        self.plan(on + days, lambda day: self._close(question, outcome))

    def _close(self, question: Question, outcome: str) -> None:
        close_question(question, outcome=outcome, by=question.caller)

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
        return self.speak if act is None else lambda on: act(on, aim.theme)

    def _intake(self, on: date, theme: str) -> None:
        company = self._company()
        by = self._adviser(company)
        hold_intake(
            company,
            theme=theme,
            line=self.programme.theme(theme).line,
            asked=self._about(phrases.ASKED, theme),
            agreed=self.random.choice(phrases.AGREED),
            needs=self._needs(),
            held_on=on,
            submission=self._uuid(),
            by=by,
        )
        company.refresh_from_db(fields=["account_manager", "manager_since"])
        scan = self.scanning.scan_of(theme)
        if scan and self.random.random() < SCANNED:
            self.scanning.take(scan, company, on, by=by)

    def _journey(self, on: date, theme: str) -> None:
        """Open a trajectory; sessions follow every few weeks, and after the last one it is closed."""
        company = self._company()
        specialist = self.random.choice(self.specialists)
        journey = open_journey(
            company,
            theme=theme,
            line=self.programme.theme(theme).line,
            goal=self._about(phrases.GOALS, theme),
            specialist=specialist,
            submission=self._uuid(),
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
            submission=self._uuid(),
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
        self.measuring.benchmark(self._company(), on, theme, by=self.random.choice(self.specialists))

    def _climb(self, on: date, theme: str) -> None:
        self.measuring.climb(self._company(), on, theme, by=self.random.choice(self.specialists))

    def visit(self, on: date) -> None:
        """Somebody fills in a scan at the counter; somebody else stops half-way."""
        self.scanning.visit(on, company=self._company())
        self.scanning.break_off(on, company=self._company(), by=self.random.choice(self.advisers))

    def _table(self, on: date, theme: str) -> None:
        hold_event(
            kind=self.programme.event_kinds[0].code,
            title=self._about(phrases.TABLES, theme),
            theme=theme,
            held_on=on,
            place=self.random.choice(self.programme.area).name,
            visitors=self.random.randint(8, 26),
            submission=self._uuid(),
            by=self.random.choice(self.specialists),
        )

    def add_twice(self, on: date) -> None:
        """Somebody adds a company that is in the file already, under nearly the same name and with the same person."""
        company = self.random.choice(self.met[-RECENT:])
        by = self._adviser(company)
        seat, person = company.seat, self._person(company, by)
        name = company.name.replace(" B.V.", "").replace(" VOF", "")
        town = seat.place if seat and not seat.address_shielded else ""
        double = add_company(name=name, place=town, by=by, submission=self._uuid())
        add_person(double, name=person.name, email=person.email, by=by, source="telefoon")
        self.speak(on, company=double)

    def hand_to(self, partner: str, on: date) -> None:
        """A referral to one partner that waits for its answer, so that its account has a card to look at."""
        company = self.random.choice(self.met[-RECENT:])
        by, theme = self._adviser(company), self.random.choice(self.themes).code
        self.referring.hand_over(partner, company=company, person=self._person(company, by), theme=theme, by=by)
