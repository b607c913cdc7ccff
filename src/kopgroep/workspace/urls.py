"""Addresses of the workspace: each noun brings its own."""

from importlib import import_module
from pkgutil import iter_modules

from django.urls import URLPattern

from kopgroep.workspace import paths

app_name = "workspace"
urlpatterns: list[URLPattern] = []
for module in sorted(iter_modules(paths.__path__), key=lambda found: found.name):
    urlpatterns += import_module(f"{paths.__name__}.{module.name}").urlpatterns
