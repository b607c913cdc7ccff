"""The private calendar of an adviser, for a calendar program. Whoever holds the secret address reads it."""

import hashlib
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kopgroep.base.clock import start_of, today
from kopgroep.casework.actions.agenda import owner_of
from kopgroep.casework.agenda import Item, Kind, agenda_of
from kopgroep.casework.calendars import Line, feed, uid_for
from kopgroep.portal.limits import Limit, too_often
from kopgroep.programme import current

AGENDAS = Limit("agendas", most=240, seconds=60 * 60)
FRESH = timedelta(minutes=5)
PAGES = {
    Kind.APPOINTMENT: "workspace:appointment",
    Kind.TASK: "workspace:task",
    Kind.STEP: "workspace:company",
    Kind.ACTION: "workspace:plan",
    Kind.CALL: "workspace:question",
    Kind.REFERRAL: "workspace:referral",
}


@require_safe
def agenda(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The calendar, or a 404 that does not tell an unknown address from an ended one."""
    if too_often(request, AGENDAS):
        return HttpResponse(status=429, headers={"Retry-After": str(AGENDAS.seconds)})
    user = owner_of(secret)
    if user is None:
        raise Http404
    with override(settings.LANGUAGE_CODE):
        name = f"{current().name.in_(settings.LANGUAGE_CODE)}: {user.name}"
        # One stamp for a day, so that a calendar in which nothing changed is the same file.
        text = feed([line(item) for item in agenda_of(user, on=today())], name=name, stamp=start_of(today()))
    etag = f'"{hashlib.sha256(text.encode()).hexdigest()}"'
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    answer["ETag"] = etag
    patch_cache_control(answer, private=True, max_age=int(FRESH.total_seconds()))
    return get_conditional_response(request, etag=etag, response=answer) or answer


def line(item: Item) -> Line:
    """One thing as a calendar shows it: what sort it is and of whom, and the way to its page."""
    return Line(
        uid=uid_for(f"{item.kind}-{item.pk}"),
        begins=item.begins,
        minutes=item.minutes,
        title=": ".join(part for part in (_words()[item.kind], item.who) if part),
        url=settings.BASE_URL.rstrip("/") + reverse(PAGES[item.kind], args=[item.about]),
        sequence=item.sequence,
    )


def _words() -> dict[Kind, str]:
    return {
        Kind.APPOINTMENT: _("Appointment"),
        Kind.TASK: _("Task"),
        Kind.STEP: _("Next step"),
        Kind.ACTION: _("Action of a plan"),
        Kind.CALL: _("Call back"),
        Kind.REFERRAL: _("Referral"),
    }
