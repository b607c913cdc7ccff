"""From a template to a letter in the outbox. The templates are those of the surface that writes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
from django.template.loader import render_to_string
from django.utils.translation import override

from kopgroep.post.actions import Attachment, write_letter
from kopgroep.post.models import Letter
from kopgroep.programme import current


def compose(
    template: str,
    context: Mapping[str, Any],
    *,
    key: str,
    to: str,
    subject: str,
    language: str,
    reply_to: str = "",
    company_id: int | None = None,
    about: models.Model | None = None,
    attachments: Sequence[Attachment] = (),
) -> Letter:
    """Render ``<template>.txt`` and ``<template>.html`` in a language, and put them in the outbox as one letter.

    Call it inside the transaction of the act; ``write_letter`` says what ``key``, ``about`` and ``attachments`` are.
    ``subject`` is in that language already. Answers go to ``reply_to``, or else to the programme. The last word of
    ``template`` is the kind of the letter: name it in ``workspace/post_words.py``. Besides ``context`` the templates
    get ``programme``, ``subject`` and ``language``; both extend a layout and fill its block ``letter``:

        {% extends "mail/layout.txt" %}{% load i18n %}{% block letter %}{% translate "Hello" %}{% endblock %}

    Addresses of pages in it must be whole (``settings.BASE_URL``). Raises Refused when ``to`` is not an address.
    """
    programme = current()
    full = {**context, "programme": programme, "subject": subject, "language": language}
    with override(language):
        text = render_to_string(f"{template}.txt", full)
        html = render_to_string(f"{template}.html", full)
    return write_letter(
        key=key,
        kind=template.rpartition("/")[2],
        to=to,
        subject=subject,
        text=f"{text.strip()}\n",
        html=html,
        language=language,
        reply_to=reply_to or programme.contact_details.email,
        company_id=company_id,
        about=about,
        attachments=attachments,
    )
