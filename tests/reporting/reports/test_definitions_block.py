"""The definitions of a report say in words how each figure is counted, and say the same as the page of a target."""

from datetime import date

import pytest
from django.utils.translation import override

from kopgroep.programme import current
from kopgroep.reporting.reports.building import build
from kopgroep.reporting.rule_words import definition_words
from tests.factories import TODAY

UNTIL = date(2023, 6, 30)


@pytest.mark.django_db
def test_every_definition_says_how_it_counts() -> None:
    document = build(current().report("kwartaal"), UNTIL, language="en")
    table = next(each for each in document.tables if each.code == "definitions")
    counted = {row[0].text: row[2].text for row in table.rows}
    with override("en"):
        for item in (*current().indicators, *current().figures):
            if item.name.en in counted and item.is_active(TODAY):
                *own, of_all = definition_words(item)
                told = counted[item.name.en].partition(f" Version {item.version}, of the ")[0]
                assert (told, table.notes) == (" ".join(own), (of_all,))
    assert len(counted) > 10


def test_an_intake_counts_once_a_year_per_theme() -> None:
    with override("en"):
        words = definition_words(current().indicator("digitalisering-intakes"))
    assert words == [
        "A company counts once per theme in 12 months, whoever helped it.",
        "A line that was corrected does not count.",
    ]
