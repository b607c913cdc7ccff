"""Another name for every row, which only the holder of the key can make again."""

import hmac
from hashlib import sha256

LENGTH = 24
"""Hexadecimal digits, 96 bits: two of a million rows share one less than once in 10**16 files."""


class Pseudonyms:
    """The same key gives the same names for ever, so that files of several years can be joined."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, what: str, pk: int) -> str:
        """The name of one row; ``what`` keeps a company and a trajectory with the same key apart."""
        return hmac.new(self._key, f"{what}:{pk}".encode(), sha256).hexdigest()[:LENGTH]
