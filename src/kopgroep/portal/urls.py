"""Addresses of the public surface."""

from django.urls import URLPattern, path
from django.views.generic import RedirectView

from kopgroep.portal.views import (
    agenda,
    card,
    companies,
    confirm,
    consent,
    directory,
    filling,
    follow,
    home,
    offer,
    open_data,
    questions,
    results,
    scan_results,
    scans,
    site,
    statements,
    surveys,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("vraag/", questions.ask, name="ask"),
    path("vraag/<str:reference>/bedankt/", questions.asked, name="asked"),
    path("bedrijf-zoeken/", companies.companies, name="companies"),
    path("volg/", follow.ask_link, name="follow"),
    path("volg/verstuurd/", follow.link_sent, name="link-sent"),
    path("volg/<str:token>/", follow.follow, name="follow"),
    path("toestemming/<str:token>/", consent.consent, name="consent"),
    path("kaart/<str:token>/", card.card, name="card"),
    path("geholpen/<str:token>/", confirm.confirm, name="confirm"),
    path("resultaat/<str:token>/", results.result, name="result"),
    path("scans/", scans.scans, name="scans"),
    path("scans/<slug:code>/", scans.scan, name="scan"),
    path("scan/<str:token>/", filling.filling, name="filling"),
    path("scan/<str:token>/resultaat/", scan_results.result, name="scan-result"),
    path("scan/<str:token>/resultaat.pdf", scan_results.paper, name="scan-result-pdf"),
    path("enquete/afmelden/<str:token>/", surveys.refuse, name="survey-refuse"),
    path("agenda/<str:secret>.ics", agenda.agenda, name="agenda"),
    path("aanbod/", offer.offer, name="offer"),
    path("aanbod/partners.json", directory.partners_json, name="partners-json"),
    path("open-data/", open_data.open_data, name="open-data"),
    path("open-data/scans/codebook.csv", open_data.codebook_csv, name="open-data-codebook"),
    path("open-data/scans/<slug:quarter>-levels.csv", open_data.levels_csv, name="open-data-levels"),
    path("open-data/scans/<slug:quarter>.csv", open_data.quarter_csv, name="open-data-quarter"),
    path("privacy/", statements.privacy, name="privacy"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path(".well-known/security.txt", site.security_txt, name="security-txt"),
    path("security.txt", RedirectView.as_view(pattern_name="portal:security-txt"), name="security-txt-old"),
    path("robots.txt", site.robots_txt, name="robots-txt"),
    path("favicon.ico", site.favicon, name="favicon"),
]
