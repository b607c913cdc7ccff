"""The result of a scan on paper: the same content as its page, set by ``paper/scan_result.typ``."""

from dataclasses import asdict
from typing import Any

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kopgroep.programme import current
from kopgroep.reporting.typesetting import typeset
from kopgroep.scans.models import Filling
from kopgroep.scans.recommended import Recommendation
from kopgroep.scans.result_page import ResultPage
from kopgroep.scans.result_profile import Row
from kopgroep.scans.result_words import day, language, say


def scan_paper(page: ResultPage) -> bytes:
    """The result as a PDF, in the language in which the page was made. The same page gives the same bytes."""
    data = {
        "language": "en" if language().startswith("en") else "nl",
        "title": page.conclusion,
        "author": say(current().name),
        "dated": {name: getattr(page.finished_on, name) for name in ("year", "month", "day")},
        "foot": f"{page.company}. {page.scan}, {day(page.finished_on)}. {say(current().name)}",
        "page": asdict(page) | {"advice": [asdict(each) | {"facts": _facts(each)} for each in page.advice]},
        "compared": page.compared,
        "drawing": _drawing(page),
        "others": _("Others: %(source)s") % {"source": page.peers.source}
        if page.peers and page.compared
        else page.no_peers,
        "sources": [asdict(source) for source in page.published.sources],
        "words": _words(page),
    }
    return typeset("scan_result", data, written=day)


def as_download(filling: Filling, paper: bytes) -> HttpResponse:
    """A paper to keep, under a name that says what it is."""
    name = "-".join(filter(None, (filling.scan, slugify(filling.company_name), filling.day.isoformat())))
    response = HttpResponse(paper, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _drawing(page: ResultPage) -> str:
    """What the drawing shows, for who does not see it."""
    return "; ".join(_bar(row) for row in page.profile)


def _bar(row: Row) -> str:
    words = {"name": row.name, "score": row.scored, "median": row.median_shown}
    return _("%(name)s: %(score)s, others %(median)s") % words if row.median_shown else f"{row.name}: {row.scored}"


def _facts(advice: Recommendation) -> list[tuple[str, str]]:
    hours = ngettext("%(n)s hour", "%(n)s hours", advice.hours) % {"n": advice.hours}
    help_ = "; ".join(f"{each.partner}: {each.name}" for each in advice.help)
    money = "; ".join(f"{each.name} ({each.status})" for each in advice.money)
    facts = [
        (pgettext("effort", "Time"), hours),
        (_("Who"), f"{advice.who}. {help_}" if help_ else advice.who),
        (_("Money"), money),
        (pgettext("by when", "Ready"), _("before %(day)s") % {"day": day(advice.by)}),
        (_("Proof"), advice.proof),
    ]
    return [(name, value) for name, value in facts if value]


def _words(page: ResultPage) -> dict[str, Any]:
    """The fixed words of the paper."""
    you, part = pgettext("head of a column", "You"), pgettext("of a score", "Part")
    return {
        "here": _("you are here"),
        "mind": _("Mind this"),
        "in_order": _("In order"),
        "missing": _("Not there yet"),
        "unknown": _("Not known"),
        "open": pgettext("of a gate", "open"),
        "shut": pgettext("of a gate", "shut"),
        "ladder": [_("Nr"), pgettext("of a ladder", "Phase"), _("Gate"), _("Still needed")],
        "one_of": _("And one of these"),
        "profile": _("Your profile"),
        "you": pgettext("in a drawing", "you"),
        "middle": _("middle of %(others)s") % {"others": page.peers.who} if page.peers else "",
        "columns": [part, you, _("Others"), _("Difference")],
        "not_measured": _("not measured"),
        "outcomes": _("Also measured"),
        "published": _("Beside published figures"),
        "further": _("Figures to lay beside it"),
        "levels": [pgettext("of a score", "Level"), _("Share")],
        "items": _("Question by question"),
        "shares": [_("Share"), _("Companies"), you],
        "reading": _("More figures to read"),
        "voucher": _("A voucher may pay a part."),
        "opens": _("Worth doing as well:"),
        "sources": _("Sources, and what to know before comparing"),
        "grounds": _("What the questions rest on:"),
    }
