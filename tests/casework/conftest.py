"""Refusals are compared in the language in which the code says them."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def _as_the_code_says_it() -> Iterator[None]:
    with translation.override("en"):
        yield
