"""What the demonstration says at the counter and on visits: questions, contact moments, and what follows from them."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from kopgroep.accounts.models import User
from kopgroep.casework.actions.contacts import Spoken, finish_step, record_contact
from kopgroep.casework.actions.questions import Asked, ask_question, close_question, take_question
from kopgroep.casework.models import Contact, Question
from kopgroep.companies.models import Company, Person
from kopgroep.jobs.demo import phrases
from kopgroep.jobs.demo.drawing import Drawing
from kopgroep.jobs.demo.planning import Planning
from kopgroep.jobs.demo.referring import Referring
from kopgroep.programme import Programme

Act = Callable[[date], None]
Plan = Callable[[date, Act], None]
# How often a conversation leads to a referral, a task, a growth plan or a new appointment.
REFERRED, PROMISED, PLANNED, MET = 0.16, 0.09, 0.03, 0.45
CHANNEL_WEIGHTS = (30, 35, 12, 10, 8, 5)


class Speaking:
    """Conversations of advisers with companies. ``plan`` puts what follows on the agenda."""

    def __init__(self, programme: Programme, random: Random, draw: Drawing, *, plan: Plan, last: date) -> None:
        self.programme, self.random, self.draw, self.plan = programme, random, draw, plan
        self.fresh_from = last - timedelta(days=14)
        self.referring = Referring(programme, random, plan=plan)
        self.planning = Planning(random, plan=plan)

    def speak(self, on: date, *, company: Company | None = None, question: Question | None = None) -> None:
        """An adviser speaks with a company and usually agrees on a next step."""
        company = company or self.draw.company()
        by = self.draw.adviser(company)
        theme = self.random.choice(self.draw.themes)
        step = self.random.choice(phrases.STEPS) if self.random.random() < 0.45 else ""
        channel = self.random.choices(self.programme.channels, CHANNEL_WEIGHTS[: len(self.programme.channels)])[0].code
        minutes = self.random.choice((20, 30, 45, 60, 75, 90))
        person = self.draw.person(company, by)
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
                needs=self.draw.needs(),
                note=self.random.choice(phrases.NOTES),
                next_step=step,
                next_step_owner=by if step else None,
                next_step_on=on + timedelta(days=self.random.randint(4, 40)) if step else None,
                question=question,
            ),
            submission=self.draw.uuid(),
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

    def _finish(self, contact: Contact) -> None:
        finish_step(contact, by=contact.next_step_owner or contact.by)

    def ask(self, on: date) -> None:
        """An entrepreneur asks at the counter; the adviser who was named takes it and speaks."""
        company = self.draw.company() if self.random.random() < 0.8 else None
        theme = self.random.choice(self.draw.themes).code
        name = f"{self.random.choice(phrases.FIRST_NAMES)} {self.random.choice(phrases.LAST_NAMES)}"
        asked = Asked(
            text=self.draw.about(phrases.QUESTIONS, theme),
            name=name,
            email=f"vraag{self.random.randint(1000, 99999)}@bedrijf.invalid",
            company=company,
            not_started=company is None,
            municipality_code="" if company else self.random.choice(self.programme.area).code,
        )
        question = ask_question(asked, submission=self.draw.uuid())
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
