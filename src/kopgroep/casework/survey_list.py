"""Whom a round of the yearly survey asks, and in which order."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db.models import F

from kopgroep.accounts.models import User
from kopgroep.casework.models import Contact, SurveyAsk
from kopgroep.companies.models import Company, Position, StatedFact
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind

IN_TRAJECTORY = (EntryKind.JOURNEY_OPENED, EntryKind.JOURNEY_CLOSED, EntryKind.HOURS_WRITTEN)
"""The kinds of line that say that a company was in a trajectory that day."""

State = SurveyAsk.State


@dataclass(frozen=True)
class Addressee:
    """The person to whom a letter goes."""

    name: str
    email: str
    language: str


@dataclass(frozen=True)
class Drawn:
    """One company of the list: whether it can be asked, and through whom."""

    company: int
    theme: str
    order: int
    state: SurveyAsk.State
    who: Addressee


NOBODY = Addressee("", "", "nl")


def draw_list(survey: str, year: int) -> Iterator[Drawn]:
    """Every company that was in a trajectory in a year, doubles once, in an order drawn by lot.

    The lot depends on the survey and the year alone: drawing again gives the same order. Who can be asked waits for a
    letter; of the others the state says why they are not. An address gets one letter, also when it is of two companies.
    """
    themes = themes_of(year)
    keys = sorted(themes, key=lambda company: sha256(f"{survey} {year} {company}".encode()).digest())
    known = addressees(keys)
    mailable = set(Company.objects.mailable().filter(pk__in=keys).values_list("pk", flat=True))
    refused = set(
        SurveyAsk.objects.filter(survey__survey=survey, state=State.REFUSED).values_list("company", flat=True)
    )
    taken = {email.lower() for email in User.objects.values_list("email", flat=True)}
    for order, company in enumerate(keys, start=1):
        who = known.get(company, NOBODY)
        if company not in mailable or company in refused:
            state = State.NOT_MAILED
        elif not who.email or who.email.lower() in taken:
            state = State.NO_ADDRESS
        else:
            state = State.WAITING
            taken.add(who.email.lower())
        yield Drawn(company, themes[company], order, state, who)


def themes_of(year: int) -> dict[int, str]:
    """The companies in a trajectory in a year, each with the theme of its latest line."""
    doubles = Company.objects.doubles()
    lines = Entry.objects.standing().filter(kind__in=IN_TRAJECTORY, company__isnull=False)
    rows = lines.between(date(year, 1, 1), date(year, 12, 31)).order_by("happened_on", "pk")
    return {doubles.get(company, company): theme for company, theme in rows.values_list("company", "theme")}


def addressees(companies: Collection[int]) -> dict[int, Addressee]:
    """Whom to write to: who was last spoken with, else who works there, else the address that was told."""
    found: dict[int, Addressee] = {}
    told = StatedFact.objects.filter(company__in=companies, field=StatedFact.Field.EMAIL).exclude(value="")
    for company, email in told.order_by("stated_on", "pk").values_list("company", "value"):
        found[company] = Addressee("", email, "nl")
    works = Position.objects.filter(company__in=companies, until=None).exclude(person__email="")
    columns = ("person__name", "person__email", "person__language")
    for company, *who in works.order_by("since", "pk").values_list("company", *columns):
        found[company] = Addressee(*who)
    spoken = Contact.people.through.objects.filter(
        contact__company__in=companies,
        person__positions__company=F("contact__company"),
        person__positions__until=None,
    ).exclude(person__email="")
    rows = spoken.order_by("contact__held_on", "contact", "pk").values_list("contact__company", *columns)
    for company, *who in rows:
        found[company] = Addressee(*who)
    return found
