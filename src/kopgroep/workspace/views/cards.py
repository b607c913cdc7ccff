"""The cards of a partner with an account: the same cards as behind the links in the mail, and nothing else."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.answer_forms import AnswerForm, answer_forms, answered_form
from kopgroep.casework.answering import said, steps_of
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import SEEN_BY_PARTNER, State
from kopgroep.casework.moving import Through
from kopgroep.partners.models import partners_of
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import page_of, saved

PAGE = 50

STATES = {
    "nieuw": (State.SENT,),
    "bezig": (State.ACCEPTED, State.CONTACTED, State.ACTIVE),
    "klaar": (State.RESULT_KNOWN, State.CLOSED),
}
"""Which states stand under which tab."""


def own_cards(request: Asking) -> QuerySet[Referral]:
    """The cards that were sent to the organisations for which this person answers; also for who is adviser as well."""
    rows = Referral.objects.visible_to(request.user).select_related("company", "owner")
    return rows.filter(partner__in=partners_of(request.user), state__in=SEEN_BY_PARTNER)


@asks(Permission.ANSWER_REFERRAL)
def cards_page(request: Asking) -> HttpResponse:
    """The cards to answer, those at work, and those that are done; the first to do on top."""
    asked = request.GET.get("stand", "")
    which = asked if asked in STATES else "nieuw"
    rows = own_cards(request).filter(state__in=STATES[which])
    rows = rows.order_by("-result_on", "-pk") if which == "klaar" else rows.order_by("due_on", "pk")
    tabs = [(_("To answer"), "nieuw"), (_("At work"), "bezig"), (_("Done"), "klaar")]
    context = {"page": page_of(request, rows, size=PAGE), "which": which, "tabs": tabs}
    return render(request, "workspace/cards.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@asks(Permission.ANSWER_REFERRAL)
def card_page(request: Asking, pk: int) -> HttpResponse:
    """One card, how far it is, and what can be answered now."""
    referral = get_object_or_404(own_cards(request), pk=pk)
    if request.method != "POST":
        note_read(referral.company, by=request.user, page="card")
        return _show(request, referral)
    form = answered_form(request.POST, referral=referral, who=None)
    if form and form.is_valid() and form.send(through=Through.ACCOUNT, by=request.user):
        return _onwards(request, referral, said(form.event))
    if referral.state not in SEEN_BY_PARTNER:
        return _onwards(request, referral, _("This card has ended. Nothing more is asked."))
    return _show(request, referral, form)


def _onwards(request: Asking, referral: Referral, sentence: str) -> HttpResponse:
    """Back to the card, or to the list when the card is not this partner's any more."""
    referral.refresh_from_db()
    if referral.state in SEEN_BY_PARTNER:
        return saved(request, sentence, "workspace:card", referral.pk)
    return saved(request, sentence, "workspace:cards")


def _show(request: Asking, referral: Referral, sent: AnswerForm | None = None) -> HttpResponse:
    context = {
        "referral": referral,
        "card": referral.card,
        "steps": steps_of(referral),
        "forms": answer_forms(referral, who=None, sent=sent),
        "sent": sent,
    }
    status = 200 if request.method != "POST" else sent.status if sent else 422
    return render(request, "workspace/card.html", context, status=status)
