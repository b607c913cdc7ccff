"""What people add to the register: companies it does not know, people, and what companies say of themselves."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.companies.models import Company, Establishment, Person, Position, StatedFact
from kopgroep.companies.search_text import search_text_of


@requires(Permission.EDIT_COMPANY)
@transaction.atomic
def add_company(
    *,
    name: str,
    by: User,
    kvk_number: str = "",
    place: str = "",
    municipality_code: str = "",
    pre_start: bool = False,
    submission: uuid.UUID | None = None,
) -> Company:
    """Add a company that the register does not know, or somebody who has not started yet.

    The same ``submission`` twice within a day gives one company. Raises Refused without a name, for a number that is
    not eight digits, and for one that is known already.
    """
    if known := _added_with(submission, by=by):
        return known
    if not name.strip():
        raise Refused(_("Fill in the name of the company."), field="name")
    if kvk_number and not (kvk_number.isdigit() and len(kvk_number) == 8):
        raise Refused(_("A KVK number has 8 digits."), field="kvk_number")
    if kvk_number and pre_start:
        raise Refused(_("Who has a KVK number has started. Leave one of the two out."), field="kvk_number")
    if kvk_number and Company.objects.filter(kvk_number=kvk_number).exists():
        raise Refused(_("A company with this KVK number is known already. Search for the number."), field="kvk_number")
    company = Company.objects.create(name=name.strip(), kvk_number=kvk_number or None, pre_start=pre_start)
    Establishment.objects.create(
        company=company,
        name=company.name,
        place=place,
        municipality_code=municipality_code,
        search_text=search_text_of(names=[company.name], kvk_number=kvk_number, place=place),
    )
    made_with = {"submission": str(submission)} if submission else {}
    note("add", company, by=by, company_id=company.pk, name=company.name, **made_with)
    return company


def _added_with(submission: uuid.UUID | None, *, by: User) -> Company | None:
    """The company that this person added with this form before. Two clicks at once wait for each other here."""
    if submission is None:
        return None
    User.objects.select_for_update().get(pk=by.pk)
    added = AuditEvent.objects.filter(verb="add", subject_type="company", actor=by, at__gte=now() - timedelta(days=1))
    event = added.filter(detail__submission=str(submission)).first()
    return Company.objects.get(pk=event.subject_id) if event else None


@requires(Permission.EDIT_COMPANY)
@transaction.atomic
def add_person(
    company: Company,
    *,
    name: str,
    by: User,
    role: str = "",
    email: str = "",
    phone: str = "",
    source: str = "",
) -> Person:
    """Add somebody who speaks for a company; who is known by e-mail address already gets one more position."""
    if not name.strip():
        raise Refused(_("Fill in a name."), field="name")
    known = Person.objects.filter(email__iexact=email).first() if email else None
    person = known or Person.objects.create(
        name=name.strip(), email=email.lower(), phone=phone, source=source, noted_on=today()
    )
    Position.objects.get_or_create(
        person=person, company=company, until=None, defaults={"role": role, "since": today()}
    )
    note("add_person", person, by=by, company_id=company.pk, role=role)
    return person


@requires(Permission.EDIT_COMPANY)
@transaction.atomic
def state_fact(company: Company, *, field: StatedFact.Field, value: str, source: str, by: User) -> StatedFact:
    """Write what the company says of itself. The register's own fact stays beside it, unchanged."""
    if not value.strip():
        raise Refused(_("Fill in what the company said."), field="value")
    fact = StatedFact.objects.create(
        company=company, field=field, value=value.strip(), stated_on=today(), noted_by=by, source=source
    )
    note("state_fact", company, by=by, company_id=company.pk, field=str(field))
    return fact
