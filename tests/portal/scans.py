"""Scans as the tests of the portal meet them: begun by a visitor, with the pages behind the link."""

import json
import re
import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from kopgroep.programme.scans import Scan
from kopgroep.scans.actions.fillings import Visitor, begin_alone
from kopgroep.scans.letters import send_link
from kopgroep.scans.links import token_for
from kopgroep.scans.models import Filling
from tests.factories import energy_scan


def begin(*, scan: Scan | None = None, **changes: Any) -> Filling:
    """The small scan, begun by a visitor without an account."""
    who = {"contact_name": "Bram Jansen", "contact_email": "bram@example.org", "company_typed": "Bakkerij De Korenaar"}
    visitor = Visitor(**{**who, **changes})
    return begin_alone(scan or energy_scan(), visitor, submission=uuid.uuid4(), then=send_link)


def path(filling: Filling, part: str = "") -> str:
    """The page behind the link, of one part."""
    address = reverse("portal:filling", args=[token_for(filling)])
    return f"{address}?deel={part}" if part else address


def page_of(client: Client, filling: Filling, part: str) -> dict[str, Any]:
    """What stands in the boxes of a page, as the browser would send it."""
    form = client.get(path(filling, part)).context["page"].form
    data: dict[str, Any] = {"seen": form["seen"].value()}
    for item in form.items:
        field = form.question(item)
        value = field.value()
        if item.kind in ("number", "date", "text"):
            value = value[0] if value else ""
        data[field.html_name] = value
    return {name: value for name, value in data.items() if value not in (None, "")}


def send(client: Client, filling: Filling, part: str, *, button: str = "next", **boxes: Any) -> Any:
    """Send one page as the browser does, with ``boxes`` filled in by the code of their question."""
    filled = {f"vraag-{code}": value for code, value in boxes.items()}
    return client.post(path(filling, part), {**page_of(client, filling, part), **filled, button: "1"})


def save(client: Client, filling: Filling, part: str, code: str, value: Any, *, before: Any = None) -> Any:
    """Save one answer by itself, as the script of the page does."""
    data = {"seen": json.dumps({code: before}), f"vraag-{code}": value}
    return client.post(path(filling, part), data, headers={"X-Autosave": "1"})


def heading(page: Any) -> str:
    """The first heading of a page."""
    found = re.search(r"<h1>(.*?)</h1>", page.content.decode(), re.DOTALL)
    assert found is not None
    return found[1].strip()
