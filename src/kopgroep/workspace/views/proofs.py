"""Proofs: dated files with a scan, looked at by somebody of the programme before they count."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kopgroep.accounts.audit import note_read
from kopgroep.accounts.permissions import Permission
from kopgroep.base.errors import Refused
from kopgroep.scans.actions.proofs import add_proof, judge_proof
from kopgroep.scans.models import Proof
from kopgroep.workspace.forms.acting import refusals_on
from kopgroep.workspace.forms.scans import JudgeForm, ProofNewForm
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.scan_rows import Row
from kopgroep.workspace.views.acting import draw, saved
from kopgroep.workspace.views.fillings import find_filling


def find_proof(request: Asking, pk: int) -> Proof:
    """The proof with its scan, if this person may see it; else a 404."""
    rows = Proof.objects.visible_to(request.user).select_related("filling__edition", "company", "measure")
    return get_object_or_404(rows, pk=pk)


@asks(Permission.RECORD_MEASURE)
def proof_new(request: Asking, pk: int) -> HttpResponse:
    """Add a file to a scan. Who adds it has seen it, so it counts at once."""
    filling = find_filling(request, pk)
    form = ProofNewForm(request.POST or None, request.FILES or None, filling=filling)
    if form.is_valid() and (attached := form.attached()):
        with refusals_on(form):
            add_proof(filling, attached, item=form.cleaned_data["item"], by=request.user)
            return saved(request, _("The proof is kept."), "workspace:filling", pk, anchor="#proofs")
    context = {"filling": filling, "row": Row(filling), "title": _("Add a proof")}
    return draw(request, "workspace/scan_form.html", form, **context)


@asks(Permission.SEE_JOURNEYS)
def proof_file(request: Asking, pk: int) -> FileResponse:
    """The file itself: to be kept, never shown inside our own pages. Every look is written in the read log."""
    proof = find_proof(request, pk)
    note_read(proof.company or proof, by=request.user, page="proof")
    response = FileResponse(proof.file.open("rb"), as_attachment=True, filename=proof.name)
    # What somebody sends is never guessed to be a page, and runs nothing even if it were opened as one.
    response.headers["Content-Type"] = "application/octet-stream"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_POST
@asks(Permission.RECORD_MEASURE)
def proof_seen(request: Asking, pk: int) -> HttpResponse:
    """Say that a file shows what it should."""
    proof = find_proof(request, pk)
    try:
        judge_proof(proof, by=request.user)
    except Refused as refused:
        return _back(request, proof, refused.message)
    return _back(request, proof, _("Seen: %(name)s. It counts as proof.") % {"name": proof.name})


@asks(Permission.RECORD_MEASURE)
def proof_refuse(request: Asking, pk: int) -> HttpResponse:
    """Say, with a reason, that a file does not show it."""
    proof = find_proof(request, pk)
    form = JudgeForm(request.POST or None)
    if form.is_valid():
        with refusals_on(form):
            judge_proof(proof, refused_reason=form.cleaned_data["reason"], by=request.user)
            return _back(request, proof, _("%(name)s does not count as proof.") % {"name": proof.name})
    row = Row(proof.filling) if proof.filling else None
    context = {"filling": proof.filling, "proof": proof, "row": row, "title": _("This does not show it")}
    return draw(request, "workspace/scan_form.html", form, **context)


def _back(request: Asking, proof: Proof, sentence: str) -> HttpResponse:
    """To the scan, or to the company for the proof of a position that no scan found."""
    if proof.filling_id:
        return saved(request, sentence, "workspace:filling", proof.filling_id, anchor="#proofs")
    return saved(request, sentence, "workspace:company", proof.company_id)
