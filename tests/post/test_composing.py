"""From a template to a letter, in the language of the reader."""

from pathlib import Path
from typing import Any

import pytest

from kopgroep.post.composing import compose
from kopgroep.programme import current

TEXT = """{% extends "mail/layout.txt" %}{% load i18n %}{% block letter %}
{% get_current_language as spoken %}{{ spoken }}: {{ words }}
{{ subject }}{% endblock %}
"""
HTML = '{% extends "mail/layout.html" %}{% block letter %}<p>{{ words }}</p>{% endblock %}'


@pytest.fixture
def own_template(tmp_path: Path, settings: Any) -> str:
    """The templates of a surface, by the name to compose with."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail/greeting.txt").write_text(TEXT)
    (tmp_path / "mail/greeting.html").write_text(HTML)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], tmp_path]}]
    return "mail/greeting"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_letter_is_rendered_in_its_language(own_template: str, language: str) -> None:
    sentence = {"key": "1", "to": "bram@example.org", "subject": "Dag", "language": language}
    letter = compose(own_template, {"words": "Kan & mag"}, **sentence)
    assert letter.text == f"{language}: Kan & mag\nDag\n\n{current().name.in_(language)}\n"
    assert f'<html lang="{language}">' in letter.html
    assert "<p>Kan &amp; mag</p>" in letter.html
    assert (letter.kind, letter.language, letter.reply_to) == ("greeting", language, current().contact_details.email)
