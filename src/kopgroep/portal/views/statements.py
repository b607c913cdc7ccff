"""What we keep about people, and how accessible the site is."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kopgroep.portal.limits import QUESTIONS
from kopgroep.portal.prose import Prose, prose
from kopgroep.programme import current


def text_of(name: str) -> Prose:
    """A text of the programme in the language of the visitor; an empty one when the programme has none."""
    texts = current().texts
    return prose(texts[name].in_(get_language() or "nl") if name in texts else "")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """The programme's own words, and what this site keeps when somebody asks a question."""
    context = {"text": text_of("privacy"), "hours": QUESTIONS.seconds // 3600}
    return render(request, "portal/privacy.html", context)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The programme's own words, and what was and was not checked."""
    return render(request, "portal/accessibility.html", {"text": text_of("accessibility")})
