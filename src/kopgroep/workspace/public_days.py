"""Which days somebody may ask for who may not open the lines: two days beside each other tell what came in between."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_name, quarter_of
from kopgroep.reporting.closing import view_of
from kopgroep.reporting.lineage import Asked
from kopgroep.reporting.models import Closing
from kopgroep.reporting.reported import Reported
from kopgroep.reporting.view import Cut, View


def as_public(asking: Asked) -> Asked:
    """What was asked for, of a day on which it tells of no company: today, or the end of a quarter.

    A closed quarter is shown as it was closed: beside what is known now it would tell what was found since, which the
    page of the quarter hides when it is of few. Money tells of nobody. Raises Refused for another day.
    """
    if isinstance(asking.item, Reported) and asking.item.open_to_all:
        return asking
    day = asking.view.on
    if day == today() and not asking.closing:
        return asking
    if day > today() or day != quarter_of(day)[1]:
        raise Refused(_("Choose today or the last day of a quarter that is over.") + " " + why())
    closing = _closing_on(day)
    return replace(asking, view=as_closed(closing, asking.view.cut), closing=closing) if closing else asking


def public_view(on: date, cut: Cut) -> View:
    """The ledger up to the end of a quarter as it was closed, or up to another day as it is known now."""
    closing = _closing_on(on)
    return as_closed(closing, cut) if closing else View(on, cut)


def as_closed(closing: Closing, cut: Cut) -> View:
    """A part of the ledger as it was known when a quarter was closed."""
    return replace(view_of(closing), cut=cut)


def why() -> str:
    """Why not every day can be chosen, in a sentence for who may not open lines."""
    return _("Two other days beside each other could tell what happened at a single company.")


def _closing_on(day: date) -> Closing | None:
    """The closed quarter that ends on a day."""
    if day != quarter_of(day)[1]:
        return None
    return Closing.objects.closed().filter(quarter=quarter_name(day)).first()
