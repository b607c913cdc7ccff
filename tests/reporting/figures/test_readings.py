"""Figures by hand: what is read, how it is split, and what lies behind it."""

from datetime import date
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import take_back
from kopgroep.ledger.models import Entry
from kopgroep.programme import Dimension, EntryKind
from kopgroep.reporting.figures import PART, WHOLE, behind, cells, read, split
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.view import View
from tests.factories import make_company
from tests.reporting.figures.asking import ON, companies_of, figure, line


@pytest.fixture
def three(db: None) -> list[Company]:
    return [make_company(f"Bedrijf {n}") for n in range(3)]


def test_share_of_companies_holds_only_companies_of_the_whole(three: list[Company]) -> None:
    first, second, third = three
    for company in (first, second):
        line(EntryKind.INTAKE_HELD, company, theme="export")
    for company in (first, third):
        line(EntryKind.JOURNEY_OPENED, company, theme="export")
    part = {"count": "companies", "kind": "journey_opened", "theme": "export"}
    share = figure({"ask": "share", "part": part, "whole": part | {"kind": "intake_held"}})
    assert read(share, ON) == Reading(Measure.SHARE, 1, 2, 2)
    assert companies_of(behind(share, ON, PART)) == {first.pk}
    assert companies_of(behind(share, ON, WHOLE)) == {first.pk, second.pk}
    assert behind(share, ON).count() == 3
