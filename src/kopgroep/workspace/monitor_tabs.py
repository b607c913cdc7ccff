"""The pages of the monitor beside each other, each with one question; who may not open one does not see it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission


def tabs(user: User, here: str) -> list[tuple[str, str, bool]]:
    """Label, address, and whether it is this page."""
    pages = [
        ("monitor", _("Targets"), Permission.SEE_MONITOR),
        ("figures", _("Figures"), Permission.SEE_MONITOR),
        ("funder", _("Per funder"), Permission.SEE_MONITOR),
        ("own-figures", _("My work"), Permission.RECORD_CONTACT),
        ("quarters", _("Quarters"), Permission.SEE_MONITOR),
        ("reports", _("Reports"), Permission.SEE_MONITOR),
        ("benchmark", _("Benchmark"), Permission.SEE_MONITOR),
        ("evaluation", _("Evaluation file"), Permission.EXPORT_EVALUATION),
    ]
    return [(label, reverse(f"workspace:{name}"), name == here) for name, label, asks in pages if user.may(asks)]
