"""Referrals: the list, one of them, and each thing that can be done with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.cards import card_of
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event
from kopgroep.casework.referral_history import history
from kopgroep.companies.models import Company
from kopgroep.partners.models import Desk
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.referral_filters import ReferralFilter
from kopgroep.workspace.forms.referrals import RerouteForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.proposals import phase_now, proposals_for
from kopgroep.workspace.referral_acts import BY_WORD, Act, offered
from kopgroep.workspace.referral_rows import Row, steps_of
from kopgroep.workspace.views.acting import draw, page_of, saved

PAGE = 50
SHOWS_CARD = (Event.ASK_CONSENT, Event.SEND)
"""Before these acts one looks once more at what is shared."""


def find_referral(request: Asking, pk: int) -> Referral:
    """The referral with what its pages show, if this person may see it; else a 404."""
    rows = Referral.objects.visible_to(request.user)
    rows = rows.select_related("company", "owner", "question", "consent", "previous", "following")
    return get_object_or_404(rows, pk=pk)


def card_now(referral: Referral) -> dict[str, Any]:
    """What is shared: as it was frozen, or as it would be now."""
    return referral.card or card_of(referral)


@asks(Permission.SEE_REFERRALS)
def referrals_page(request: Asking) -> HttpResponse:
    """The referrals that fit the filters in the address; whose term ends first on top."""
    form = ReferralFilter(request.GET, user=request.user)
    page = page_of(request, form.rows(), size=PAGE)
    rows = [Row(referral, today()) for referral in page.rows]
    context = {"form": form, "page": page, "rows": rows, "may_see_partners": request.user.may(Permission.SEE_PARTNERS)}
    return render(request, "workspace/referrals.html", context)


@asks(Permission.SEE_REFERRALS)
def referral_page(request: Asking, pk: int) -> HttpResponse:
    """One referral: the card, where it stands, whose turn it is, what can be done, what happened."""
    referral = find_referral(request, pk)
    note_read(referral.company, by=request.user, page="referral")
    desk = Desk.objects.visible_to(request.user).filter(partner=referral.partner).first()
    context = {
        "referral": referral,
        "row": Row(referral, today()),
        "steps": steps_of(referral),
        "card": card_now(referral),
        "desk": desk,
        "may_see_partner": request.user.may(Permission.SEE_PARTNERS),
        "acts": offered(referral, user=request.user),
        "events": history(referral, user=request.user),
    }
    return render(request, "workspace/referral.html", context)


@asks(Permission.REFER)
def referral_act(request: Asking, pk: int, word: str) -> HttpResponse:
    """Do one thing with a referral. What is not possible any more says so on the page of the referral."""
    act = BY_WORD.get(word)
    if act is None:
        raise Http404
    referral = find_referral(request, pk)
    if request.method != "POST" and not act.is_possible(referral):
        messages.error(request, _("This is not possible now. Look where the referral stands."))
        return redirect("workspace:referral", pk)
    form = act.form(request.POST or None, referral=referral)
    if form.is_valid():
        with refusals_on(form):
            after = act.run(referral, form.said(), by=request.user)
            return saved(request, str(act.done), "workspace:referral", after.pk)
    return draw(request, "workspace/referral_form.html", form, **_around(request, referral, act, form))


def _around(request: Asking, referral: Referral, act: Act, form: Any) -> dict[str, Any]:
    """What stands around the form of an act."""
    context: dict[str, Any] = {"referral": referral, "act": act, "title": act.title, "row": Row(referral, today())}
    if act.event in SHOWS_CARD and act.word != "wijzigen":
        context["card"] = card_now(referral)
    if isinstance(form, RerouteForm):
        context["picked"] = form["partner"].value() or ""
        phase = Company.objects.filter(pk=referral.company_id).values_list(phase_now("pk"), flat=True).get()
        known = {"text": referral.ask, "theme": referral.theme, "phase": phase or ""}
        context["proposals"] = proposals_for(referral.company, user=request.user, asked=form.asked, **known)
    return context
