"""A step on the ladder counts while its proof stands: it may come later, be refused, and be accepted after all."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.scans import Scan
from kopgroep.reporting.counting import days, value
from kopgroep.scans.actions.fillings import finish_filling, withdraw_filling
from kopgroep.scans.actions.proofs import add_proof, judge_proof
from kopgroep.scans.models import Filling
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling, pdf

LATER = TODAY + timedelta(days=200)
HIGH = {"lezen": {"value": "week"}}


def ladder_scan() -> Scan:
    """The small scan with the programme's ladder: who has a meter stands on the first phase, who reads it, on the last.

    Nobody passes a gate between.
    """
    low, *between, high = (phase.code for phase in current().ladder.phases)
    gates = [
        {"phase": low, "must": [{"item": "meter", "one_of": ["yes"]}]},
        *({"phase": phase, "must": [{"item": "maatregelen", "one_of": ["warmtepomp"]}]} for phase in between),
        {"phase": high, "must": [{"item": "lezen", "one_of": ["week"]}]},
    ]
    words = {"nl": "Fase", "en": "Phase"}
    scale = {"code": "positie", "kind": "gates", "ladder": current().ladder.code, "name": words, "meaning": words}
    content = energy_scan().model_dump(mode="json")
    content |= {"theme": current().ladder.theme, "scales": [*content["scales"], {**scale, "gates": gates}]}
    return Scan.model_validate(content)


def filled(company: Company, by: User, **changes: Any) -> Filling:
    finished = changes.pop("finished", True)
    return make_filling(company, by, scan=ladder_scan(), finished=finished, **{**ENERGY, **changes})


def steps(on: date = LATER) -> tuple[int, list[date]]:
    """How many companies the target of the ladder counts, and the days from which."""
    indicator = next(i for i in current().indicators if i.rule.count == "ladder_steps" and not i.reference)
    return value(indicator, on), days(indicator, on)


def lines() -> list[tuple[date, bool]]:
    """The positions that stand in the ledger, with whether they have proof."""
    standing = Entry.objects.standing().filter(kind=EntryKind.LADDER_POSITION).order_by("happened_on", "pk")
    return [(line.happened_on, line.detail["proof"]) for line in standing]


@pytest.fixture
def pair(anna: User, today_is: Callable[[date], None]) -> tuple[Filling, Filling]:
    """T0 on the first phase and T1, two hundred days later, on the last; neither with proof."""
    company = make_company()
    today_is(TODAY)
    before = filled(company, anna)
    today_is(LATER)
    return before, filled(company, anna, **HIGH)


def test_step_counts_from_the_scan_once_a_proof_comes(
    pair: tuple[Filling, Filling], anna: User, today_is: Callable[[date], None]
) -> None:
    assert (steps(), lines()) == ((0, []), [(TODAY, False), (LATER, False)])
    month_later = LATER + timedelta(days=30)
    today_is(month_later)
    add_proof(pair[1], pdf(month_later), by=anna)
    assert steps(month_later) == (1, [LATER])
    assert lines() == [(TODAY, False), (LATER, True)]


def test_proof_of_the_entrepreneur_waits_until_somebody_has_looked(pair: tuple[Filling, Filling], anna: User) -> None:
    proof = add_proof(pair[1], pdf(LATER))
    assert steps() == (0, [])
    judge_proof(proof, by=anna)
    assert steps() == (1, [LATER])


def test_refused_proof_takes_the_step_back_and_accepting_it_gives_it_again(
    pair: tuple[Filling, Filling], anna: User
) -> None:
    proof = add_proof(pair[1], pdf(LATER), by=anna)
    for refused, figure in (("Onleesbaar", 0), ("Verkeerde", 0), ("", 1), ("Toch niet", 0), ("", 1)):
        judge_proof(proof, refused_reason=refused, by=anna)
        assert (steps()[0], lines()) == (figure, [(TODAY, False), (LATER, bool(figure))])


def test_one_proof_that_stands_is_enough(pair: tuple[Filling, Filling], anna: User) -> None:
    first, second = (add_proof(pair[1], pdf(LATER, more=more), by=anna) for more in (b"1", b"2"))
    judge_proof(first, refused_reason="Onleesbaar", by=anna)
    assert steps() == (1, [LATER])
    judge_proof(second, refused_reason="Ook onleesbaar", by=anna)
    assert steps() == (0, [])


def test_proof_that_came_before_the_end_counts_from_the_end(anna: User, today_is: Callable[[date], None]) -> None:
    company = make_company()
    today_is(TODAY)
    filled(company, anna)
    today_is(LATER)
    going = filled(company, anna, finished=False, **HIGH)
    add_proof(going, pdf(LATER), by=anna)
    assert lines() == [(TODAY, False)]
    finish_filling(going, by=anna)
    assert (steps(), lines()) == ((1, [LATER]), [(TODAY, False), (LATER, True)])


def test_proof_of_the_first_scan_shows_no_step(pair: tuple[Filling, Filling], anna: User) -> None:
    add_proof(pair[0], pdf(TODAY), by=anna)
    assert (steps(), lines()) == ((0, []), [(TODAY, True), (LATER, False)])


def test_scan_that_is_withdrawn_takes_its_step_along(pair: tuple[Filling, Filling], anna: User) -> None:
    proof = add_proof(pair[1], pdf(LATER), by=anna)
    withdraw_filling(pair[1], reason="Verkeerd bedrijf", by=anna)
    judge_proof(proof, by=anna)
    assert (steps(), lines()) == ((0, []), [(TODAY, False)])


def test_higher_position_without_an_earlier_one_is_no_step(anna: User, today_is: Callable[[date], None]) -> None:
    today_is(LATER)
    add_proof(filled(make_company(), anna, **HIGH), pdf(LATER), by=anna)
    assert steps() == (0, [])


def test_proof_older_than_the_first_scan_shows_no_step(pair: tuple[Filling, Filling], anna: User) -> None:
    add_proof(pair[1], pdf(TODAY - timedelta(days=1)), by=anna)
    assert (steps(), lines()) == ((0, []), [(TODAY, False), (LATER, False)])
    add_proof(pair[1], pdf(TODAY, more=b"later"), by=anna)
    assert steps() == (1, [LATER])
