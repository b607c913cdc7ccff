"""Addresses of referrals."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import referral_figures, referrals, referring

urlpatterns: list[URLPattern] = [
    path("bedrijven/<int:pk>/doorverwijzen/", referring.referral_new, name="referral-new"),
    path("doorverwijzingen/", referrals.referrals_page, name="referrals"),
    path("doorverwijzingen/partners/", referral_figures.figures_page, name="referral-figures"),
    path("doorverwijzingen/<int:pk>/", referrals.referral_page, name="referral"),
    path("doorverwijzingen/<int:pk>/<slug:word>/", referrals.referral_act, name="referral-act"),
]
