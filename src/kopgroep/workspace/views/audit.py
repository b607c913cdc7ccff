"""The two logs: who changed what, and who looked at which company."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from kopgroep.accounts.models import AuditEvent, ReadEvent, User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import start_of
from kopgroep.companies.models import Company
from kopgroep.workspace.forms.audit import LogFilterForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.log_words import deed, details

PAGE = 50


def narrowed[Event: Model](rows: QuerySet[Event], form: LogFilterForm, about: Q | None) -> QuerySet[Event]:
    """The events that the filter leaves; nothing while the filter has an error, so that no answer looks complete."""
    if not form.is_valid():
        return rows.none()
    asked = form.cleaned_data
    if asked["persoon"]:
        rows = rows.filter(actor=asked["persoon"])
    if about is not None:
        rows = rows.filter(about)
    if asked["van"]:
        rows = rows.filter(at__gte=start_of(asked["van"]))
    if asked["tot"]:
        rows = rows.filter(at__lt=start_of(asked["tot"] + timedelta(days=1)))
    return rows


def page_of[Event: Model](request: Asking, rows: QuerySet[Event]) -> dict[str, Any]:
    """One page of events, the newest first, and the address of the next one."""
    before = request.GET.get("voor", "")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before))
    found = list(rows.order_by("-pk")[: PAGE + 1])
    asked = {key: value for key, value in request.GET.items() if value and key != "voor"}
    older = urlencode({**asked, "voor": found[PAGE - 1].pk}) if len(found) > PAGE else ""
    return {
        "events": found[:PAGE],
        "older": older and f"?{older}",
        "newest": f"?{urlencode(asked)}" if before else "",
    }


def company_in(form: LogFilterForm) -> Company | None:
    """The company in the filter, once it has been checked."""
    return form.cleaned_data.get("bedrijf") if form.is_valid() else None


@asks(Permission.SEE_AUDIT)
def audit_page(request: Asking) -> HttpResponse:
    """Who changed what, when."""
    form = LogFilterForm(request.GET)
    company = company_in(form)
    rows = AuditEvent.objects.visible_to(request.user).select_related("actor")
    page = page_of(request, narrowed(rows, form, Q(company_id=company.pk) if company else None))
    events = page.pop("events")
    companies = Company.objects.visible_to(request.user).in_bulk({e.company_id for e in events if e.company_id})
    people = User.objects.in_bulk({e.subject_id for e in events if e.subject_type == "user"})
    page["rows"] = [
        {
            "event": event,
            "deed": deed(event),
            "details": details(event),
            "company": companies.get(event.company_id),
            "person": people.get(event.subject_id) if event.subject_type == "user" else None,
        }
        for event in events
    ]
    return render(request, "workspace/audit.html", {**page, "form": form, "company": company})


@asks(Permission.SEE_READ_LOG)
def reads_page(request: Asking) -> HttpResponse:
    """Who looked at which company, when."""
    form = LogFilterForm(request.GET)
    company = company_in(form)
    rows = ReadEvent.objects.visible_to(request.user).select_related("actor")
    about = Q(subject_type="company", subject_id=company.pk) if company else None
    page = page_of(request, narrowed(rows, form, about))
    events = page.pop("events")
    seen = {event.subject_id for event in events if event.subject_type == "company"}
    companies = Company.objects.visible_to(request.user).in_bulk(seen)
    page["rows"] = [
        {"event": e, "company": companies.get(e.subject_id) if e.subject_type == "company" else None} for e in events
    ]
    return render(request, "workspace/reads.html", {**page, "form": form, "company": company})
