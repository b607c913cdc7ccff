"""Figures by hand: what is read, how it is split, and what lies behind it."""

from datetime import date
from fractions import Fraction

import pytest

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.actions import take_back
from kopgroep.programme import Dimension, EntryKind, current
from kopgroep.reporting.figures import PART, WHOLE, behind, read, split
from kopgroep.reporting.reading import Measure, Reading
from kopgroep.reporting.view import Cut, View
from tests.factories import make_company
from tests.reporting.figures.asking import ON, about, companies_of, counting, figure, line, merge

HOURS = figure({"ask": "hours"})
ACCEPTED = figure(
    {
        "ask": "share",
        "part": {"count": "lines", "kind": "referral_accepted"},
        "whole": {"count": "lines", "kind": "referral_sent"},
    }
)
WAITING = figure({"ask": "working_days", "start": "referral_sent", "end": "referral_contacted"})
SATISFIED = figure({"ask": "score", "survey": "jaarlijkse-enquete", "question": "tevredenheid"}, over="year")


@pytest.fixture
def three(db: None) -> list[Company]:
    return [make_company(f"Bedrijf {n}") for n in range(3)]


def test_count_over_a_quarter_or_a_year_begins_there(three: list[Company]) -> None:
    first, second, third = three
    line(EntryKind.CONTACT_HELD, first, date(2022, 12, 31))
    line(EntryKind.CONTACT_HELD, second, date(2023, 3, 31))
    line(EntryKind.CONTACT_HELD, third, date(2023, 4, 1))
    asked = {over: figure(counting("contact_held"), over=over) for over in ("programme", "year", "quarter")}
    assert {over: read(item, ON).part for over, item in asked.items()} == {"programme": 3, "year": 2, "quarter": 1}


def test_first_time_is_the_first_ever_also_of_a_double_and_elsewhere(three: list[Company]) -> None:
    known, new, double = three
    first = figure({"ask": "first_time", "kind": "contact_held"}, over="quarter")
    line(EntryKind.CONTACT_HELD, known, date(2020, 6, 1), municipality_code="GM1680")
    for company in three:
        line(EntryKind.CONTACT_HELD, company, municipality_code="GM0106")
    assert read(first, ON) == Reading(Measure.COUNT, 2, None, 2)
    assert read(first, View(ON, Cut(municipality="GM0106"))).part == 2
    merge(double, into=known)
    assert read(first, ON).part == 1
    assert companies_of(behind(first, ON)) == {new.pk}


def test_share_of_companies_holds_only_companies_of_the_whole(three: list[Company]) -> None:
    first, second, third = three
    for company in (first, second):
        line(EntryKind.INTAKE_HELD, company, theme="export")
    for company in (first, third):
        line(EntryKind.JOURNEY_OPENED, company, theme="export")
    part = {"count": "companies", "kind": "journey_opened"}
    share = figure({"ask": "share", "part": part, "whole": part | {"kind": "intake_held"}})
    assert read(share, ON) == Reading(Measure.SHARE, 1, 2, 2)
    assert companies_of(behind(share, ON, PART)) == {first.pk}
    assert companies_of(behind(share, ON, WHOLE)) == {first.pk, second.pk}
    assert behind(share, ON).count() == 3


def test_share_per_theme_asks_both_on_that_theme(three: list[Company]) -> None:
    line(EntryKind.INTAKE_HELD, three[0], theme="export")
    line(EntryKind.INTAKE_HELD, three[0], theme="groei")
    line(EntryKind.JOURNEY_OPENED, three[0], theme="groei")
    # An intake on one theme, and a trajectory on another: in neither cell a part of the whole.
    line(EntryKind.INTAKE_HELD, three[1], theme="export")
    line(EntryKind.JOURNEY_OPENED, three[1], theme="groei")
    part = {"count": "companies", "kind": "journey_opened"}
    share = figure({"ask": "share", "part": part, "whole": part | {"kind": "intake_held"}})
    assert split(share, ON, Dimension.THEME) == {
        "export": Reading(Measure.SHARE, 0, 2, 2),
        "groei": Reading(Measure.SHARE, 1, 1, 1),
    }


def test_share_of_referrals_counts_each_referral_once_and_splits_by_partner(three: list[Company]) -> None:
    for number, partner in enumerate(["nom", "nom", "snn"], start=1):
        line(EntryKind.REFERRAL_SENT, three[0], **about(number, partner=partner))
    # Sent a second time, it is still one referral.
    line(EntryKind.REFERRAL_SENT, three[0], **about(1, partner="nom"))
    line(EntryKind.REFERRAL_ACCEPTED, three[0], **about(1, partner="nom"))
    # Sent before anything was written down here: outside the whole, and so outside the part.
    line(EntryKind.REFERRAL_ACCEPTED, three[0], **about(9, partner="nom"))
    assert read(ACCEPTED, ON) == Reading(Measure.SHARE, 1, 3, 3)
    by_partner = {code: found.value for code, found in split(ACCEPTED, ON, Dimension.PARTNER).items()}
    assert by_partner == {"nom": Fraction(1, 2), "snn": 0}
    assert read(ACCEPTED, View(ON, Cut(partner="snn"))).value == 0


def test_coverage_is_of_the_area_and_only_where_the_register_says_how_many(three: list[Company]) -> None:
    first, second, third = three
    places = {place.code: place.establishments_reference for place in current().area}
    covered = figure({"ask": "coverage", "part": {"count": "companies", "kind": "contact_held"}})
    assert read(covered, ON) == Reading(Measure.SHARE, 0, sum(places.values()), 0, whole_counted=True)
    for company, place in ((first, "GM0106"), (second, "GM0106"), (third, "GM0363")):
        line(EntryKind.CONTACT_HELD, company, municipality_code=place, size_class="2-4")
    assert read(covered, ON) == Reading(Measure.SHARE, 2, sum(places.values()), 2, whole_counted=True)
    assert split(covered, ON, Dimension.MUNICIPALITY) == {
        "GM0106": Reading(Measure.SHARE, 2, places["GM0106"], 2, whole_counted=True)
    }
    assert split(covered, ON, Dimension.SIZE) == {"2-4": Reading(Measure.SHARE, None, None, 2, whole_counted=True)}
    assert read(covered, View(ON, Cut(municipality="GM0106"))).whole == places["GM0106"]


def test_waiting_time_is_the_median_in_working_days(three: list[Company]) -> None:
    assert read(WAITING, ON) == Reading(Measure.DAYS, None)
    monday = date(2023, 3, 6)
    for number, day in enumerate([date(2023, 3, 7), date(2023, 3, 13)], start=1):
        line(EntryKind.REFERRAL_SENT, three[0], monday, **about(number, partner="nom"))
        line(EntryKind.REFERRAL_CONTACTED, three[0], day, **about(number, partner="nom"))
    # A second talk changes nothing, and what was never sent did not wait.
    line(EntryKind.REFERRAL_CONTACTED, three[0], ON, **about(1, partner="nom"))
    line(EntryKind.REFERRAL_CONTACTED, three[0], ON, **about(7, partner="nom"))
    assert read(WAITING, ON) == Reading(Measure.DAYS, 1 + 5, 2, 2)
    assert behind(WAITING, ON).count() == 2
    assert split(WAITING, ON, Dimension.PARTNER) == {"nom": Reading(Measure.DAYS, 6, 2, 2)}
    line(EntryKind.REFERRAL_SENT, three[0], monday, **about(3, partner="snn"))
    line(EntryKind.REFERRAL_CONTACTED, three[0], monday, **about(3, partner="snn"))
    assert read(WAITING, ON) == Reading(Measure.DAYS, 1, 1, 3)


def test_mark_is_a_mean_of_one_question_of_one_survey_in_one_year(three: list[Company]) -> None:
    assert read(SATISFIED, ON) == Reading(Measure.MEAN, None)
    survey = {"detail": {"survey": "jaarlijkse-enquete", "year": 2022}}
    for company, mark in zip(three, (7, 8, 8), strict=True):
        line(EntryKind.SURVEY_SCORED, company, outcome="tevredenheid", quantity=mark, **survey)
    line(EntryKind.SURVEY_SCORED, three[0], outcome="aanbevelen", quantity=2, **survey)
    line(EntryKind.SURVEY_SCORED, three[0], date(2022, 5, 1), outcome="tevredenheid", quantity=1, **survey)
    line(EntryKind.SURVEY_SCORED, three[0], outcome="tevredenheid", quantity=1, detail={"survey": "andere"})
    assert read(SATISFIED, ON) == Reading(Measure.MEAN, 23, 3, 3)


@pytest.mark.parametrize(
    ("code", "reading"),
    [
        ("fte-erbij", Reading(Measure.COUNT, 350, 100, 2)),
        ("omzet-erbij", Reading(Measure.CENTS, 350, None, 2)),
    ],
)
def test_results_of_one_stage_and_kind_are_added(three: list[Company], code: str, reading: Reading) -> None:
    stated = figure({"ask": "result", "result": code, "kind": "result_stated"})
    for company, hundredths in ((three[0], 100), (three[0], 50), (three[1], 200)):
        line(EntryKind.RESULT_STATED, company, outcome=code, quantity=hundredths)
    line(EntryKind.RESULT_FORECAST, three[2], outcome=code, quantity=900)
    line(EntryKind.RESULT_STATED, three[2], outcome="banen-erbij", quantity=900)
    assert read(stated, ON) == reading


def test_hours_by_line_and_by_who_pays(three: list[Company]) -> None:
    for booked, minutes in (("basis", 60), ("basis", 30), ("mkb-deal", 45), ("", 5)):
        line(EntryKind.HOURS_WRITTEN, three[0], line=booked, quantity=minutes)
    assert read(HOURS, ON) == Reading(Measure.MINUTES, 140, None, 1)
    funders = {item.code: item.funder for item in current().lines}
    assert {c: r.part for c, r in split(HOURS, ON, Dimension.LINE).items()} == {"": 5, "basis": 90, "mkb-deal": 45}
    by_funder = {c: r.part for c, r in split(HOURS, ON, Dimension.FUNDER).items()}
    assert by_funder == {"": 5, funders["basis"]: 90, funders["mkb-deal"]: 45}
    assert read(HOURS, View(ON, Cut(funder=funders["mkb-deal"]))).part == 45


@pytest.mark.parametrize(
    ("said", "experience"),
    [("starter", "starter"), ("established", "established"), ("unknown", "unknown"), ("", "unknown")],
)
def test_experience_is_what_the_line_says_whatever_a_register_says_later(db: None, said: str, experience: str) -> None:
    company = make_company(started_on=date(2010, 1, 1))
    line(EntryKind.CONTACT_HELD, company, experience=said)
    spoken = figure(counting("contact_held"))
    assert split(spoken, ON, Dimension.EXPERIENCE) == {experience: Reading(Measure.COUNT, 1, None, 1)}
    every = {code: read(spoken, View(ON, Cut(experience=code))).part for code in ("starter", "established", "unknown")}
    assert every == {"starter": 0, "established": 0, "unknown": 0} | {experience: 1}


def test_view_of_the_past_knows_no_later_line_reversal_or_merge(three: list[Company], anna: User) -> None:
    spoken = figure(counting("contact_held"))
    first, second, third = three
    held = line(EntryKind.CONTACT_HELD, first)
    last = line(EntryKind.CONTACT_HELD, second)
    then = View(ON, last_line=last.pk, merged={})
    take_back(held, reason="vergissing", by=anna)
    line(EntryKind.CONTACT_HELD, third)
    merge(second, into=third)
    assert companies_of(behind(spoken, then)) == {first.pk, second.pk}
    assert read(spoken, then).part == 2
    assert read(spoken, ON).part == 1
