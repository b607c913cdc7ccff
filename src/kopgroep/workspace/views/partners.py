"""The directory of partners: who helps with what, where the cards go, and who answers."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.casework.partner_record import Record, records
from kopgroep.partners.actions import join_partner, leave_partner, pause_desk, resume_desk, set_desk
from kopgroep.partners.choosing import Proposal, choose
from kopgroep.partners.kinds import PARTNER_KINDS
from kopgroep.partners.models import Desk, Membership
from kopgroep.programme import Partner, Service, UnknownCodeError, current
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.partners import DeskForm, JoinForm, PartnerFilterForm, PauseForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.service_facts import ServiceFacts, facts_of
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.referral_figures import reasons_of


@dataclass(frozen=True)
class Row:
    """One partner in the directory."""

    partner: Partner
    kind: str
    services: tuple[Service, ...]
    desk: Desk
    """An empty one when nobody filled it in."""
    proposal: Proposal | None = None
    """How it fits what was asked; None when the list was not searched."""


def find_partner(code: str) -> Partner:
    """One partner of the programme; else a 404."""
    try:
        return current().partner(code)
    except UnknownCodeError as unknown:
        raise Http404 from unknown


def desk_of(request: Asking, partner: Partner) -> Desk:
    """The desk of a partner, or an empty one."""
    found = Desk.objects.visible_to(request.user).filter(partner=partner.code).first()
    return found or Desk(partner=partner.code)


def services_of(partner: Partner) -> tuple[Service, ...]:
    """What a partner offers now."""
    return tuple(service for service in current().services_of(partner.code) if service.is_active(today()))


def rows_for(form: PartnerFilterForm, desks: dict[str, Desk]) -> list[Row]:
    """The partners that fit the filters: best first when words or a theme were asked, else by name."""
    found: list[tuple[Partner, Proposal | None]]
    if form.asks_a_subject:
        pauses = {code: desk.paused_until for code, desk in desks.items() if desk.paused_until}
        found = [(one.partner, one) for one in choose(form.wanted, pauses=pauses)]
    else:
        by_name = sorted(current().partners, key=lambda partner: partner.name.casefold())
        found = [(one, None) for one in by_name if one.is_active(today()) and form.works_there(services_of(one))]
    return [
        Row(
            partner=partner,
            kind=str(PARTNER_KINDS[partner.kind]),
            services=(proposal.service, *proposal.also) if proposal else services_of(partner),
            desk=desks.get(partner.code, Desk(partner=partner.code)),
            proposal=proposal,
        )
        for partner, proposal in found
        if form.is_of_the_kind(partner)
    ]


@asks(Permission.SEE_PARTNERS)
def partners_page(request: Asking) -> HttpResponse:
    """The directory, searched with the words of a question."""
    form = PartnerFilterForm(request.GET)
    desks = {desk.partner: desk for desk in Desk.objects.visible_to(request.user)}
    context = {"form": form, "rows": rows_for(form, desks), "searched": form.asks_a_subject, "narrowed": form.chosen}
    part = request.headers.get("HX-Target") == "found" and "HX-History-Restore-Request" not in request.headers
    response = render(request, "workspace/partners.html#found" if part else "workspace/partners.html", context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


@asks(Permission.SEE_PARTNERS)
def partner_page(request: Asking, code: str) -> HttpResponse:
    """One partner: what it does, its desk, its pause, who answers, and how it dealt with what was sent."""
    partner = find_partner(code)
    members = Membership.objects.visible_to(request.user).current().filter(partner=code)
    record = records([code], on=today()).get(code, Record())
    services: list[ServiceFacts] = [facts_of(service) for service in services_of(partner)]
    context: dict[str, Any] = {
        "partner": partner,
        "kind": PARTNER_KINDS[partner.kind],
        "services": services,
        "desk": desk_of(request, partner),
        "members": members.select_related("user").order_by("since", "pk"),
        "record": record,
        "reasons": reasons_of(record),
        "may_see_referrals": request.user.may(Permission.SEE_REFERRALS),
        "may_manage": request.user.may(Permission.MANAGE_PARTNERS),
    }
    return render(request, "workspace/partner.html", context)


@asks(Permission.MANAGE_PARTNERS)
def partner_desk(request: Asking, code: str) -> HttpResponse:
    """Say where the cards go and whom to ask for."""
    partner = find_partner(code)
    desk = desk_of(request, partner)
    now = {"email": desk.email, "phone": desk.phone, "contact_name": desk.contact_name, "version": desk.version}
    form = DeskForm(request.POST or None, initial=now)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            wanted = {name: data[name] for name in ("email", "phone", "contact_name", "version")}
            set_desk(code, by=request.user, **wanted)
            return saved(request, _("The desk is saved."), "workspace:partner", code)
    return draw(request, "workspace/partner_form.html", form, partner=partner, title=_("Change the desk"))


@asks(Permission.MANAGE_PARTNERS)
def partner_pause(request: Asking, code: str) -> HttpResponse:
    """Say until when a partner takes no companies."""
    partner = find_partner(code)
    desk = desk_of(request, partner)
    now = {"until": desk.paused_until, "reason": desk.pause_reason, "version": desk.version}
    form = PauseForm(request.POST or None, initial=now)
    if form.is_valid():
        with refusals_on(form):
            data = form.cleaned_data
            pause_desk(code, until=data["until"], reason=data["reason"], version=data["version"], by=request.user)
            return saved(request, _("The pause is saved."), "workspace:partner", code)
    return draw(request, "workspace/partner_form.html", form, partner=partner, title=_("Pause this partner"))


@require_POST
@asks(Permission.MANAGE_PARTNERS)
def partner_resume(request: Asking, code: str) -> HttpResponse:
    """Say that a partner takes companies again."""
    partner = find_partner(code)
    resume_desk(code, by=request.user)
    messages.success(request, _("%(name)s takes companies again.") % {"name": partner.name})
    return redirect("workspace:partner", code)


@asks(Permission.MANAGE_PARTNERS)
def partner_join(request: Asking, code: str) -> HttpResponse:
    """Let an account answer for this partner."""
    partner = find_partner(code)
    form = JoinForm(request.POST or None, by=request.user)
    if form.is_valid():
        with refusals_on(form):
            joined = join_partner(form.cleaned_data["user"], code, by=request.user)
            sentence = _("%(person)s now answers for %(name)s.") % {"person": joined.user, "name": partner.name}
            return saved(request, sentence, "workspace:partner", code)
    nobody = not form.fields["user"].queryset  # type: ignore[attr-defined]  # a field of accounts
    title = _("Add somebody who answers")
    return draw(request, "workspace/partner_form.html", form, partner=partner, title=title, nobody=nobody)


@require_POST
@asks(Permission.MANAGE_PARTNERS)
def partner_leave(request: Asking, code: str, pk: int) -> HttpResponse:
    """End that an account answers for this partner."""
    partner = find_partner(code)
    member = get_object_or_404(Membership.objects.visible_to(request.user), partner=code, pk=pk)
    try:
        leave_partner(member, by=request.user)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        sentence = _("%(person)s answers no more for %(name)s.")
        messages.success(request, sentence % {"person": member.user, "name": partner.name})
    return redirect("workspace:partner", code)
