"""The lines of some companies, read in portions, so that a long ledger needs no memory."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple

from kopgroep.programme.kinds import EntryKind
from kopgroep.reporting.view import View


class Line(NamedTuple):
    """What this file needs of a line of the ledger."""

    happened_on: date
    pk: int
    company: int
    kind: str
    quantity: int
    theme: str
    line: str
    outcome: str
    subject: int | None
    detail: dict[str, Any]


COLUMNS = (
    "happened_on", "pk", "company", "kind", "quantity", "theme", "line", "outcome", "subject_id", "detail",
)  # fmt: skip


def lines_of(view: View, companies: Collection[int], kinds: Iterable[EntryKind]) -> dict[int, list[Line]]:
    """The lines that count of these companies, under the company that each double became; the oldest first."""
    chosen = set(companies)
    gone = {double for double, stayed in view.doubles.items() if stayed in chosen}
    found = view.entries.filter(company__in=chosen | gone, kind__in=list(kinds), happened_on__lte=view.on)
    by_company = defaultdict(list)
    for row in found.order_by("happened_on", "pk").values_list(*COLUMNS):
        line = Line(*row)
        by_company[view.kept(line.company)].append(line)
    return by_company


def by_subject(lines: Iterable[Line]) -> dict[int, list[Line]]:
    """The lines of each trajectory, referral or question that they are about, in the same order."""
    found = defaultdict(list)
    for line in lines:
        if line.subject is not None:
            found[line.subject].append(line)
    return found
