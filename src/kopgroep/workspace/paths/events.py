"""Addresses of the tables and meetings."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import events

urlpatterns: list[URLPattern] = [
    path("bijeenkomsten/", events.events_page, name="events"),
    path("bijeenkomsten/nieuw/", events.event_new, name="event-new"),
]
