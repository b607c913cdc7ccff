"""Writing a letter, and deciding about one that did not surely arrive."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now
from kopgroep.base.errors import Refused
from kopgroep.post.models import Letter, emptied


@dataclass(frozen=True)
class Attachment:
    """A file of text that goes along.

    An invitation has the mimetype ``text/calendar; method=REQUEST``: it then arrives as a form of the letter itself,
    which mail programs show with buttons to accept (RFC 6047), and as a file.
    """

    name: str
    mimetype: str
    content: str


@transaction.atomic
def write_letter(
    *,
    key: str,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    language: str = "nl",
    reply_to: str = "",
    company_id: int | None = None,
    about: models.Model | None = None,
    attachments: Sequence[Attachment] = (),
) -> Letter:
    """Put one mail to one address in the outbox, inside the transaction of the act that it tells of.

    When that transaction fails there is no letter; when it holds, the letter leaves within seconds, once. No
    permission is asked here: the act has asked its own. ``key`` names the act, such as ``question:12:confirmation``: a
    second letter with the same key is not written; the first is returned. ``kind`` groups letters of one sort.
    Raises Refused when ``to`` is not an address.
    """
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError:
        raise Refused(_("This is not an e-mail address. It looks like name@example.org."), field="email") from None
    letter, _made = Letter.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "to": to,
            # A line break in a header could add headers of somebody else's making.
            "subject": " ".join(subject.split())[:250],
            "text": text,
            "html": html,
            "language": language,
            "reply_to": reply_to,
            "company_id": company_id,
            "subject_type": (about._meta.model_name or "") if about else "",
            "subject_id": about.pk if about else None,
            "attachments": [asdict(attachment) for attachment in attachments],
            "written_at": now(),
        },
    )
    return letter


@requires(Permission.MANAGE_POST)
@transaction.atomic
def resend_letter(letter: Letter, *, by: User) -> Letter:
    """Send a failed or doubtful letter again, under its own Message-ID. Raises Refused for any other letter."""
    letter = _to_decide(letter)
    was = letter.state
    letter.state, letter.attempts, letter.not_before = Letter.State.WAITING, 0, None
    letter.save(update_fields=["state", "attempts", "not_before"])
    note("resend", letter, by=by, company_id=letter.company_id, was=was)
    return letter


@requires(Permission.MANAGE_POST)
@transaction.atomic
def drop_letter(letter: Letter, *, by: User) -> Letter:
    """Decide that a failed or doubtful letter need not leave any more. Raises Refused for any other letter."""
    letter = _to_decide(letter)
    was = letter.state
    letter.state = Letter.State.DROPPED
    for field, value in emptied(letter).items():
        setattr(letter, field, value)
    letter.save(update_fields=["state", "text", "html", "attachments"])
    note("drop", letter, by=by, company_id=letter.company_id, was=was)
    return letter


def _to_decide(letter: Letter) -> Letter:
    """Lock a letter of which a person may decide. Raises Refused when it is on its way, gone, or decided already."""
    letter = Letter.objects.select_for_update().get(pk=letter.pk)
    if not letter.undecided:
        raise Refused(_("This mail waits for no decision any more. Look at how it stands now."))
    return letter
