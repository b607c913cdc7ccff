"""Holding an intake."""

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import months_before
from kopgroep.casework.actions.contacts import become_manager
from kopgroep.casework.lines import check_line
from kopgroep.casework.models import Intake, Question
from kopgroep.casework.note_warnings import keep_words
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind

ONCE_IN_MONTHS = 12


def register_facts(company: Company) -> dict[str, Any]:
    """What the register says of the company today, to be frozen: comparison cannot be made later."""
    seat = company.seat
    facts: dict[str, Any] = {
        "legal_form": company.legal_form,
        "establishments": company.establishments.count(),
    }
    if seat:
        names = ("municipality_code", "sbi_scheme", "sbi_code", "size_class")
        facts |= {name: getattr(seat, name) for name in names}
        facts["retrieved_on"] = seat.retrieved_on.isoformat() if seat.retrieved_on else None
    return facts


@requires(Permission.RECORD_INTAKE)
@transaction.atomic
def hold_intake(
    company: Company,
    *,
    theme: str,
    line: str,
    asked: str,
    agreed: str,
    needs: list[str],
    held_on: date,
    submission: uuid.UUID,
    by: User,
    question: Question | None = None,
    kept: Sequence[str] = (),
) -> Intake:
    """Write an intake on one theme. The same ``submission`` twice gives one intake.

    ``kept`` are the groups of sensitive words that the writer was asked about and kept. Raises Refused without a
    specific question, a coded theme and an agreed follow-up, for a day to come, for other words under a known
    submission, a line that is not for this company or theme, and when this company had an intake on this theme in
    the twelve months before: then a contact moment is the right form.
    """
    known = Intake.objects.filter(submission=submission).first()
    if known and (known.company_id, known.asked, known.agreed) == (company.pk, asked.strip(), agreed.strip()):
        return known
    if known:
        raise Refused(_("This intake was saved already, with other words. Write a contact moment for what is new."))
    programme = current()
    if theme not in {t.code for t in programme.themes if t.intake}:
        raise Refused(_("Choose the theme of the intake."), field="theme")
    check_line(line, company, held_on, theme)
    if not asked.strip():
        raise Refused(_("Write down the specific question."), field="asked")
    if not agreed.strip():
        raise Refused(_("Write down what was agreed, or why it ends here."), field="agreed")
    if held_on > today():
        raise Refused(_("This day has not come yet. Choose today or an earlier day."), field="held_on")
    # Locking the company keeps two advisers from each writing "the first" intake at once.
    company = Company.objects.select_for_update().get(pk=company.pk)
    # Asked of the ledger, like the figure itself: an intake that was taken back stands in nobody's way.
    counted = Entry.objects.standing().of(company).filter(kind=EntryKind.INTAKE_HELD, theme=theme)
    recent = counted.filter(happened_on__gt=months_before(held_on, ONCE_IN_MONTHS), happened_on__lte=held_on)
    before = recent.order_by("-happened_on").first()
    if before:
        raise Refused(
            _("This company had an intake on this theme on %(day)s. Write a contact moment instead.")
            % {"day": f"{before.happened_on:%d-%m-%Y}"},
            field="theme",
        )
    intake = Intake.objects.create(
        company=company,
        theme=theme,
        line=line,
        asked=asked.strip(),
        agreed=agreed.strip(),
        needs=needs,
        held_on=held_on,
        by=by,
        question=question,
        submission=submission,
        register_facts=register_facts(company),
    )
    write_line(
        EntryKind.INTAKE_HELD,
        happened_on=held_on,
        by=by,
        key=f"intake:{intake.pk}",
        subject=intake,
        company=company,
        theme=theme,
        line=line,
        detail={"needs": needs},
    )
    if company.account_manager_id is None:
        become_manager(company, by, on=held_on)
    note("hold_intake", intake, by=by, company_id=company.pk, theme=theme)
    keep_words(intake, kept, by=by, company_id=company.pk)
    return intake
