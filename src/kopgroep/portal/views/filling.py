"""Filling in a scan by the link: page by page, later on, and to the end."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused
from kopgroep.casework.actions.surveys import take_answers
from kopgroep.portal.forms.scans import AddressForm
from kopgroep.portal.limits import LINKS, too_often
from kopgroep.portal.views.scan_links import behind_scan_link
from kopgroep.portal.views.surveys import instead_of_questions, is_survey
from kopgroep.scans.actions.fillings import finish_filling, keep_address
from kopgroep.scans.letters import send_link, tell_result
from kopgroep.scans.links import fill_url, link_until, token_for
from kopgroep.scans.models import Filling
from kopgroep.scans.pages import Page, saved_json, show_page, take_page
from kopgroep.scans.walking import Part, walk

END = "afronden"
"""The page after the last part, by its word in the address."""


@behind_scan_link
def filling(request: HttpRequest, filling: Filling) -> HttpResponse:
    """One part, by ``deel``; without it the first with an open question. A finished scan shows its result,
    a finished survey its thanks.
    """
    said = instead_of_questions(request, filling)
    if said:
        return said
    if not filling.is_open:
        return redirect("portal:scan-result", token=token_for(filling))
    asked, way = request.GET.get("deel", ""), walk(filling)
    if asked == END:
        return end(request, filling)
    part = way.part(asked)
    if part:
        return take(request, filling, part) if request.method == "POST" else show(request, show_page(filling, part))
    first = way.first_open()
    return redirect(f"{request.path}?deel={first.code if first else END}")


def take(request: HttpRequest, filling: Filling, part: Part) -> HttpResponse:
    """Keep what was filled in, and go where the button leads."""
    try:
        page = take_page(request, filling, part)
    except Refused:  # finished or withdrawn in this very moment: the page itself says so
        return redirect(request.path)
    if request.headers.get("X-Autosave"):
        return saved_json(page, drawn(request, show_page(page.filling, page.part)))
    if "later" in request.POST:
        return later(request, page)
    if not page.is_right:
        return show(request, page)
    if "previous" in request.POST and page.previous:
        return redirect(f"{request.path}?deel={page.previous.code}")
    if "attach" in request.POST:
        messages.success(request, _("Saved."))
        return redirect(f"{request.path}?deel={page.part.code}")
    if page.appeared:
        return redirect(f"{request.path}?deel={page.part.code}&erbij=1#v-{page.appeared[0].code}")
    return redirect(f"{request.path}?deel={page.following.code if page.following else END}")


def later(request: HttpRequest, page: Page) -> HttpResponse:
    """Mail the link with which to go on; what was filled in is kept already."""
    form = AddressForm({"email": page.filling.contact_email or request.POST.get("email", "")})
    if not form.is_valid():
        return show(request, page, address=form)
    if too_often(request, LINKS):
        form.add_error(None, _("The link was asked for many times just now. Wait an hour and try again."))
        return show(request, page, address=form, status=429)
    kept = keep_address(page.filling, form.cleaned_data["email"], then=send_link)
    messages.success(
        request, _("We mailed the link to %(email)s. Your answers are kept.") % {"email": kept.contact_email}
    )
    return redirect(f"{request.path}?deel={page.part.code}") if page.is_right else show(request, page)


def end(request: HttpRequest, filling: Filling) -> HttpResponse:
    """What is still open, and finishing it all the same; the result comes next."""
    refused, survey = "", is_survey(filling)
    if request.method == "POST":
        try:
            done = take_answers if survey else tell_result
            finish_filling(filling, incomplete="incomplete" in request.POST, then=done)
        except Refused as no:
            refused = no.message
        else:
            return redirect("portal:filling" if survey else "portal:scan-result", token=token_for(filling))
    context = {"filling": filling, "scan": filling.definition, "walk": walk(filling), "action": request.path}
    told = {"refused": refused, "survey": survey}
    return render(request, "portal/scan_end.html", {**context, **told}, status=409 if refused else 200)


def show(request: HttpRequest, page: Page, *, address: AddressForm | None = None, status: int = 0) -> HttpResponse:
    """Draw one part."""
    wrong = 422 if address else page.status
    return render(request, "portal/scan_part.html", _context(request, page, address), status=status or wrong)


def drawn(request: HttpRequest, page: Page) -> str:
    """The questions of a part as they are now, for a page that saves answer by answer."""
    return render_to_string("parts/scan_filling.html", _context(request, page), request=request)


def _context(request: HttpRequest, page: Page, address: AddressForm | None = None) -> dict[str, object]:
    return {
        "page": page,
        "appeared": "erbij" in request.GET,
        "scan": page.filling.definition,
        "action": f"{request.path}?deel={page.part.code}",
        "later": "portal/scan_later.html",
        "address": address or AddressForm(),
        "link": fill_url(page.filling),
        "until": link_until(page.filling),
    }
