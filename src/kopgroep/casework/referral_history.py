"""What happened to a referral, for its own page: every step with who took it, by which door, and what was said."""

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.models import Referral

LONGEST = 200


def history(referral: Referral, *, user: User) -> list[AuditEvent]:
    """The events of one referral, newest first; nothing for who may not see referrals. One query.

    Colleagues see the trail of the one referral they work on; the trail of everything is for who may see the logbook.
    """
    if not user.may(Permission.SEE_REFERRALS):
        return []
    events = AuditEvent.objects.filter(subject_type="referral", subject_id=referral.pk).select_related("actor")
    return list(events.order_by("-pk")[:LONGEST])
