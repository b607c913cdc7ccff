"""A scan that the programme itself sends out, such as that of a survey."""

import uuid

from django.db import transaction

from kopgroep.accounts.audit import note
from kopgroep.accounts.permissions import open_to_all
from kopgroep.base.clock import now
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.editions import edition_of
from kopgroep.scans.models import Filling


@open_to_all
@transaction.atomic
def ask_to_fill(
    scan: Scan, company: Company, *, name: str, email: str, language: str, submission: uuid.UUID
) -> Filling:
    """An empty scan for a company to fill in by its link; nothing is known beforehand. The same ``submission`` twice
    makes one. Whoever decided to ask was asked the permission; the letter is written there too.
    """
    moment = now()
    facts = {
        "edition": edition_of(scan),
        "scan": scan.code,
        "company": company,
        "contact_name": name,
        "contact_email": email,
        "language": language,
        "mode": Filling.Mode.ALONE,
        "started_at": moment,
        "saved_at": moment,
        "programme_hash": current().hash,
    }
    filling, made = Filling.objects.get_or_create(submission=submission, defaults=facts)
    if made:
        note("start", filling, by=None, company_id=company.pk, scan=scan.code, mode=str(filling.mode))
    return filling
