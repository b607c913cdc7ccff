"""Following a question through the link in the mail, and asking for that link again."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kopgroep.base.clock import ZONE, today
from kopgroep.casework.models import Question
from kopgroep.portal.forms.follow import LinkForm
from kopgroep.portal.limits import LINKS, too_often
from kopgroep.portal.links import ExpiredLinkError, Purpose, UnknownLinkError, follow_until, opened
from kopgroep.portal.mail import write_link


@dataclass(frozen=True)
class Step:
    """One step of a question: done on a day, going on now, or still to come."""

    name: str
    state: str
    """``done``, ``now`` or ``ahead``."""
    on: date | None = None


def steps(question: Question) -> list[Step]:
    """Asked, taken, closed: what the entrepreneur sees of a question. Never what advisers note among themselves."""
    taken_on = question.taken_at.astimezone(ZONE).date() if question.taken_at else None
    taken = question.state != Question.State.NEW
    closed = question.state == Question.State.CLOSED
    return [
        Step(_("Question asked"), "done", question.asked_on),
        Step(_("An adviser takes it up"), "done" if taken else "now", taken_on),
        Step(_("Question closed"), "done" if closed else "now" if taken else "ahead", question.closed_on),
    ]


@never_cache
@require_safe
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Where the question stands. A damaged link answers 404, one that is too old 410; neither changes anything."""
    try:
        question: Question = opened(token, Purpose.FOLLOW)["question"]
        if follow_until(question) < today():
            raise ExpiredLinkError
    except ExpiredLinkError:
        return render(request, "portal/link_closed.html", {"expired": True}, status=410)
    except UnknownLinkError:
        return render(request, "portal/link_closed.html", {"expired": False}, status=404)
    context = {"question": question, "steps": steps(question), "until": follow_until(question)}
    return render(request, "portal/follow.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask_link(request: HttpRequest) -> HttpResponse:
    """Ask for the link again. The answer is the same whether we know the question or not."""
    if request.method != "POST":
        return render(request, "portal/link_again.html", {"form": LinkForm()})
    form = LinkForm(request.POST)
    if not form.is_valid():
        return render(request, "portal/link_again.html", {"form": form}, status=422)
    if too_often(request, LINKS):
        form.add_error(None, _("The link was asked for many times just now. Wait an hour and try again."))
        return render(request, "portal/link_again.html", {"form": form}, status=429)
    given = form.cleaned_data
    question = Question.objects.filter(reference=given["reference"], email__iexact=given["email"]).first()
    if question and follow_until(question) >= today():
        write_link(question)
    return redirect("portal:link-sent")


@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """What happens after asking for the link, without telling whether the question exists."""
    return render(request, "portal/link_sent.html")
