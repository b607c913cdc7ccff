"""Starting a scan of a company: at the table, with a link for the entrepreneur, or from a spreadsheet."""

import uuid
from typing import Any

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.companies.models import Company, Position
from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.scans import Scan
from kopgroep.scans.actions.fillings import save_answers, start_filling
from kopgroep.scans.letters import send_link
from kopgroep.scans.models import Filling
from kopgroep.scans.spreadsheet.opening import LARGEST
from kopgroep.scans.spreadsheet.reading import read_sheet
from kopgroep.workspace.forms.acting import ActForm, refusals_on
from kopgroep.workspace.forms.scans import SendForm, SheetForm, TogetherForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.scan_rows import rows_of
from kopgroep.workspace.views.acting import saved
from kopgroep.workspace.views.company import find_company
from kopgroep.workspace.views.scans import find_scan

Mode = Filling.Mode
SALT = "kopgroep.workspace.spreadsheet"
DAY = 24 * 60 * 60
"""Seconds that a sheet which was read may wait for somebody to confirm it."""


def around(request: Asking, company: Company, scan: Scan) -> dict[str, Any]:
    """What every page shows on which a scan is started."""
    going = Filling.objects.visible_to(request.user).open().filter(company=company, scan=scan.code)
    return {
        "company": company,
        "scan": scan,
        "name": scan.name.in_(get_language() or "nl"),
        "going": rows_of(going.select_related("adviser").order_by("-saved_at", "-pk")),
        "ended": not scan.is_active(today()),
    }


@asks(Permission.RECORD_MEASURE)
def filling_new(request: Asking, pk: int, code: str) -> HttpResponse:
    """Choose how this company does this scan, and begin."""
    company, scan = find_company(request, pk), find_scan(code)
    alone = request.POST.get("mode") == Mode.ALONE
    together = TogetherForm(request.POST if request.method == "POST" and not alone else None, auto_id="together_%s")
    send = SendForm(request.POST if alone else None, initial=contact_of(company))
    form: ActForm = send if alone else together
    if form.is_valid():
        with refusals_on(form):
            if alone:
                return _send(request, company, scan, send)
            data = {"submission": together.cleaned_data["submission"], "by": request.user}
            filling = start_filling(scan, company, mode=Mode.TOGETHER, **data)
            return redirect("workspace:filling", filling.pk)
    context = {**around(request, company, scan), "together": together, "send": send}
    return render(request, "workspace/scan_new.html", context, status=form.status)


def _send(request: Asking, company: Company, scan: Scan, form: SendForm) -> HttpResponse:
    data = form.cleaned_data
    contact = {name: data[name] for name in ("contact_name", "contact_email", "submission")}
    asked = {**contact, "language": data["spoken"], "by": request.user}
    start_filling(scan, company, mode=Mode.ALONE, then=send_link, **asked)
    sentence = _("The link is on its way to %(email)s.") % {"email": data["contact_email"]}
    return saved(request, sentence, "workspace:company", company.pk)


def contact_of(company: Company) -> dict[str, str]:
    """Who of the company can be mailed, the latest known first."""
    known = Position.objects.filter(company=company, until=None).exclude(person__email="").select_related("person")
    first = known.order_by("-since", "-pk").first()
    return {"contact_name": first.person.name, "contact_email": first.person.email} if first else {}


@asks(Permission.RECORD_MEASURE)
def scan_upload(request: Asking, pk: int, code: str) -> HttpResponse:
    """Read a spreadsheet, show what was read, and begin a scan with it once somebody says that it is right."""
    company, scan = find_company(request, pk), find_scan(code)
    if "read" in request.POST:
        return _keep(request, company, scan)
    form = SheetForm(request.POST or None, request.FILES or None)
    context = around(request, company, scan)
    if form.is_valid():
        with refusals_on(form):
            sheet = read_sheet(form.cleaned_data["file"].read(LARGEST + 1), scan, on=today())
            context |= {"sheet": sheet, "read": _signed(company, scan, dict(sheet.answers))}
            return render(request, "workspace/scan_sheet.html", context)
    return render(request, "workspace/scan_upload.html", {**context, "form": form}, status=form.status)


def _signed(company: Company, scan: Scan, answers: dict[str, Any]) -> str:
    """The answers as the page carries them until they are confirmed; nobody can change them on the way."""
    told = {"company": company.pk, "scan": fingerprint(scan.model_dump(mode="json")), "answers": answers}
    return signing.dumps(told | {"submission": str(uuid.uuid4())}, salt=SALT, compress=True)


def _keep(request: Asking, company: Company, scan: Scan) -> HttpResponse:
    """Begin the scan with the answers that were shown."""
    form = SheetForm()
    try:
        told = signing.loads(request.POST["read"], salt=SALT, max_age=DAY)
    except signing.BadSignature:
        told = {}
    fits = told.get("company") == company.pk and told.get("scan") == fingerprint(scan.model_dump(mode="json"))
    if not fits:
        form = SheetForm({})
        form.errors.clear()
        form.add_error(None, _("The page waited too long, or the scan was changed. Choose the spreadsheet once more."))
        context = {**around(request, company, scan), "form": form}
        return render(request, "workspace/scan_upload.html", context, status=form.status)
    filling = start_filling(
        scan,
        company,
        mode=Mode.UPLOAD,
        submission=uuid.UUID(told["submission"]),
        by=request.user,
        then=lambda begun: save_answers(begun, told["answers"], looked_at=list(told["answers"]), by=request.user),
    )
    return saved(request, _("The answers are in. Look at them and finish the scan."), "workspace:filling", filling.pk)
