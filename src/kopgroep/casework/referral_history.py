"""What happened before: the steps of one referral, and which partners were asked the same question."""

import uuid
from dataclasses import dataclass

from django.db.models import Q

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral_states import OPEN
from kopgroep.companies.models import Company

LONGEST = 200


def history(referral: Referral, *, user: User) -> list[AuditEvent]:
    """The events of one referral, newest first; nothing for who may not see referrals. One query.

    Colleagues see the trail of the one referral they work on; the trail of everything is for who may see the logbook.
    """
    if not user.may(Permission.SEE_REFERRALS):
        return []
    events = AuditEvent.objects.filter(subject_type="referral", subject_id=referral.pk).select_related("actor")
    return list(events.order_by("-pk")[:LONGEST])


@dataclass(frozen=True)
class Asked:
    """The partners that were asked the same question, by code."""

    declined: frozenset[str]
    """Said no; they are not asked again."""
    busy: frozenset[str]
    """Have it now, or are about to get it."""

    @property
    def all(self) -> frozenset[str]:
        """Everybody who need not be asked."""
        return self.declined | self.busy


def asked_before(
    company: Company, *, question: Question | None, theme: str = "", but: int = 0, submission: uuid.UUID | None = None
) -> Asked:
    """Who was asked this question; without one, this company on the theme. One query.

    The referral with the key ``but``, or made from the form ``submission``, is left out.
    """
    rows = Referral.objects.filter(company=company, question=question).exclude(Q(pk=but) | Q(submission=submission))
    if question is None:
        rows = rows.filter(theme=theme)
    found = list(rows.order_by().values_list("partner", "state", "decline_reason"))
    declined = frozenset(partner for partner, _state, reason in found if reason)
    return Asked(declined, frozenset(partner for partner, state, _reason in found if state in OPEN) - declined)
