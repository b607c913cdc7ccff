"""Addresses of scans, their proofs and their steps."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import fillings, proofs, scan_series, scan_starting, scans

urlpatterns: list[URLPattern] = [
    path("scans/", scans.scans_page, name="scans"),
    path("scans/sjabloon/<slug:code>/", scans.scan_template, name="scan-template"),
    path("scans/<int:pk>/", fillings.filling_page, name="filling"),
    path("scans/<int:pk>/afronden/", fillings.filling_finish, name="filling-finish"),
    path("scans/<int:pk>/koppelen/", fillings.filling_link, name="filling-link"),
    path("scans/<int:pk>/link/", fillings.filling_send, name="filling-send"),
    path("scans/<int:pk>/intrekken/", fillings.filling_withdraw, name="filling-withdraw"),
    path("scans/<int:pk>/bewijs/", proofs.proof_new, name="proof-new"),
    path("scans/<int:pk>/stap/<int:rule>/", scan_series.step_new, name="step-new"),
    path("bewijzen/<int:pk>/", proofs.proof_file, name="proof"),
    path("bewijzen/<int:pk>/gezien/", proofs.proof_seen, name="proof-seen"),
    path("bewijzen/<int:pk>/toont-niet/", proofs.proof_refuse, name="proof-refuse"),
    path("bedrijven/<int:pk>/scans/", scans.company_scans, name="company-scans"),
    path("bedrijven/<int:pk>/scan/<slug:code>/", scan_starting.filling_new, name="filling-new"),
    path("bedrijven/<int:pk>/scan/<slug:code>/spreadsheet/", scan_starting.scan_upload, name="scan-upload"),
    path("bedrijven/<int:pk>/scan/<slug:code>/verloop/", scan_series.scan_series, name="scan-series"),
]
