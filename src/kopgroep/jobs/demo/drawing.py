"""Whom and what the demonstration draws by lot: companies, people, needs and words, all from one seed."""

import uuid
from random import Random

from kopgroep.accounts.models import User
from kopgroep.accounts.roles import Role
from kopgroep.companies.actions import add_person
from kopgroep.companies.models import Company, Person
from kopgroep.jobs.demo import phrases
from kopgroep.programme import Programme

RECENT = 260
"""From so many companies met last an adviser picks one again."""


class Drawing:
    """Draws from the people of the programme and the companies it may meet; each draw moves the one seed on."""

    def __init__(self, programme: Programme, people: dict[str, User], companies: list[Company], random: Random) -> None:
        self.programme, self.companies, self.random = programme, companies, random
        self.advisers = [u for u in people.values() if Role.ADVISER in u.roles]
        self.specialists = [u for u in people.values() if Role.SPECIALIST in u.roles]
        self.themes = [t for t in programme.themes if t.intake]
        self.met: list[Company] = []

    def uuid(self) -> uuid.UUID:
        return uuid.UUID(int=self.random.getrandbits(128), version=4)

    def company(self) -> Company:
        """Seven times in ten somebody known, rather of late than long ago; else somebody new while there are any."""
        if self.met and (self.random.random() < 0.7 or len(self.met) == len(self.companies)):
            return self.lately()
        company = self.companies[len(self.met)]
        self.met.append(company)
        return company

    def adviser(self, company: Company) -> User:
        if company.account_manager:
            return company.account_manager
        seat = company.seat
        near = [u for u in self.advisers if seat and seat.municipality_code in u.areas]
        return self.random.choice(near or self.advisers)

    def about(self, lines: tuple[str, ...], theme: str) -> str:
        name = self.programme.theme(theme).name.nl
        # A name such as "Export" stands in the middle of the sentence.
        return self.random.choice(lines).format(theme=name[0].lower() + name[1:])

    def person(self, company: Company, by: User) -> Person:
        known = Person.objects.filter(positions__company=company).first()
        if known:
            return known
        name = f"{self.random.choice(phrases.FIRST_NAMES)} {self.random.choice(phrases.LAST_NAMES)}"
        role = self.random.choice(("eigenaar", "directeur", "bedrijfsleider"))
        email = f"contact{company.pk}@bedrijf.invalid"
        return add_person(company, name=name, role=role, email=email, by=by, source="eerste gesprek")

    def needs(self) -> list[str]:
        needs = self.programme.needs
        weights = [need.reference_count or 1 for need in needs]
        return sorted({need.code for need in self.random.choices(needs, weights, k=self.random.randint(1, 2))})

    def lately(self) -> Company:
        """One of the companies that were met last."""
        return self.random.choice(self.met[-RECENT:])
