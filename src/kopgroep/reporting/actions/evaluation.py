"""Handing over the evaluation file."""

from datetime import date
from typing import IO

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.periods import quarter_ends
from kopgroep.reporting.evaluation.archive import Progress
from kopgroep.reporting.evaluation.keys import read_key
from kopgroep.reporting.evaluation.making import Made, make, no_progress


@requires(Permission.EXPORT_EVALUATION)
def export_evaluation(file: IO[bytes], quarter: str, *, by: User, progress: Progress = no_progress) -> Made:
    """Write the evaluation file up to the end of a quarter, and note who took which bytes.

    ``file`` is empty, and can be read afterwards from its start. Of a quarter that still runs the last day is today.
    Raises ValueError for a word that is no quarter, and Refused when the key cannot be used.
    """
    until: date = min(quarter_ends(quarter), today())
    made = make(file, until, key=read_key(), progress=progress)
    state = "provisional" if made.provisional else "closed"
    note("export_evaluation", by, by=by, quarter=quarter, state=state, rows=made.rows, sha256=made.sha256)
    return made
