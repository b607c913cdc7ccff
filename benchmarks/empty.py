"""An empty page behind the same middleware: what every page of this site costs at least."""

from django.http import HttpRequest, HttpResponse
from django.urls import path


def nothing(request: HttpRequest) -> HttpResponse:
    """An empty answer."""
    return HttpResponse("")


urlpatterns = [path("", nothing)]
