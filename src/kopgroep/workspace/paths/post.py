"""Addresses of the outbox."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import post

urlpatterns: list[URLPattern] = [
    path("post/", post.post_page, name="post"),
    path("post/<int:pk>/", post.letter_page, name="letter"),
    path("post/<int:pk>/opnieuw/", post.letter_resend, name="letter-resend"),
    path("post/<int:pk>/afsluiten/", post.letter_drop, name="letter-drop"),
]
