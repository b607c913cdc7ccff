"""Addresses of the cards, for accounts of partners."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import cards

urlpatterns: list[URLPattern] = [
    path("kaarten/", cards.cards_page, name="cards"),
    path("kaarten/<int:pk>/", cards.card_page, name="card"),
]
