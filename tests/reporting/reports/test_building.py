"""Building a report: the same in is the same out, every programme's reports build, and it says when it may change."""

from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.programme import current
from kopgroep.reporting.reports.building import build, made_for_each
from kopgroep.reporting.reports.document import Document, Paragraph, Table
from tests.factories import make_company, make_contact, make_intake

UNTIL = date(2023, 6, 30)


def built(kind: str = "kwartaal", language: str = "nl", made_for: str = "") -> Document:
    return build(current().report(kind), UNTIL, language=language, made_for=made_for)


def table(document: Document, code: str) -> Table:
    return next(each for each in document.tables if each.code == code)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_report_of_the_programme_builds_without_a_single_line(language: str) -> None:
    for report in current().reports:
        for who in made_for_each(report):
            document = build(report, UNTIL, language=language, made_for=who)
            assert document.sections
            assert "{{" not in "".join(p.text for s in document.sections for p in s.parts if isinstance(p, Paragraph))
            assert len({each.code for each in document.tables}) == len(document.tables)


def test_an_intake_stands_in_its_target_with_the_way_to_its_line(anna: User) -> None:
    before = table(built(), "targets").rows[0]
    make_intake(make_company(), anna)
    after = table(built(), "targets").rows[0]
    assert (before[1].text, after[1].text) == ("0", "1")
    assert after[1].address.endswith("/werkplek/monitor/digitalisering-intakes/regels/?tot=2023-06-30")


def test_the_same_lines_build_the_same_document(anna: User) -> None:
    make_contact(make_company(), anna)
    assert built() == built()


@pytest.mark.django_db
def test_open_quarter_is_marked_provisional_in_the_language_of_the_report() -> None:
    assert (built().mark, built(language="en").mark) == ("Voorlopig", "Provisional")
    assert built().code == "kwartaal-2023Q2"


@pytest.mark.django_db
def test_report_of_a_funder_has_its_lines_and_its_money_only() -> None:
    state = "Ministerie van Economische Zaken en Klimaat"
    document = built("kwartaal-financier", made_for=state)
    assert [row[0].text for row in table(document, "money").rows] == ["Rijksbijdrage MKB Deal"]
    names = {item.name.nl for item in current().indicators if current().line(item.line).funder == state}
    assert {row[0].text for row in table(document, "targets").rows} == names


@pytest.mark.django_db
def test_report_for_nobody_is_refused() -> None:
    with pytest.raises(Refused):
        built("kwartaal-financier", made_for="Niemand")
    with pytest.raises(Refused):
        build(current().report("kwartaal"), date(2020, 12, 31), language="nl")
