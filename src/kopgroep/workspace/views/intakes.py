"""Intakes: one theme, one specific question, one agreement."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.casework.actions.intakes import hold_intake
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.intakes import IntakeForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.company import find_company
from kopgroep.workspace.views.contacts import question_of


@asks(Permission.RECORD_INTAKE)
def intake_new(request: Asking, pk: int) -> HttpResponse:
    """Write an intake."""
    company = find_company(request, pk)
    question = question_of(request)
    form = IntakeForm(request.POST or None, company=company, question=question)
    if form.is_valid():
        with refusals_on(form):
            hold_intake(company, by=request.user, question=question, kept=form.kept, **form.cleaned_data)
            return saved(request, _("The intake is saved and counts."), "workspace:company", pk)
    return draw(request, "workspace/company_form.html", form, company=company, title=_("New intake"))
