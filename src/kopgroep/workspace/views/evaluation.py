"""The evaluation file: what it is, for whom, and taking it."""

import tempfile

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.reporting.actions.evaluation import export_evaluation
from kopgroep.reporting.evaluation.keys import read_key
from kopgroep.reporting.evaluation.sheets import SHEETS
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.report_rows import closed_quarters, quarters_until


@asks(Permission.EXPORT_EVALUATION)
def evaluation_page(request: Asking) -> HttpResponse:
    """Which quarters can be taken, and whether there is a key."""
    return _page(request)


@require_POST
@asks(Permission.EXPORT_EVALUATION)
def evaluation_file(request: Asking) -> HttpResponseBase:
    """Make the file on disk, not in memory, and send it; nothing of it stays behind."""
    quarter = request.POST.get("kwartaal", "")
    if quarter not in quarters_until(today()):
        raise Http404(f"no quarter {quarter!r} of the programme that has begun")
    file = tempfile.TemporaryFile(suffix=".zip")  # noqa: SIM115  (the response that sends it closes it)
    try:
        export_evaluation(file, quarter, by=request.user)
    except Refused as refused:
        file.close()
        return _page(request, refused=refused.message, status=409)
    except BaseException:
        file.close()
        raise
    return FileResponse(file, as_attachment=True, filename=f"evaluation-{quarter}.zip", content_type="application/zip")


def _page(request: HttpRequest, *, refused: str = "", status: int = 200) -> HttpResponse:
    try:
        read_key()
        wrong = ""
    except Refused as fault:
        wrong = fault.message
    quarters, closed = quarters_until(today()), closed_quarters()
    # What is handed over is a closed quarter, where there is one.
    chosen = next((quarter for quarter in quarters if quarter in closed), next(iter(quarters), ""))
    context = {
        "quarters": [(quarter, quarter in closed) for quarter in quarters],
        "chosen": chosen,
        "wrong": wrong,
        # The page says already what is wrong with the key.
        "refused": "" if refused == wrong else refused,
        "sheets": SHEETS,
    }
    return render(request, "workspace/evaluation.html", context, status=status)
