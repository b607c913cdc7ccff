"""The entrepreneur says whether a card may be shared with a partner."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kopgroep.base.errors import Refused
from kopgroep.casework.actions.referral_consents import answer_consent
from kopgroep.casework.links import Purpose
from kopgroep.casework.models import Referral
from kopgroep.portal.forms.referrals import ConsentForm
from kopgroep.portal.views.referral_links import behind_link


@behind_link(Purpose.CONSENT)
def consent(request: HttpRequest, referral: Referral) -> HttpResponse:
    """Who asks, for which partner, exactly what would be shared, and two buttons. Afterwards: what was answered."""
    if request.method != "POST":
        return _show(request, referral, ConsentForm(initial={"answered_by": referral.contact_name}))
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return _show(request, referral, form, status=422)
    try:
        answer_consent(referral, **form.answer(), link_round=referral.round)
    except Refused as refused:
        if refused.field:
            form.add_error(refused.field, refused.message)
            return _show(request, referral, form, status=422)
        # Answered or changed in this very moment: the page says how it stands.
    return redirect(request.path)


def _show(request: HttpRequest, referral: Referral, form: ConsentForm, *, status: int = 200) -> HttpResponse:
    return render(request, "portal/consent.html", {"referral": referral, "form": form}, status=status)
