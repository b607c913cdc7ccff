"""The mail to who got the work of a colleague."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter


def work_words() -> dict[str, str]:
    """The kinds of open work, in words; in the order in which they are told."""
    return {
        "companies": _("companies"),
        "questions": _("questions"),
        "referrals": _("referrals"),
        "journeys": _("trajectories"),
        "scans": _("scans that are being filled in"),
        "plans": _("plans"),
        "actions": _("actions of plans"),
        "appointments": _("appointments"),
        "steps": _("next steps"),
        "tasks": _("tasks"),
        "drafts": _("contact moments from the calendar"),
        "lists": _("shared lists"),
    }


def in_words(share: Mapping[str, int]) -> list[tuple[str, int]]:
    """How much there is of each kind of work that there is."""
    words = work_words()
    return [(word, share[code]) for code, word in words.items() if share.get(code)]


def tell_heir(heir: User, *, leaver: User, share: Mapping[str, int], key: str) -> Letter:
    """Tell somebody how much work came, and where it stands. It names no company: the portfolio does."""
    language = settings.LANGUAGE_CODE
    with override(language):
        subject = _("You have the work of %(name)s now") % {"name": leaver.name}
        counts = in_words(share)
    base = settings.BASE_URL.rstrip("/")
    context = {
        "heir": heir,
        "leaver": leaver,
        "counts": counts,
        "portfolio_url": base + reverse("workspace:portfolio"),
        "today_url": base + reverse("workspace:today"),
    }
    return compose("mail/handover", context, key=key, to=heir.email, subject=subject, language=language, about=leaver)
