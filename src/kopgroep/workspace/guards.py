"""Who may open a page of the workspace."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission

P = ParamSpec("P")


class Asking(HttpRequest):
    """A request of somebody who is logged in."""

    user: User


View = Callable[Concatenate[Asking, P], HttpResponseBase]


def asks(permission: Permission) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """Let in who has the permission; send visitors to the log-in page; answer 403 to everybody else."""

    def guard(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not request.user.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)  # type: ignore[arg-type]  # an Asking from here on

        guarded.asks = permission  # type: ignore[attr-defined]  # read by the walk over every URL and role
        return guarded  # type: ignore[return-value]  # functools.wraps forgets the wider request

    return guard
