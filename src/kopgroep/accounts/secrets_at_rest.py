"""Secrets in the database (those of authenticator apps), encrypted with a key that is not in it."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(f"second-factor:{key}".encode()).digest())) for key in keys])


def conceal(text: str) -> str:
    """Encrypt with the present secret key of the installation."""
    return _box().encrypt(text.encode()).decode()


def reveal(text: str) -> str:
    """Decrypt; keys in SECRET_KEY_FALLBACKS are tried too, so that the secret key can be renewed.

    Raises InvalidToken when the key is gone.
    """
    return _box().decrypt(text.encode()).decode()
