"""The card of a referral, for a partner without an account."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kopgroep.casework.answer_forms import AnswerForm, answer_forms, answered_form
from kopgroep.casework.answering import last_named, said, steps_of
from kopgroep.casework.links import Purpose, card_until
from kopgroep.casework.models import Referral
from kopgroep.casework.moving import Through
from kopgroep.portal.views.referral_links import behind_link


@behind_link(Purpose.CARD)
def card(request: HttpRequest, referral: Referral) -> HttpResponse:
    """This one card, how far it is, and what can be answered now. One link serves all steps until the card ends."""
    if request.method != "POST":
        return _show(request, referral)
    link_round = referral.round
    form = answered_form(request.POST, referral=referral)
    if form and form.is_valid() and form.send(through=Through.LINK, link_round=link_round):
        messages.success(request, said(form.event))
        return redirect(request.path)
    if referral.round != link_round:  # it ended in this very moment: from now on the link shows no card
        return redirect(request.path)
    return _show(request, referral, form, status=form.status if form else 422)


def _show(
    request: HttpRequest, referral: Referral, sent: AnswerForm | None = None, *, status: int = 200
) -> HttpResponse:
    context = {
        "referral": referral,
        "card": referral.card,
        "steps": steps_of(referral),
        "forms": answer_forms(referral, who=last_named(referral), sent=sent),
        "sent": sent,
        "partner": referral.organisation,
        "until": card_until(referral),
    }
    return render(request, "portal/card.html", context, status=status)
