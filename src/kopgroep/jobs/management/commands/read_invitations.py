"""Read calendar invitations from a folder of mail, and make each a draft of a contact moment."""

from argparse import ArgumentParser
from collections import Counter
from email.message import Message
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused
from kopgroep.casework.actions.drafts import take_mailed
from kopgroep.casework.invitations import MOST_BYTES, read_invitation
from kopgroep.jobs.mail_folders import Folder, TooLargeError, open_folder
from kopgroep.jobs.tables import demand_tables

MOST_PARTS = 100


class Command(BaseCommand):
    """Read invitations."""

    help = "Read calendar invitations from a mail folder (Maildir or mbox) into drafts of contact moments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="MAILDIR", help="a Maildir folder or an mbox file")
        parser.add_argument("--limit", type=int, default=1000, help="at most so many mails in one go (default 1000)")

    def handle(self, *, folder: Path, limit: int, **options: Any) -> None:
        demand_tables()
        box = open_folder(folder)
        if box is None:
            raise CommandError(f"{folder} is neither a Maildir (a folder with new/ and cur/) nor an mbox file.")
        told: Counter[str] = Counter()
        try:
            for key in list(islice(box.unseen(), limit)):
                told[self.read(box, key)] += 1
        finally:
            box.close()
        self.stdout.write(", ".join(f"{count} {what}" for what, count in sorted(told.items())) or "nothing new")

    def read(self, box: Folder, key: str) -> str:
        """Read one mail, and mark it as seen after the commit: a crash in between reads it twice and makes one draft.

        A refused mail is reported and marked too, so that it is told once.
        """
        name, outcome = key, "read"
        try:
            letter = box.read(key)
            name = name_of(letter) or key
            content = calendar_of(letter)
            if content is None:
                outcome = "without invitation"
            else:
                take_mailed(read_invitation(content))
        except TooLargeError:
            too_large = _("This mail is too large.")
            self.stderr.write(f"{name}: {too_large}")
            outcome = "refused"
        except Refused as refused:
            self.stderr.write(f"{name}: {refused.message}")
            outcome = "refused"
        box.mark(key)
        return outcome


def calendar_of(letter: Message) -> bytes | None:
    """The first calendar in a mail; None when there is none. Raises Refused when it has more parts than a mail has."""
    for number, part in enumerate(letter.walk()):
        if number > MOST_PARTS:
            raise Refused(_("This mail has too many parts."))
        if part.get_content_type() == "text/calendar":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return content[: MOST_BYTES + 1]
    return None


def name_of(letter: Message) -> str:
    """What the person who reads the report knows a mail by; on one line, whatever the sender wrote."""
    return "".join(sign for sign in str(letter.get("Message-ID", "")) if sign.isprintable())[:120]
