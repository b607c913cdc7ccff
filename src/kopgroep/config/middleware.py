"""The language of a visit, and what the surfaces do when an action says no."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import sync_only_middleware

from kopgroep.base.errors import NotAllowed


@sync_only_middleware
def own_choice(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Dutch until somebody chooses otherwise: what a browser was installed with is nobody's choice."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.META.pop("HTTP_ACCEPT_LANGUAGE", None)
        return get_response(request)

    return answer


@sync_only_middleware
class refusals:  # noqa: N801  (named in settings as the thing it is, like Django's own function middleware)
    """Turn NotAllowed into Django's own 403 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> None:
        """Called by Django when a view raises."""
        if isinstance(error, NotAllowed):
            raise PermissionDenied from error
