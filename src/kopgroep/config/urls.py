"""The address of every surface. Paths are Dutch for the reader, names English for the code."""

from django.urls import include, path

urlpatterns = [
    path("", include("kopgroep.portal.urls")),
    path("werkplek/", include("kopgroep.workspace.urls")),
    path("", include("kopgroep.config.entrance.urls")),
    path("taal/", include("django.conf.urls.i18n")),
]
