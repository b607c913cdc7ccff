"""Reach: one meaning of "spoken with", on the monitor, in the figures and in the lines behind them."""

from kopgroep.accounts.models import User
from kopgroep.programme import Dimension, EntryKind, current
from kopgroep.reporting.figures import behind, read, split
from kopgroep.reporting.reach import SPOKEN, coverage_figure, reach_on, spoken_figure
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.view import Cut, View
from tests.factories import TODAY, make_company, make_contact, make_intake
from tests.reporting.figures.asking import companies_of, counting, figure, line


def test_monitor_figure_and_lines_give_one_number(anna: User) -> None:
    both, intake_only, contact_only = (make_company(f"Bedrijf {n}") for n in range(3))
    for company in (both, contact_only):
        make_contact(company, anna)
    for company in (both, intake_only):
        make_intake(company, anna)
    spoken, coverage = spoken_figure(), coverage_figure()
    assert spoken
    assert coverage
    everyone = {both.pk, intake_only.pk, contact_only.pk}
    assert reach_on(TODAY)[1].companies == len(everyone)
    assert read(spoken, TODAY) == Reading(Measure.COUNT, 3, None, 3)
    assert read(coverage, TODAY).part == 3
    assert companies_of(behind(spoken, TODAY)) == everyone
    assert companies_of(behind(coverage, TODAY)) == everyone
    assert {entry.kind for entry in behind(coverage, TODAY)} == set(SPOKEN)


def test_each_place_opens_to_as_many_companies(anna: User) -> None:
    for number, place in enumerate(["GM0106", "GM0106", "GM0114"]):
        make_intake(make_company(f"Bedrijf {number}", municipality_code=place), anna)
    make_contact(make_company("Elders", municipality_code="GM0363"), anna)
    coverage = coverage_figure()
    assert coverage
    places, whole = reach_on(TODAY)
    told = {place.code: place.companies for place in places if place.code and place.companies}
    cells = split(coverage, TODAY, Dimension.MUNICIPALITY)
    assert told == {"GM0106": 2, "GM0114": 1}
    assert {code: cell.n for code, cell in cells.items()} == told
    opened = {code: len(companies_of(behind(coverage, View(TODAY, Cut(municipality=code))))) for code in told}
    assert opened == told
    # Who is elsewhere stands apart, and is no part of the rate of the area.
    assert (places[-1].code, places[-1].companies, whole.companies) == ("", 1, 3)


def test_a_register_is_no_sample() -> None:
    counted = Reading(Measure.SHARE, 3, 2, 3, whole_counted=True)
    assert (counted.value, counted.interval) == (1.5, None)


def test_reach_of_the_programme_has_no_interval(anna: User) -> None:
    make_contact(make_company(), anna)
    coverage = coverage_figure()
    assert coverage
    assert read(coverage, TODAY).interval is None


def test_a_rule_of_several_kinds_counts_a_company_once(db: None) -> None:
    company, other, met = (make_company(f"Bedrijf {n}") for n in range(3))
    line(EntryKind.CONTACT_HELD, company)
    line(EntryKind.INTAKE_HELD, company)
    line(EntryKind.INTAKE_HELD, other)
    line(EntryKind.QUESTION_ASKED, met)
    either = figure(counting("contact_held", also=["intake_held"]))
    assert read(either, TODAY).part == 2
    assert read(figure(counting("contact_held")), TODAY).part == 1


def test_no_target_counts_several_kinds() -> None:
    # Of one kind the lines come in order from an index; the twelve targets stay fast. A reference may count two.
    several = [one for one in current().indicators if len(one.rule.kinds) > 1]
    assert [one.code for one in several if not one.reference] == []
