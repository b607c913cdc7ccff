"""What a merge does with each relation to a company. The one place that knows.

The names of rooms above this one are text here, not imports: a merge finds the rows through Django's own list of
relations. A test fails with the name of a relation that is missing here, or of a constraint that a move could break.
"""

from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Rule(StrEnum):
    """What happens with the rows of the company that goes."""

    MOVE = "move"
    """They get the company that stays, and their keys are remembered for undoing."""
    STRICTER = "stricter"
    """They move; where one of both said no to the same thing, no is written as the latest answer."""
    LEDGER = "ledger"
    """They stay as they were written, since the ledger never changes; every question of it looks through the merge."""
    STAYS = "stays"
    """They tell of that row itself and not of the company."""


RELATIONS: dict[str, Rule] = {
    "casework.Appointment.company": Rule.MOVE,
    "casework.Contact.company": Rule.MOVE,
    "casework.ContactDraft.company": Rule.MOVE,
    "casework.Intake.company": Rule.MOVE,
    "casework.Journey.company": Rule.MOVE,
    "casework.Plan.company": Rule.MOVE,
    "casework.Question.company": Rule.MOVE,
    "casework.Referral.company": Rule.MOVE,
    "casework.Result.company": Rule.MOVE,
    # Who was asked in one round under both names keeps both rows, each with its own letter and answer.
    "casework.SurveyAsk.company": Rule.MOVE,
    "casework.Task.company": Rule.MOVE,
    "companies.Consent.company": Rule.STRICTER,
    # With its establishment goes the old name, by which people keep looking for it.
    "companies.Establishment.company": Rule.MOVE,
    "companies.Position.company": Rule.MOVE,
    "companies.StatedFact.company": Rule.MOVE,
    # Earlier doubles of the one that goes follow it, so that no chain is ever longer than one step.
    "companies.Company.merged_into": Rule.MOVE,
    # A judgement was about those two rows. The finder reads it as one about the companies that stayed.
    "companies.LikelyDouble.first": Rule.STAYS,
    "companies.LikelyDouble.second": Rule.STAYS,
    # The history of merging itself; undoing goes back along it.
    "companies.Merge.gone": Rule.STAYS,
    "companies.Merge.kept": Rule.STAYS,
    "ledger.Entry.company": Rule.LEDGER,
    "scans.Filling.company": Rule.MOVE,
    "scans.Filling.company_guess": Rule.MOVE,
    "scans.Measure.company": Rule.MOVE,
    "scans.Proof.company": Rule.MOVE,
    "scans.Step.company": Rule.MOVE,
    # Keys without a relation: both tell what was done to which row, at that moment.
    "accounts.AuditEvent.company_id": Rule.STAYS,
    "post.Letter.company_id": Rule.STAYS,
}
"""Every column that holds a company, as ``room.Model.column``."""


class Clash(StrEnum):
    """What to do when a row cannot move because the company that stays has one like it."""

    REFUSE = "refuse"
    """No merge before a person chose between them."""
    STAY = "stay"
    """The row says what the other one says already. It stays behind, and nothing is lost."""
    GIVE_WAY = "give way"
    """It moves and gives up its place: the establishment that led leads no more."""


CLASHES: dict[str, Clash] = {
    "one_open_plan": Clash.REFUSE,
    "one_open_journey_per_theme": Clash.REFUSE,
    "asked_once_a_round": Clash.STAY,
    "one_current_position": Clash.STAY,
    "one_leads_per_company": Clash.GIVE_WAY,
}
"""Every unique constraint in which a company that moves takes part, by name."""

REMEDIES: dict[str, str | Promise] = {
    "one_open_plan": _("Both companies have an open growth plan. End one of the two first."),
    "one_open_journey_per_theme": _("Both companies have an open trajectory on one theme. Close one of the two first."),
}
"""What the adviser does first, for every clash that refuses."""

MOVING = tuple(name for name, rule in RELATIONS.items() if rule in (Rule.MOVE, Rule.STRICTER))


def values_after(kept: Any, gone: Any) -> dict[str, Any]:
    """The columns of the company that stays which change, with what they become."""
    wanted: dict[str, Any] = {
        "non_mailing": kept.non_mailing or gone.non_mailing,
        "pre_start": kept.pre_start and gone.pre_start,
        "rsin": kept.rsin or gone.rsin,
    }
    if kept.account_manager_id is None:
        wanted |= {"account_manager_id": gone.account_manager_id, "manager_since": gone.manager_since}
    return {name: value for name, value in wanted.items() if getattr(kept, name) != value}
