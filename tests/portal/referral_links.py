"""Referrals as the tests of the portal meet them: at some state, with the address of the page behind a link."""

import re
from typing import Any

from django.test import Client
from django.urls import reverse

from kopgroep.accounts.models import AuditEvent
from kopgroep.casework.links import PAGES, Purpose, token_for
from kopgroep.casework.models import Referral
from kopgroep.companies.models import Consent
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter

SECRET = "INTERN: twijfelt over de kosten."
"""The internal note that every referral of the tests has."""


def link(referral: Referral, purpose: Purpose) -> str:
    """The path of the page behind a link of this purpose, in the present round."""
    return reverse(PAGES[purpose], args=[token_for(referral, purpose)])


def mailed(kind: str) -> str:
    """The path behind the link in the last letter of a kind."""
    letter = Letter.objects.filter(kind=kind).order_by("-pk")[0]
    found = re.search(r"https?://[^/\s]+(/\S+)", letter.text)
    assert found is not None, letter.text
    return found[1]


def everything() -> tuple[Any, ...]:
    """All that an answer can change; two of them are the same when nothing was changed."""
    rows = list(Referral.objects.order_by("pk").values())
    return rows, *(model.objects.count() for model in (Entry, Consent, AuditEvent, Letter))


def answer(client: Client, path: str, what: str, *, version: int | None = None, **boxes: Any) -> Any:
    """Send one answer of a partner, as the form on the page sends it."""
    if version is None:
        found = re.search(r'name="version" value="(\d+)"', client.get(path).content.decode())
        version = int(found[1]) if found else 0
    return client.post(path, {"answer": what, "version": version, **boxes})
