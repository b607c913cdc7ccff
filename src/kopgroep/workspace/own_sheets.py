"""The tables of one's own work as rows of text, for a file. Hours are written with decimals, so that sums work."""

from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.base.money import amount
from kopgroep.programme import current
from kopgroep.workspace.monitor_sheets import Sheet
from kopgroep.workspace.own_rows import HOUR, own_hours, own_journeys, own_work
from kopgroep.workspace.templatetags.casework import kind_word


def own_sheet(table: str, user: User, on: date) -> Sheet | None:
    """A table of the page by its word in the address; None for another word."""
    match table:
        case "kwartaal":
            rows = [[kind_word(one.kind), str(one.now), str(one.before)] for one in own_work(user, on)]
            return Sheet([_("Kind of work"), _("This quarter"), _("Quarter before")], rows)
        case "trajecten":
            return _journeys(user)
        case "uren":
            rows = [[point.label, _hours(point.value)] for point in own_hours(user, on)]
            return Sheet([_("Quarter"), _("Hours")], rows)
    return None


def _journeys(user: User) -> Sheet:
    language = get_language() or "nl"
    names = {theme.code: theme.name.in_(language) for theme in current().themes}
    rows = [
        [
            journey.company.name,
            names.get(journey.theme, journey.theme),
            _hours(journey.written / HOUR),
            _hours((journey.cap_minutes - journey.written - journey.reserved) / HOUR),
        ]
        for journey in own_journeys(user)
    ]
    return Sheet([_("Company"), _("Theme"), _("Written"), _("Left")], rows)


def _hours(value: float) -> str:
    return amount(value, get_language() or "nl", decimals=2)
