"""Addresses of drafts of contact moments."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import drafts

urlpatterns: list[URLPattern] = [
    path("contacten/concepten/", drafts.drafts_page, name="drafts"),
    path("concepten/inlezen/", drafts.draft_upload, name="draft-upload"),
    path("concepten/<int:pk>/", drafts.draft_page, name="draft"),
    path("concepten/<int:pk>/weg/", drafts.draft_drop, name="draft-drop"),
    path("concepten/<int:pk>/terug/", drafts.draft_undo, name="draft-undo"),
]
