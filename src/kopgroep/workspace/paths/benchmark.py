"""Addresses of the benchmark."""

from django.urls import URLPattern, path

from kopgroep.workspace.views import benchmark

urlpatterns: list[URLPattern] = [
    path("benchmark/", benchmark.benchmark_page, name="benchmark"),
    path("benchmark/tabel.csv", benchmark.benchmark_table, name="benchmark-table"),
]
