"""Addresses of growth plans and their actions."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import plan_checks, plan_from_scan, plans

urlpatterns: list[URLPattern] = [
    path("bedrijven/<int:pk>/plan/", plans.plan_new, name="plan-new"),
    path("scans/<int:pk>/plan/", plan_from_scan.plan_from_scan, name="plan-from-scan"),
    path("plannen/<int:pk>/", plans.plan_page, name="plan"),
    path("plannen/<int:pk>/actie/", plans.action_new, name="plan-action-new"),
    path("plannen/<int:pk>/afronden/", plans.plan_end, name="plan-end"),
    path("planmomenten/<int:pk>/", plan_checks.check_page, name="plan-check"),
    path("acties/<int:pk>/", plans.action_page, name="plan-action"),
    path("acties/<int:pk>/aanpassen/", plans.action_change, name="plan-action-change"),
    path("acties/<int:pk>/laten-vallen/", plans.action_drop, name="plan-action-drop"),
    path("acties/<int:pk>/toch-niet/", plans.action_undo, name="plan-action-undo"),
]
