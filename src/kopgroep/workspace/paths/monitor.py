"""Addresses of the monitor."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import dashboards, indicators, lineage, monitor

urlpatterns: list[URLPattern] = [
    path("monitor/", monitor.monitor_page, name="monitor"),
    path("monitor/csv/<slug:table>/", monitor.monitor_table, name="monitor-table"),
    path("monitor/<slug:code>/", indicators.indicator_page, name="indicator"),
    path("monitor/<slug:code>/csv/", indicators.indicator_table, name="indicator-table"),
    path("monitor/<str:code>/regels/", lineage.behind_page, name="behind"),
    path("monitor/<str:code>/regels/bestand/", lineage.behind_file, name="behind-file"),
    path("cijfers/", dashboards.figures_page, name="figures"),
    path("financiers/", dashboards.funder_page, name="funder"),
    path("mijn-werk/", dashboards.own_page, name="own-figures"),
]
