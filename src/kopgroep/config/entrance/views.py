"""The pages of logging in that are not allauth's."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from kopgroep.accounts.login import CheckedOpenIDConnect
from kopgroep.config.context import first_page
from kopgroep.config.entrance.second_factor import is_missing


@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Where somebody goes after logging in: the first page that he or she may open, or why there is none."""
    if is_missing(request):
        return redirect("account_second_factor")
    page = first_page(request)
    return redirect(page) if page else render(request, "account/nothing_to_open.html", status=200)


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Choose a second factor, because the account has only a password."""
    has_one = Authenticator.objects.filter(user_id=request.user.pk).exists()
    return redirect("mfa_index") if has_one else render(request, "mfa/choose.html")


@require_POST
def openid_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the organisation's own log-in."""
    return _openid(OAuth2LoginView, request, provider_id)


def openid_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the organisation's own log-in."""
    return _openid(OAuth2CallbackView, request, provider_id)


def _openid(view: type[OAuth2LoginView | OAuth2CallbackView], request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        response: HttpResponse = view.adapter_view(CheckedOpenIDConnect(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return response
