"""Rows that were being written to a double at the very moment in which it was merged."""

from django.db import transaction

from kopgroep.companies.merging import rows
from kopgroep.companies.merging.rules import CLASHES, MOVING, Clash
from kopgroep.companies.models import Company, Merge


def gather_stragglers() -> int:
    """Let what still hangs on a double follow to the company that it was merged into; says how many rows that were.

    A merge waits for nobody: a form that was opened before it may land on the double a moment after it. The keys are
    remembered with the merge, so that undoing takes them back as well. What cannot move stays for a person to see.
    """
    whose = Company.objects.doubles()
    weight = rows.weights(list(whose)) if whose else {}
    behind = [double for double, counts in weight.items() if any(counts[relation] for relation in MOVING)]
    return sum(_follow(double) for double in behind)


@transaction.atomic
def _follow(double: int) -> int:
    merge = Merge.objects.select_for_update().filter(gone=double, undone_at=None).order_by("-pk").first()
    if merge is None or merge.gone.merged_into is None:
        return 0
    kept = merge.gone.merged_into
    if any(CLASHES[name] is Clash.REFUSE for name in rows.clashes(kept, merge.gone)):
        return 0
    rows.give_way(kept, merge.gone)
    moved = rows.move(kept, merge.gone)
    known = merge.moved["rows"]
    merge.moved["rows"] = known | {relation: [*known.get(relation, []), *keys] for relation, keys in moved.items()}
    merge.save(update_fields=["moved"])
    return sum(len(keys) for keys in moved.values())
