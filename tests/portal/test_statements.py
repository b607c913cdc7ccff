"""What we keep, and how accessible the site is: the programme's words with our own facts."""

import pytest
from django.test import Client

from kopgroep.portal.prose import prose


def test_privacy_page_holds_the_programmes_words_and_ours(client: Client, db: None) -> None:
    page = client.get("/privacy/").content.decode()
    assert "<h1>Wat we over je bewaren</h1>" in page
    assert "Wat deze site bewaart als je een vraag stelt" in page


def test_accessibility_statement_claims_no_status(client: Client, db: None) -> None:
    page = client.get("/toegankelijkheid/").content.decode()
    assert "nog niet door een onafhankelijke deskundige onderzocht" in page


def test_statements_in_english(client: Client, db: None) -> None:
    client.post("/taal/setlang/", {"language": "en", "next": "/"})
    assert "<h1>What we keep about you</h1>" in client.get("/privacy/").content.decode()


@pytest.mark.parametrize(
    ("markdown", "title", "body"),
    [
        ("# Kop\n\nEen *zin*\nop twee regels.", "Kop", "<p>Een *zin* op twee regels.</p>"),
        ("# Kop\nMeteen door.", "Kop", "<p>Meteen door.</p>"),
        ("Zonder kop", "", "<p>Zonder kop</p>"),
        ("## Tussenkop", "", "<h2>Tussenkop</h2>"),
        ("- een\n- **twee**\n  verder", "", "<ul><li>een</li><li><strong>twee</strong> verder</li></ul>"),
        ("1. een\n2. twee", "", "<ol><li>een</li><li>twee</li></ol>"),
        ("[lees](https://example.org/a?b=1&c=2)", "", '<p><a href="https://example.org/a?b=1&amp;c=2">lees</a></p>'),
        ("[klik](javascript:alert(1))", "", "<p>[klik](javascript:alert(1))</p>"),
        ("<script>x</script>", "", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
        ('[x](https://a.nl/"onclick="y)', "", '<p><a href="https://a.nl/&quot;onclick=&quot;y">x</a></p>'),
        ("", "", ""),
    ],
)
def test_texts_become_safe_html(markdown: str, title: str, body: str) -> None:
    assert prose(markdown) == type(prose(""))(title, body)  # type: ignore[arg-type]  # compared as plain text
