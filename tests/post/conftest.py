"""A real mail server that keeps what arrives and does what a test asks of it."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller


class Postbox:
    """Keeps what arrives. Its answers can be chosen, held back, or left out."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[EmailMessage] = []
        self.to_recipients: list[str] = []
        """The next answers to a recipient; when there are none left the answer is yes."""
        self.to_letters: list[str] = []
        """The next answers to a letter: ``""`` keeps the letter and hangs up."""
        self.arrived = threading.Event()
        self.may_answer = threading.Event()
        self.may_answer.set()

    def times(self, message_id: str) -> int:
        """How many times a letter came in."""
        return Counter(str(letter["Message-ID"]) for letter in self.letters)[message_id]

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, server: Any, session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Answer to a recipient."""
        answer = self.to_recipients.pop(0) if self.to_recipients else "250 OK"
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd's name)
        """Answer to a letter, once it may."""
        answer = self.to_letters.pop(0) if self.to_letters else "250 OK"
        if answer[:1] in {"", "2"}:
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        self.arrived.set()
        await asyncio.to_thread(self.may_answer.wait)
        if not answer:
            server.transport.abort()
        return answer


class Server(Controller):
    """aiosmtpd on a socket that is ours already, so that nobody else can take the port in between."""

    def __init__(self, handler: Any, own: socket.socket) -> None:
        super().__init__(handler, hostname="127.0.0.1", port=own.getsockname()[1])
        self.own = own

    def _create_server(self) -> Any:
        return self.loop.create_server(self._factory_invoker, sock=self.own)


def own_socket() -> socket.socket:
    """A port of our own, on which nobody listens yet."""
    own = socket.socket()
    own.bind(("127.0.0.1", 0))
    return own


def bring_to(settings: Any, port: int) -> None:
    """Let the outbox bring its letters to a port of this machine."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 20}
    way = {"BACKEND": "kopgroep.post.smtp.EmailBackend", "OPTIONS": options}
    settings.MAILERS = {**settings.MAILERS, "post": way}


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    """A mail server to which the outbox brings its letters."""
    own = own_socket()
    box = Postbox(own.getsockname()[1])
    bring_to(settings, box.port)
    server = Server(box, own)
    server.start()
    yield box
    box.may_answer.set()
    server.stop()
