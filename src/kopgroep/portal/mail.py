"""Mail about a question, put in the outbox in the transaction of what it tells of."""

import uuid

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.casework.models import Question
from kopgroep.portal.links import follow_url
from kopgroep.post.composing import compose


def write_confirmation(question: Question) -> None:
    """Tell the entrepreneur who will call, and the adviser that a question waits."""
    with override(settings.LANGUAGE_CODE):
        subject = _("New question %(reference)s") % {"reference": question.reference}
    _write("new_question", question, to=question.caller.email, subject=subject, language=settings.LANGUAGE_CODE)
    if question.email:
        with override(question.language):
            subject = _("Your question %(reference)s has arrived") % {"reference": question.reference}
        _write("confirmation", question, to=question.email, subject=subject, language=question.language)


def write_link(question: Question) -> None:
    """Mail the link to follow a question once more."""
    with override(question.language):
        subject = _("The link to your question %(reference)s") % {"reference": question.reference}
    # Asking again is another act.
    act = f"link:{uuid.uuid4()}"
    _write("link", question, to=question.email, subject=subject, language=question.language, act=act)


def _write(template: str, question: Question, *, to: str, subject: str, language: str, act: str = "") -> None:
    context = {
        "question": question,
        "follow_url": follow_url(question),
        "workspace_url": settings.BASE_URL.rstrip("/") + reverse("workspace:question", args=[question.pk]),
    }
    compose(
        f"portal/mail/{template}",
        context,
        key=f"question:{question.pk}:{act or template}",
        to=to,
        subject=subject,
        language=language,
        company_id=question.company_id,
        about=question,
    )
