"""Where a contact moment comes from: an appointment that was held, or a draft from the calendar."""

from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework.actions.appointments import write_up
from kopgroep.casework.actions.drafts import keep_draft
from kopgroep.casework.models import Appointment, Contact, ContactDraft, Question
from kopgroep.companies.models import Company
from kopgroep.workspace.guards import Asking


@dataclass(frozen=True)
class Origin:
    """What the form of a contact moment begins with; usually nothing."""

    appointment: Appointment | None = None
    draft: ContactDraft | None = None

    @property
    def question(self) -> Question | None:
        """The question that the appointment was made for."""
        return self.appointment.question if self.appointment else None

    @property
    def initial(self) -> dict[str, Any]:
        """What is known already: the day (never one to come), how, how long, with whom."""
        row = self.appointment or self.draft
        if row is None:
            return {}
        found: dict[str, Any] = {"held_on": min(row.held_on, today()), "minutes_contact": row.minutes}
        if row.channel:
            found["channel"] = row.channel
        if self.appointment:
            found["people"] = [self.appointment.person_id] if self.appointment.person_id else []
            found["journey"] = self.appointment.journey_id
        return found

    def settle(self, contact: Contact, *, by: User) -> None:
        """Tie the contact moment to where it came from, inside its transaction."""
        if self.appointment:
            write_up(self.appointment, contact, by=by)
        if self.draft:
            keep_draft(self.draft, contact, by=by)


def origin_of(request: Asking, company: Company) -> Origin:
    """The appointment or draft in the address of the form; a 404 for one that this person may not see."""
    appointments = Appointment.objects.visible_to(request.user).filter(company=company)
    drafts = ContactDraft.objects.visible_to(request.user)
    return Origin(appointment=_asked(request, "afspraak", appointments), draft=_asked(request, "concept", drafts))


def _asked(request: Asking, word: str, rows: Any) -> Any:
    number = request.GET.get(word, "")
    return get_object_or_404(rows, pk=number[:18]) if number.isdecimal() else None
