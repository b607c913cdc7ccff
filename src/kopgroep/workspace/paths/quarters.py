"""Addresses of the quarters."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import quarters

urlpatterns: list[URLPattern] = [
    path("kwartalen/", quarters.quarters_page, name="quarters"),
    path("kwartalen/<slug:quarter>/", quarters.quarter_page, name="quarter"),
    path("kwartalen/<slug:quarter>/delen/<slug:code>/", quarters.quarter_parts, name="quarter-parts"),
    path("kwartalen/<slug:quarter>/voorstellen/", quarters.quarter_propose, name="quarter-propose"),
    path("kwartalen/<slug:quarter>/sluiten/", quarters.quarter_close, name="quarter-close"),
]
