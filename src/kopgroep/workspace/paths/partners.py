"""Addresses of the directory of partners."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import partners

urlpatterns: list[URLPattern] = [
    path("partners/", partners.partners_page, name="partners"),
    path("partners/<slug:code>/", partners.partner_page, name="partner"),
    path("partners/<slug:code>/balie/", partners.partner_desk, name="partner-desk"),
    path("partners/<slug:code>/pauze/", partners.partner_pause, name="partner-pause"),
    path("partners/<slug:code>/hervatten/", partners.partner_resume, name="partner-resume"),
    path("partners/<slug:code>/mensen/", partners.partner_join, name="partner-join"),
    path("partners/<slug:code>/mensen/<int:pk>/", partners.partner_leave, name="partner-leave"),
]
