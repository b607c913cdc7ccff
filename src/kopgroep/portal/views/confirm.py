"""The entrepreneur says whether the partner helped."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from kopgroep.base.errors import Refused
from kopgroep.casework.actions.referral_consents import confirm_referral
from kopgroep.casework.links import Purpose
from kopgroep.casework.models import Referral
from kopgroep.portal.forms.referrals import HelpedForm
from kopgroep.portal.views.referral_links import behind_link
from kopgroep.programme import current


@behind_link(Purpose.CONFIRM)
def confirm(request: HttpRequest, referral: Referral) -> HttpResponse:
    """What the partner reported, and one question. Afterwards: thanks, and what happens with the answer."""
    if request.method != "POST":
        return _show(request, referral, HelpedForm())
    form = HelpedForm(request.POST)
    if not form.is_valid():
        return _show(request, referral, form, status=409 if referral.helped else 422)
    try:
        confirm_referral(referral, **form.cleaned_data, link_round=referral.round)
    except Refused as refused:
        referral.refresh_from_db()
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _show(request, referral, form, status=409)
    return redirect(request.path)


def _show(request: HttpRequest, referral: Referral, form: HelpedForm, *, status: int = 200) -> HttpResponse:
    language = get_language() or "nl"
    outcome = current().referral_outcome(referral.outcome).name.in_(language)
    answers = dict(HelpedForm.base_fields["helped"].choices)  # type: ignore[attr-defined]  # a ChoiceField
    context = {"referral": referral, "form": form, "outcome": outcome, "answered": answers.get(referral.helped, "")}
    return render(request, "portal/confirm.html", context, status=status)
