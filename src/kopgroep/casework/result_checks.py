"""What must be so of an amount and a day, whoever writes them: the adviser, the company or who verifies."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused
from kopgroep.casework.models import Journey, Referral
from kopgroep.casework.result_words import unit_of
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.kinds import Unit

MOST = Decimal("999999999.99")
WHOLE = (Unit.PERSONS, Unit.TIMES)
"""What does not come in halves."""
CENTS = Decimal("0.01")
YEARS_AFTER = 5
"""So long after the programme a result may still be expected."""


def check_amount(amount: Decimal, kind: str, *, nothing: bool = False) -> None:
    """Raises Refused for an amount that cannot be; 0 is one only with ``nothing``."""
    least = Decimal(0) if nothing else CENTS
    if not amount.is_finite() or not least <= amount <= MOST:
        raise Refused(_("Fill in an amount above 0.") if not nothing else _("Fill in how much it is."), field="amount")
    step = Decimal(1) if unit_of(kind) in WHOLE else CENTS
    if amount % step:
        raise Refused(_("Fill in a whole number.") if step == 1 else _("Two decimals at most."), field="amount")


def began(journey: Journey | None, referral: Referral | None) -> date:
    """The day on which the help began from which a result came; of the programme itself when that is not known."""
    if journey:
        return journey.opened_on
    return referral.made_on if referral else current().period.starts_on


def check_day(day: date, *, journey: Journey | None, referral: Referral | None, until: date | None = None) -> None:
    """Raises Refused for a day before the help began, or after ``until``: nothing came of it before it was there."""
    if until and day > until:
        raise Refused(_("This day has not come yet."), field="happened_on")
    if day < began(journey, referral):
        raise Refused(_("This day lies before the help began."), field="happened_on")
    if day.year > current().period.ends_on.year + YEARS_AFTER:
        raise Refused(_("This day lies too far away to say anything about it."), field="happened_on")


def check_own(company: Company, journey: Journey | None, referral: Referral | None) -> None:
    """Raises Refused for a trajectory or a referral of another company."""
    if journey and journey.company_id != company.pk:
        raise Refused(_("This trajectory belongs to another company."), field="journey")
    if referral and referral.company_id != company.pk:
        raise Refused(_("This referral belongs to another company."), field="referral")
