"""What is looked at before somebody adds a company or a person: is it there already?"""

from dataclasses import dataclass

from django.db.models import Q

from kopgroep.accounts.models import User
from kopgroep.companies.doubles.likeness import Reason
from kopgroep.companies.doubles.traits import core, digits
from kopgroep.companies.models import Company, Person, Position
from kopgroep.companies.search import Hit, lookalikes
from kopgroep.companies.search_text import fold


@dataclass(frozen=True)
class KnownCompany:
    """A company that may be the one that somebody is about to add."""

    hit: Hit
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class KnownPerson:
    """A person who may be the one that somebody is about to add."""

    person: Person
    companies: tuple[str, ...]
    reason: Reason


def companies_like(*, name: str, place: str, kvk_number: str, user: User) -> list[KnownCompany]:
    """Companies with such a name, with what is alike. With a KVK number, none that has another one."""
    found = []
    for hit in lookalikes(name, user=user):
        if kvk_number and hit.kvk_number:
            continue
        near = Reason.NAME if core(hit.name) == core(name) else Reason.NEAR_NAME
        here = (Reason.PLACE,) if place and fold(place) == fold(hit.place) else ()
        found.append(KnownCompany(hit, (near, *here)))
    return found


def people_like(*, email: str, phone: str, company: Company, user: User) -> list[KnownPerson]:
    """People elsewhere with the same e-mail address or telephone number, with the companies they work for now."""
    number = digits(phone)
    people = Person.objects.visible_to(user)
    written = people.exclude(phone="").order_by("pk").values_list("pk", "phone") if number else ()
    called = [pk for pk, known in written if digits(known) == number]
    mailed = Q(email__iexact=email) if email else Q(pk__in=[])
    there = Position.objects.filter(company=company, until=None)
    rows = people.filter(mailed | Q(pk__in=called)).exclude(positions__in=there).order_by("name", "pk")
    found = {person.pk: person for person in rows}
    names: dict[int, list[str]] = {pk: [] for pk in found}
    works = Position.objects.filter(person__in=found, until=None).order_by("company__name")
    for person, name in works.values_list("person", "company__name"):
        names[person].append(name)
    return [
        KnownPerson(
            person, tuple(names[pk]), Reason.EMAIL if email and person.email.lower() == email.lower() else Reason.PHONE
        )
        for pk, person in found.items()
    ]
