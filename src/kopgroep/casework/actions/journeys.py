"""Opening and closing a trajectory."""

import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.lines import check_line
from kopgroep.casework.models import Journey
from kopgroep.casework.note_warnings import keep_words
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import write_line
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind


@requires(Permission.OPEN_JOURNEY)
@transaction.atomic
def open_journey(
    company: Company,
    *,
    theme: str,
    line: str,
    goal: str,
    specialist: User,
    submission: uuid.UUID,
    by: User,
    opened_on: date | None = None,
    kept: Sequence[str] = (),
) -> Journey:
    """Open a trajectory on a theme, with that theme's cap of hours. The same ``submission`` twice opens one.

    ``kept`` are the groups of sensitive words in the goal that the writer was asked about and kept.
    Raises Refused without a goal, for a theme without trajectories, for a line that is not for this company or theme,
    and when one on this theme is open already.
    """
    known = Journey.objects.filter(submission=submission).first()
    if known:
        return known
    programme = current()
    cap = next((t.cap_minutes for t in programme.themes if t.code == theme and t.journey), None)
    if cap is None:
        raise Refused(_("Choose the theme of the trajectory."), field="theme")
    check_line(line, company, opened_on or today(), theme)
    if not goal.strip():
        raise Refused(_("Write down what the company wants to reach."), field="goal")
    if not specialist.may(Permission.BOOK_HOURS):
        raise Refused(_("%(name)s cannot guide a trajectory.") % {"name": specialist}, field="specialist")
    company = Company.objects.select_for_update().get(pk=company.pk)
    if Journey.objects.open().filter(company=company, theme=theme).exists():
        raise Refused(_("This company already has an open trajectory on this theme."), field="theme")
    journey = Journey.objects.create(
        company=company,
        theme=theme,
        line=line,
        goal=goal.strip(),
        specialist=specialist,
        opened_on=opened_on or today(),
        cap_minutes=cap,
        submission=submission,
    )
    write_line(
        EntryKind.JOURNEY_OPENED,
        happened_on=journey.opened_on,
        by=by,
        key=f"journey:{journey.pk}:opened",
        subject=journey,
        company=company,
        theme=theme,
        line=line,
    )
    note("open", journey, by=by, company_id=company.pk, theme=theme, specialist=specialist.name)
    keep_words(journey, kept, by=by, company_id=company.pk)
    return journey


@requires(Permission.OPEN_JOURNEY)
@transaction.atomic
def close_journey(
    journey: Journey,
    *,
    outcome: str,
    result: str,
    by: User,
    version: int | None = None,
    closed_on: date | None = None,
    kept: Sequence[str] = (),
) -> Journey:
    """Close a trajectory with an outcome; what was reserved and not worked is given back.

    Raises Refused when it is closed already, the outcome is unknown, or the day lies before the opening.
    """
    journey = take(journey, version=version)
    day = closed_on or today()
    if journey.closed_on:
        raise Refused(_("This trajectory is closed already."))
    if outcome not in {o.code for o in current().journey_outcomes}:
        raise Refused(_("Choose what came of the trajectory."), field="outcome")
    if not journey.opened_on <= day <= today():
        raise Refused(_("Choose a day between the opening and today."), field="closed_on")
    if journey.minutes_reserved > 0:
        write_line(
            EntryKind.HOURS_RELEASED,
            happened_on=day,
            by=by,
            key=f"journey:{journey.pk}:released",
            subject=journey,
            company=journey.company,
            quantity=-journey.minutes_reserved,
            theme=journey.theme,
            line=journey.line,
        )
    journey.closed_on, journey.outcome, journey.result = day, outcome, result.strip()
    journey.version += 1
    journey.save(update_fields=["closed_on", "outcome", "result", "version"])
    write_line(
        EntryKind.JOURNEY_CLOSED,
        happened_on=day,
        by=by,
        key=f"journey:{journey.pk}:closed",
        subject=journey,
        company=journey.company,
        theme=journey.theme,
        line=journey.line,
        outcome=outcome,
        detail={"minutes": journey.minutes_written},
    )
    note("close", journey, by=by, company_id=journey.company_id, outcome=outcome)
    keep_words(journey, kept, by=by, company_id=journey.company_id)
    return journey
