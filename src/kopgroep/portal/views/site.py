"""What machines ask of every site."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from kopgroep.programme import current

# RFC 9116 asks for less than a year; half of that leaves room for copies that others keep.
VALID = timedelta(days=180)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116)."""
    # The real clock, not that of a demonstration: machines compare this with their own.
    expires = (datetime.now(tz=UTC) + VALID).replace(hour=0, minute=0, second=0, microsecond=0)
    contact = settings.SECURITY_CONTACT or f"mailto:{current().contact_details.email}"
    lines = [
        f"Contact: {contact}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL.rstrip('/')}{reverse('portal:security-txt')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """What search engines may read: the public pages, not the work place and not anybody's own question."""
    own = ("/werkplek/", "/volg/", "/vraag/*/bedankt/", "/toestemming/", "/kaart/", "/geholpen/", "/scan/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in own), "Allow: /"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """The picture of the site, for browsers that ask for it at the old place."""
    return redirect(static("images/sign.svg"))
