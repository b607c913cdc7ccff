"""The mails of a stated result. Each is written inside the act that it tells of, and leaves through the outbox."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.casework.models import Result
from kopgroep.casework.result_links import last_day, link_url
from kopgroep.casework.result_words import amount_words, kind_word, unit_of
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter


def keeper(result: Result) -> User:
    """Who answers for a result: the account manager of the company, else who wrote it down."""
    return result.company.account_manager or result.written_by


def ask_company(result: Result) -> Letter:
    """Ask the company whether the result is so. It is mail about work done together, and no mailing."""
    with override(result.language):
        subject = _("Is it right what we wrote down about %(company)s?") % {"company": result.company.name}
        words = {"kind": kind_word(result.kind), "amount": amount_words(result.forecast, unit_of(result.kind))}
    return compose(
        "mail/result/result_ask",
        {"result": result, "adviser": keeper(result), "link": link_url(result), "until": last_day(result), **words},
        key=f"result:{result.pk}:ask:{result.round}",
        to=result.asked_email,
        subject=subject,
        language=result.language,
        reply_to=keeper(result).email,
        company_id=result.company_id,
        about=result,
    )


def tell_adviser(result: Result) -> Letter:
    """Tell the adviser what the company answered."""
    path = reverse("workspace:result", args=[result.pk])
    with override(settings.LANGUAGE_CODE):
        subject = _("%(company)s answered about a result") % {"company": result.company.name}
        unit = unit_of(result.kind)
        words = {"kind": kind_word(result.kind), "amount": amount_words(result.stated, unit)}
        words["forecast"] = amount_words(result.forecast, unit)
    return compose(
        "mail/result/result_answered",
        {"result": result, "workspace_url": settings.BASE_URL.rstrip("/") + path, **words},
        key=f"result:{result.pk}:answered:{result.round}",
        to=keeper(result).email,
        subject=subject,
        language=settings.LANGUAGE_CODE,
        company_id=result.company_id,
        about=result,
    )
