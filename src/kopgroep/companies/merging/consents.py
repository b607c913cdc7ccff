"""When two files become one, no wins over yes: for the same purpose and the same recipient."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.companies.models import Company, Consent

Subject = tuple[str, str]
"""A purpose and a recipient."""


def _latest(answers: Iterable[Consent]) -> dict[Subject, Consent]:
    """The last answer on each subject, of answers in the order in which they were given."""
    return {(answer.purpose, answer.recipient): answer for answer in answers}


def refusals_that_win(kept: Company, gone: Company) -> list[Consent]:
    """The refusals of one of both that would be overruled by a later yes of the other, by purpose and recipient."""
    answers = list(Consent.objects.filter(company__in=[kept, gone]).order_by("answered_on", "pk"))
    last = _latest(answers)
    sides = [_latest(a for a in answers if a.company_id == company.pk) for company in (kept, gone)]
    refused = [answer for side in sides for answer in side.values() if not answer.given]
    won = {(no.purpose, no.recipient): no for no in refused if last[no.purpose, no.recipient].given}
    return [won[subject] for subject in sorted(won)]


def write_refusals(refusals: Iterable[Consent], *, kept: Company, noted_by: User) -> list[int]:
    """Write each refusal again as the latest answer of the company that stays; returns the new keys."""
    return [
        Consent.objects.create(
            company=kept,
            person=no.person,
            purpose=no.purpose,
            recipient=no.recipient,
            given=False,
            wording=_("Two files were merged and one of them held this refusal of %(day)s: %(words)s")
            % {"day": f"{no.answered_on:%d-%m-%Y}", "words": no.wording[:3500]},
            answered_by=no.answered_by,
            answered_on=today(),
            how=no.how,
            noted_by=noted_by,
        ).pk
        for no in refusals
    ]
