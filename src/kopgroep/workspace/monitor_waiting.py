"""What waits for one reader of the monitor: a quarter, a survey, results. Only who may act sees it."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.base.clock import today
from kopgroep.casework.models import Result
from kopgroep.reporting.closing import next_quarter
from kopgroep.workspace.forms.results import VERIFY
from kopgroep.workspace.forms.surveys import years


def waiting_for(user: User, on: date) -> list[tuple[str, str]]:
    """Sentence and address of what this person can do; nothing when an earlier day is shown. Three queries at most."""
    if on != today():
        return []
    found = []
    if user.may(Permission.CLOSE_QUARTER) and (quarter := next_quarter(on)):
        words = _("%(quarter)s is over and not closed yet") % {"quarter": quarter}
        found.append((words, reverse("workspace:quarter", args=[quarter])))
    if user.may(Permission.RUN_SURVEY) and (over := years()):
        words = _("No survey was opened yet about %(year)s") % {"year": over[0]}
        found.append((words, reverse("workspace:survey-new")))
    return [*found, *results_waiting(user)]


def results_waiting(user: User) -> list[tuple[str, str]]:
    """Sentence and address of the results that this person may verify; empty without any. One query at most."""
    if not user.may(Permission.VERIFY_RESULT):
        return []
    number = Result.objects.visible_to(user).to_verify(user).count()
    words = ngettext("%(n)s result waits to be verified", "%(n)s results wait to be verified", number)
    return [(words % {"n": number}, f"{reverse('workspace:results')}?tab={VERIFY}")] if number else []
