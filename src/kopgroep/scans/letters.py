"""The mails about a scan, put in the outbox in the transaction of what they tell of."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.base.clock import now
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter
from kopgroep.scans.links import fill_url, link_until, result_url
from kopgroep.scans.models import Filling

FOLDER = "mail/scan"
MINUTE = "%Y%m%d%H%M"


def send_link(filling: Filling) -> Letter | None:
    """Mail the link to go on, once a minute at most; None without an address.

    Whoever was asked by an adviser reads first who asks it.
    """
    if not filling.contact_email:
        return None
    name = filling.definition.name.in_(filling.language)
    with override(filling.language):
        subject = _("Your link to the %(scan)s") % {"scan": name}
        if _is_asked(filling):
            subject = _("Will you fill in the %(scan)s?") % {"scan": name}
    act, is_asked = f"{now():{MINUTE}}", _is_asked(filling)
    to, link = filling.contact_email, fill_url(filling)
    return _compose("scan_link", filling, to=to, subject=subject, act=act, link=link, is_asked=is_asked)


def tell_result(filling: Filling) -> None:
    """Mail the link to the result, and tell the adviser when the entrepreneur finished it without one."""
    name = filling.definition.name
    if filling.contact_email:
        with override(filling.language):
            subject = _("The result of your %(scan)s") % {"scan": name.in_(filling.language)}
        _compose("scan_result", filling, to=filling.contact_email, subject=subject, link=result_url(filling))
    if filling.adviser and filling.finished_by is None:
        with override(settings.LANGUAGE_CODE):
            facts = {"company": filling.company_name, "scan": name.in_(settings.LANGUAGE_CODE)}
            subject = _("%(company)s finished the %(scan)s") % facts
        path = reverse("workspace:filling", args=[filling.pk])
        _compose(
            "scan_done",
            filling,
            to=filling.adviser.email,
            subject=subject,
            language=settings.LANGUAGE_CODE,
            workspace_url=settings.BASE_URL.rstrip("/") + path,
        )


def _is_asked(filling: Filling) -> bool:
    """Whether an adviser asked for it, and nobody began yet."""
    return filling.adviser is not None and filling.saved_at == filling.started_at


def _compose(
    template: str, filling: Filling, *, to: str, subject: str, language: str = "", act: str = "", **context: Any
) -> Letter:
    spoken = language or filling.language
    facts = {"filling": filling, "scan": filling.definition, "until": link_until(filling), **context}
    return compose(
        f"{FOLDER}/{template}",
        facts,
        key=":".join(filter(None, ["filling", str(filling.pk), template, act])),
        to=to,
        subject=subject,
        language=spoken,
        reply_to=filling.adviser.email if filling.adviser and to != filling.adviser.email else "",
        company_id=filling.company_id,
        about=filling,
    )
