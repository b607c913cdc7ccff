"""What may be referred to whom: the words an adviser fills in, and the partners that are out of the question."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral import ReferralQuerySet
from kopgroep.companies.models import Company, Person
from kopgroep.programme import current


@dataclass(frozen=True)
class Wanted:
    """What an adviser fills in to refer a company."""

    partner: str
    theme: str
    ask: str
    contact_name: str
    contact_email: str = ""
    contact_phone: str = ""
    service: str = ""
    question: Question | None = None
    person: Person | None = None
    internal_note: str = ""
    language: str = "nl"


def decliners(company: Company, *, question: Question | None, theme: str = "") -> set[str]:
    """The partners that declined this question before; without a question: that declined this company on the theme."""
    declined = _of_one_question(company, question, theme).exclude(decline_reason="")
    return set(declined.order_by().values_list("partner", flat=True))


def _of_one_question(company: Company, question: Question | None, theme: str) -> ReferralQuerySet:
    """The referrals of a question; when none was asked at the counter, those of the company on the theme."""
    found = Referral.objects.filter(company=company, question=question)
    return found if question else found.filter(theme=theme)


def check_partner(partner: str, company: Company, *, question: Question | None, theme: str, but: int = 0) -> None:
    """Refuse a partner that declined this question, or that is busy with it in another referral than ``but``."""
    if partner in decliners(company, question=question, theme=theme):
        raise Refused(_("This partner declined this question before. Choose another one."), field="partner")
    same = _of_one_question(company, question, theme).open().filter(partner=partner)
    if same.exclude(pk=but).exists():
        raise Refused(_("This question lies with this partner already. Look at that referral."), field="partner")


def check_still(referral: Referral) -> None:
    """Refuse to go on with a partner that declined this question meanwhile, in another referral."""
    check_partner(referral.partner, referral.company, question=referral.question, theme=referral.theme, but=referral.pk)


def check(wanted: Wanted, company: Company, *, but: int = 0) -> None:
    """Refuse what cannot be referred: unknown codes, an empty ask, nobody to call, a partner that declined before."""
    programme = current()
    if wanted.partner not in {p.code for p in programme.partners if p.is_active(today())}:
        raise Refused(_("Choose a partner of the programme."), field="partner")
    services = {s.code for s in programme.services if s.partner == wanted.partner}
    if wanted.service and wanted.service not in services:
        raise Refused(_("This partner does not offer that. Choose one of its own services."), field="service")
    if wanted.theme not in {theme.code for theme in programme.themes}:
        raise Refused(_("Choose the theme of the question."), field="theme")
    if not wanted.ask.strip():
        raise Refused(_("Write down what the partner is asked to do."), field="ask")
    if not wanted.contact_name.strip():
        raise Refused(_("Say whom the partner can call."), field="contact_name")
    if not (wanted.contact_email or wanted.contact_phone):
        raise Refused(
            _("Fill in a telephone number or an e-mail address, or the partner cannot reach anybody."),
            field="contact_phone",
        )
    if wanted.question and wanted.question.company_id != company.pk:
        raise Refused(_("This question belongs to another company."), field="question")
    check_partner(wanted.partner, company, question=wanted.question, theme=wanted.theme, but=but)
