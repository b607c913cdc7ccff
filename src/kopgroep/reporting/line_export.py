"""Taking the lines behind a number along as a file."""

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.ledger.models import EntryQuerySet


@requires(Permission.EXPORT_COMPANIES)
def export_lines(lines: EntryQuerySet, *, code: str, query: str, by: User) -> EntryQuerySet:
    """The lines to export, after writing down who took how many behind which figure; ``query`` as in the address."""
    note("export_lines", by, by=by, figure=code, rows=lines.count(), query=query)
    return lines
