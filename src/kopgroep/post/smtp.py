"""A line to the mail server that knows when a letter may have been accepted without our hearing it."""

import smtplib
from typing import Any

from django.core.mail.backends import smtp


class WatchedLine(smtplib.SMTP):
    """An SMTP connection that remembers whether a letter was handed over without an answer."""

    in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand over the letter itself. From the first word until the answer nobody knows whether it was accepted.

        Everything before this (greeting, sender, recipient) surely sends nothing, and an answer that says no is sure
        too (RFC 5321, 4.2.5 and 6.1). A line that breaks in between leaves ``in_doubt`` standing.
        """
        self.in_doubt = True
        try:
            answer = super().data(msg)
        except smtplib.SMTPDataError:
            self.in_doubt = False
            raise
        self.in_doubt = False
        return answer


class SecureLine(WatchedLine, smtplib.SMTP_SSL):
    """The same, encrypted from the first word on."""


class EmailBackend(smtp.EmailBackend):
    """Django's own way to a mail server, over a watched line."""

    @property
    def connection_class(self) -> type[WatchedLine]:
        """What Django opens."""
        return SecureLine if self.use_ssl else WatchedLine

    @property
    def in_doubt(self) -> bool:
        """Whether the last letter was handed over and no answer came."""
        return bool(getattr(self.connection, "in_doubt", False))
