"""Addresses of companies that stand in the file twice."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import doubles

urlpatterns: list[URLPattern] = [
    path("dubbelen/", doubles.doubles_page, name="doubles"),
    path("dubbelen/<int:pk>/", doubles.double_page, name="double"),
    path("dubbelen/<int:pk>/twee/", doubles.double_distinct, name="double-distinct"),
    path("dubbelen/<int:pk>/terug/", doubles.double_again, name="double-again"),
    path("bedrijven/<int:pk>/dubbel/", doubles.double_name, name="double-name"),
    path("samenvoegingen/<int:pk>/ongedaan/", doubles.merge_undo, name="merge-undo"),
]
