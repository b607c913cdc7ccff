"""Addresses of the monitor."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import lineage, monitor

urlpatterns: list[URLPattern] = [
    path("monitor/", monitor.monitor_page, name="monitor"),
    path("monitor/<slug:code>/", monitor.indicator_page, name="indicator"),
    path("monitor/<slug:code>/regels/", lineage.behind_page, name="behind"),
    path("monitor/<slug:code>/regels/bestand/", lineage.behind_file, name="behind-file"),
]
