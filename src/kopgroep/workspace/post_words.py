"""The outbox in words: how far a mail came, what that means, and what it was about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kopgroep.post.models import Letter

State = Letter.State

STATES: dict[str, tuple[str | Promise, str]] = {
    State.WAITING: (pgettext_lazy("mail", "waits"), "rest"),
    State.SENDING: (pgettext_lazy("mail", "leaves now"), "rest"),
    State.SENT: (pgettext_lazy("mail", "sent"), "ok"),
    State.FAILED: (pgettext_lazy("mail", "failed"), "late"),
    State.DOUBTFUL: (pgettext_lazy("mail", "not sure"), "near"),
    State.DROPPED: (pgettext_lazy("mail", "settled"), "rest"),
}
"""The word for each state, and the shape beside it."""

TABS: dict[str, tuple[str | Promise, list[str]]] = {
    "": (_("All mail"), []),
    "beslissen": (_("To decide"), [State.FAILED, State.DOUBTFUL]),
    "onderweg": (_("Under way"), [State.WAITING, State.SENDING]),
    "verstuurd": (pgettext_lazy("mails", "Sent"), [State.SENT]),
    "afgesloten": (pgettext_lazy("mails", "Settled"), [State.DROPPED]),
}
"""The tabs of the list by their word in the address: label, and the states; none means all."""

KINDS: dict[str, str | Promise] = {
    "adviser": _("News of a referral, for the adviser"),
    "cancelled": _("Appointment that does not go on"),
    "card": _("Card for a partner"),
    "confirm": _("Did the partner help?"),
    "confirmation": _("Confirmation of a question"),
    "consent": _("Question for consent"),
    "digest": _("Daily mail"),
    "handover": _("Work of a colleague"),
    "invitation": _("Invitation for an account"),
    "invited": _("Appointment"),
    "link": _("Link to follow a question"),
    "new_question": _("New question for an adviser"),
    "progress": _("News of a referral, for the entrepreneur"),
    "reminder": _("Reminder for a partner"),
    "result_answered": _("Answer about a result, for the adviser"),
    "result_ask": _("Is this result right?"),
    "scan_done": _("Finished scan, for the adviser"),
    "scan_link": _("Link to a scan"),
    "scan_result": _("Result of a scan, for the entrepreneur"),
    "survey_ask": _("Yearly survey"),
    "survey_reminder": _("Yearly survey, reminder"),
    "thanks": _("Thanks for an answer"),
    "withdrawn": _("Card that is withdrawn"),
}
"""What each kind of letter is called; a kind is the last word of its template."""


def kind_of(letter: Letter) -> str:
    """What a letter is about, in words."""
    return str(KINDS.get(letter.kind, letter.kind.replace("_", " ")))
