"""What a merge would do, before it does it."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from kopgroep.companies.merging.consents import refusals_that_win
from kopgroep.companies.merging.rows import clashes, constraints_of, weights
from kopgroep.companies.merging.rules import CLASHES, MOVING, REMEDIES, Clash, values_after
from kopgroep.companies.models import Company, Consent


@dataclass(frozen=True)
class Preview:
    """All that a merge of two companies does."""

    kept: Company
    gone: Company
    moves: dict[str, int]
    """Per relation how many rows move; relations without rows are left out."""
    stays: int
    """Rows that say what the company that stays says already."""
    lines: int
    """Lines of the ledger that keep their place and are read under the company that stays."""
    refusals: list[Consent]
    """Refusals that win over a later yes."""
    values: dict[str, Any]
    """Columns of the company that stays which change, with what they become."""
    hindrances: list[str]
    """Why it cannot be done, each with what to do first."""

    @property
    def seen(self) -> str:
        """Names this very preview: another one means that something changed since somebody looked."""
        told = [self.kept.pk, self.kept.version, self.gone.pk, self.gone.version, self.moves, self.stays, self.lines]
        told += [[no.pk for no in self.refusals], self.values]
        return hashlib.sha256(json.dumps(told, default=str, sort_keys=True).encode()).hexdigest()


def which_stays(one: Company, other: Company, weight: dict[int, Counter[str]]) -> tuple[Company, Company]:
    """The one that stays and the one that goes: a KVK number decides, else what hangs on it, else who was first."""

    def rank(company: Company) -> tuple[bool, int, int]:
        return bool(company.kvk_number), weight[company.pk].total(), -company.pk

    return (one, other) if rank(one) > rank(other) else (other, one)


def preview_of(kept: Company, gone: Company) -> Preview:
    """What merging one company into another would do, with a handful of queries however much hangs on them."""
    weight, met = weights([gone.pk])[gone.pk], clashes(kept, gone)
    staying = Counter(
        {
            relation: sum(met[c.name] for c in constraints_of(relation) if CLASHES[c.name] is Clash.STAY)
            for relation in MOVING
        }
    )
    return Preview(
        kept=kept,
        gone=gone,
        moves={relation: n for relation in MOVING if (n := weight[relation] - staying[relation])},
        stays=staying.total(),
        lines=weight["ledger.Entry.company"],
        refusals=refusals_that_win(kept, gone),
        values=values_after(kept, gone),
        hindrances=_hindrances(kept, gone, met),
    )


def _hindrances(kept: Company, gone: Company, met: Counter[str]) -> list[str]:
    found = [str(REMEDIES[name]) for name in sorted(met) if CLASHES[name] is Clash.REFUSE]
    if kept.pk == gone.pk:
        found.append(_("Choose two different companies."))
    merged = _("%(name)s was merged already. Open it to see with which company.")
    found += [merged % {"name": company.name} for company in (kept, gone) if company.merged_into_id]
    if gone.kvk_number and kept.kvk_number:
        found.append(_("Both have a KVK number of their own, so they are two companies."))
    elif gone.kvk_number:
        found.append(_("The company with the KVK number must be the one that stays."))
    if gone.rsin and kept.rsin and gone.rsin != kept.rsin:
        found.append(_("Both have an RSIN of their own, so they are two companies."))
    return found
