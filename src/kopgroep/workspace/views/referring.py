"""Referring a company: what is asked, of whom, who can be called, and the consent."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.referrals import ask_consent, draft_referral, note_consent
from kopgroep.casework.models import Question, Referral
from kopgroep.casework.models.referral_states import State
from kopgroep.companies.models import Company, Consent, Person
from kopgroep.programme import current
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.referring import DONE, ReferForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.proposals import phase_now, proposals_for
from kopgroep.workspace.views.acting import saved
from kopgroep.workspace.views.contacts import question_of

PAGE = "workspace/referring.html"


def people_of(company: Company, request: Asking) -> list[Person]:
    """Who speaks for the company now."""
    people = Person.objects.visible_to(request.user).filter(positions__company=company, positions__until=None)
    return list(people.order_by("name", "pk"))


@transaction.atomic
def refer(form: ReferForm, *, by: User) -> Referral:
    """Make the referral and do what was said about consent; sending the same form twice does it once."""
    data = form.cleaned_data
    referral = draft_referral(form.company, form.wanted(), submission=data["submission"], by=by, kept=form.kept)
    if referral.state != State.DRAFT:
        return referral
    if data["consent"] == "mail":
        return ask_consent(referral, by=by)
    if data["consent"] in Consent.How.values:
        how = Consent.How(data["consent"])
        return note_consent(referral, given=True, answered_by=data["answered_by"], how=how, by=by)
    return referral


def sentence_of(referral: Referral) -> str:
    """What was done, for the one who did it."""
    words = {
        State.SENT: _("The question is sent to %(partner)s."),
        State.CONSENT_ASKED: _("The entrepreneur is asked for consent to share this with %(partner)s."),
    }
    word = words.get(State(referral.state), _("The referral to %(partner)s is kept as a draft."))
    return word % {"partner": referral.organisation.name}


@asks(Permission.REFER)
def referral_new(request: Asking, pk: int) -> HttpResponse:
    """Refer a company in three steps; what was typed in one goes along to the others."""
    companies = Company.objects.visible_to(request.user).prefetch_related("establishments")
    company = get_object_or_404(companies.annotate(phase=phase_now("pk")), pk=pk)
    question: Question | None = question_of(request)
    if question and question.company_id != company.pk:
        question = None
    people = people_of(company, request)
    form = ReferForm(request.POST or None, company=company, user=request.user, question=question, people=people)
    known = [person for person in people if str(person.pk) == request.POST.get("neem")]
    if known:
        form.take_over(known[0])
    if form.is_done:
        with refusals_on(form):
            referral = refer(form, by=request.user)
            return saved(request, sentence_of(referral), "workspace:referral", referral.pk)
    return _drawn(request, form)


def _drawn(request: Asking, form: ReferForm) -> HttpResponse:
    """The page, or the part that HTMX refreshes while one types."""
    following = {1: "2", 2: "3", 3: DONE}[form.step]
    code, _service = form.chosen if form.is_bound else ("", "")
    context: dict[str, Any] = {
        "form": form,
        "company": form.company,
        "question": form.question,
        "steps": [(1, _("Question and partner")), (2, _("Contact person")), (3, _("Consent"))],
        "following": following,
        "picked": form.said("partner"),
        "partner": next((partner for partner in current().partners if partner.code == code), None),
    }
    part = request.headers.get("HX-Target", "")
    if form.step == 1 and part != "preview":
        phase = getattr(form.company, "phase", None) or ""
        known = {"text": form.said("ask"), "theme": form.said("theme"), "phase": phase}
        context["proposals"] = proposals_for(form.company, user=request.user, asked=form.asked, **known)
    else:
        context["card"] = form.card()
    if part in ("partners", "preview"):
        return render(request, f"{PAGE}#{part}", context)
    return render(request, PAGE, context, status=form.status)
