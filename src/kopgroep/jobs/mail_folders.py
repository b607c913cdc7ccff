"""Folders of mail as mail servers keep them: which mails nobody has seen yet, and marking one as seen."""

import mailbox
from collections.abc import Iterator
from email import message_from_binary_file
from email.message import Message
from pathlib import Path
from typing import Protocol

MOST_BYTES = 25_000_000


class TooLargeError(Exception):
    """A mail that is too large to take into memory."""


class Folder(Protocol):
    """A folder of mail."""

    def unseen(self) -> Iterator[str]:
        """The keys of the mails that nobody has seen, in a fixed order."""

    def read(self, key: str) -> Message:
        """One mail. Raises TooLargeError."""

    def mark(self, key: str) -> None:
        """Let a mail be seen from now on."""

    def close(self) -> None:
        """Write what was marked."""


class Maildir:
    """One file for each mail; its name says what was seen. Marking renames it, which cannot be half done."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def unseen(self) -> Iterator[str]:
        """Everything in ``new``, and in ``cur`` what has no S among its flags."""
        for place in ("new", "cur"):
            for file in sorted((self.path / place).iterdir()):
                if file.is_file() and "S" not in file.name.partition(":2,")[2]:
                    yield f"{place}/{file.name}"

    def read(self, key: str) -> Message:
        """Read and parse the file."""
        file = self.path / key
        if file.stat().st_size > MOST_BYTES:
            raise TooLargeError
        with file.open("rb") as opened:
            return message_from_binary_file(opened)

    def mark(self, key: str) -> None:
        """Move it to ``cur`` with the flag S."""
        file = self.path / key
        base, _sign, flags = file.name.partition(":2,")
        file.rename(self.path / "cur" / f"{base}:2,{''.join(sorted({*flags, 'S'}))}")

    def close(self) -> None:
        """Nothing is left to write."""


class Mbox:
    """All mails in one file, with what was seen in a header of each."""

    def __init__(self, path: Path) -> None:
        self.box = mailbox.mbox(path, create=False)
        self.box.lock()

    def unseen(self) -> Iterator[str]:
        """The mails without R among their flags."""
        for key, letter in self.box.iteritems():
            if "R" not in letter.get_flags():
                yield key

    def read(self, key: str) -> Message:
        """Parse one mail of the file."""
        file = self.box.get_file(key)
        file.seek(0, 2)
        if file.tell() > MOST_BYTES:
            raise TooLargeError
        return self.box.get_message(key)

    def mark(self, key: str) -> None:
        """Write the flags, into the file at once."""
        letter = self.box.get_message(key)
        letter.add_flag("RO")
        self.box[key] = letter
        self.box.flush()

    def close(self) -> None:
        """Let the file go."""
        self.box.unlock()
        self.box.close()


def open_folder(path: Path) -> Folder | None:
    """The folder at a path; None for what is neither a Maildir nor an mbox file."""
    if (path / "new").is_dir() and (path / "cur").is_dir():
        return Maildir(path)
    return Mbox(path) if path.is_file() else None
