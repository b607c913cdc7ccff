"""The tables of one's own work as files."""

from django.http import Http404, HttpResponseBase, StreamingHttpResponse

from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.workspace.guards import Asking, asks
from kopgroep.workspace.own_sheets import own_sheet
from kopgroep.workspace.sheets import csv_lines


@asks(Permission.RECORD_CONTACT)
def own_table(request: Asking, table: str) -> HttpResponseBase:
    """One table of one's own work as CSV: the work of a quarter, the open trajectories or the hours."""
    sheet = own_sheet(table, request.user, today())
    if sheet is None:
        raise Http404
    answer = StreamingHttpResponse(csv_lines(sheet.head, sheet.rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="mijn-werk-{table}-{today()}.csv"'
    return answer
