"""Mail about a question. Called after the question is safely kept; a mail that cannot leave never loses it."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.casework.models import Question
from kopgroep.portal.links import follow_url
from kopgroep.programme import current

log = logging.getLogger(__name__)


def send_confirmation(question: Question) -> bool:
    """Tell the entrepreneur who will call, and the adviser that a question waits.

    Returns False when a mail to the entrepreneur was due and did not leave.
    """
    with override(settings.LANGUAGE_CODE):
        subject = _("New question %(reference)s") % {"reference": question.reference}
        _send("new_question", question, to=question.caller.email, subject=subject)
    with override(question.language):
        subject = _("Your question %(reference)s has arrived") % {"reference": question.reference}
        return not question.email or _send("confirmation", question, to=question.email, subject=subject)


def send_link(question: Question) -> bool:
    """Mail the link to follow a question once more. Returns whether the mail left."""
    with override(question.language):
        subject = _("The link to your question %(reference)s") % {"reference": question.reference}
        return _send("link", question, to=question.email, subject=subject)


def _send(template: str, question: Question, *, to: str, subject: str) -> bool:
    """Send one mail, as text and as HTML, in the language that is switched on. Returns whether it left."""
    programme = current()
    context = {
        "question": question,
        "programme": programme,
        "subject": subject,
        "follow_url": follow_url(question),
        "workspace_url": settings.BASE_URL.rstrip("/") + reverse("workspace:question", args=[question.pk]),
    }
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"portal/mail/{template}.txt", context),
        to=[to],
        reply_to=[programme.contact_details.email],
        # Automatic answers ("out of office") to an automatic mail help nobody.
        headers={"Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(render_to_string(f"portal/mail/{template}.html", context), "text/html")
    try:
        message.send()
    except (SMTPException, OSError):
        log.exception("The mail %r about question %s did not leave", template, question.reference)
        return False
    return True
