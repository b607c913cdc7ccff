"""Address of the hand-over."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import handover

urlpatterns: list[URLPattern] = [
    path("overdracht/", handover.handover_page, name="handover"),
]
