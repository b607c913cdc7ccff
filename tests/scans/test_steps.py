"""Proofs with a date, and the steps that they show."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.scans.actions.fillings import withdraw_filling
from kopgroep.scans.actions.measures import record_position
from kopgroep.scans.actions.proofs import LARGEST, Attached, add_proof, judge_proof
from kopgroep.scans.actions.steps import record_step, rises
from kopgroep.scans.models import Filling, Proof, Step
from tests.factories import TODAY, make_company, make_filling, pdf

LATER = TODAY + timedelta(days=200)


@pytest.fixture
def pair(anna: User, today_is: Callable[[date], None]) -> tuple[Filling, Filling]:
    """T0 and T1 of one company: the meter is read every week instead of once a year."""
    company = make_company()
    today_is(TODAY)
    before = make_filling(company, anna)
    today_is(LATER)
    return before, make_filling(company, anna, lezen={"value": "week"})


def steps() -> int:
    """How many steps stand in the ledger."""
    return Entry.objects.standing().filter(kind=EntryKind.STEP_SHOWN).count()


def test_step_counts_with_a_proof_of_a_day_between(pair: tuple[Filling, Filling], anna: User) -> None:
    before, after = pair
    proof = add_proof(after, pdf(LATER), item="maatregelen", by=anna)
    step = record_step(after, rule=0, proof=proof, by=anna)
    assert (step.before, step.shown_on, steps()) == (before, LATER, 1)
    assert record_step(after, rule=0, proof=proof, by=anna) == step
    assert (Step.objects.count(), steps()) == (1, 1)
    withdraw_filling(after, reason="Verkeerd", by=anna)
    assert steps() == 0


def test_no_step_without_a_rise_or_without_an_earlier_scan(pair: tuple[Filling, Filling], anna: User) -> None:
    before, after = pair
    alone = make_filling(make_company("Nieuw"), anna, lezen={"value": "week"})
    same = make_filling(after.company or make_company(), anna, lezen={"value": "jaar"})
    for filling in (before, alone, same):
        assert list(rises(filling)) == []
        with pytest.raises(Refused):
            record_step(filling, rule=0, proof=add_proof(filling, pdf(), by=anna), by=anna)
    assert steps() == 0


def test_scan_on_the_same_day_is_no_earlier_scan(anna: User, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    company = make_company()
    make_filling(company, anna)
    assert list(rises(make_filling(company, anna, lezen={"value": "week"}))) == []


def test_proof_must_be_of_this_scan_seen_and_not_older_than_the_scan_before(
    pair: tuple[Filling, Filling], anna: User
) -> None:
    before, after = pair
    wrong = [
        add_proof(before, pdf(LATER), by=anna),
        add_proof(after, pdf(LATER, more=b"unseen")),
        judge_proof(add_proof(after, pdf(LATER, more=b"refused"), by=anna), refused_reason="Onleesbaar", by=anna),
        add_proof(after, pdf(TODAY - timedelta(days=1), more=b"old"), by=anna),
    ]
    for proof in wrong:
        with pytest.raises(Refused):
            record_step(after, rule=0, proof=proof, by=anna)
    assert steps() == 0
    judge_proof(wrong[1], by=anna)
    assert record_step(after, rule=0, proof=wrong[1], by=anna).proof == wrong[1]


def test_same_file_with_one_question_is_kept_once(pair: tuple[Filling, Filling], anna: User) -> None:
    _, after = pair
    first = add_proof(after, pdf(LATER), item="maatregelen", by=anna)
    assert add_proof(after, pdf(LATER), item="maatregelen", by=anna) == first
    assert Proof.objects.count() == 1
    assert first.file.read() == pdf(LATER).content


@pytest.mark.parametrize(
    "attached",
    [
        Attached("leeg.pdf", b"", TODAY),
        Attached("groot.pdf", b"%PDF-" + b"0" * LARGEST, TODAY),
        Attached("programma.exe", b"MZ", TODAY),
        Attached("verkleed.pdf", b"<html>", TODAY),
        Attached("morgen.pdf", b"%PDF-", LATER + timedelta(days=1)),
    ],
)
def test_file_that_is_not_kept(attached: Attached, pair: tuple[Filling, Filling], anna: User) -> None:
    with pytest.raises(Refused):
        add_proof(pair[1], attached, by=anna)
    assert not Proof.objects.exists()


def test_only_who_may_record_a_measure_judges_and_counts(
    pair: tuple[Filling, Filling], anna: User, charlie: User, priya: User
) -> None:
    proof = add_proof(pair[1], pdf(LATER), by=anna)
    for person in (charlie, priya):
        with pytest.raises(NotAllowed):
            judge_proof(proof, by=person)
        with pytest.raises(NotAllowed):
            record_step(pair[1], rule=0, proof=proof, by=person)
        assert not Proof.objects.visible_to(person).exists()
        assert not Step.objects.visible_to(person).exists()


def test_step_counts_as_long_as_its_proof_does(pair: tuple[Filling, Filling], anna: User) -> None:
    _before, after = pair
    proof = add_proof(after, pdf(LATER), by=anna)
    step = record_step(after, rule=0, proof=proof, by=anna)
    for reason, counted in (("Onleesbaar", 0), ("", 1), ("Toch niet", 0)):
        judge_proof(proof, refused_reason=reason, by=anna)
        assert steps() == counted
    other = add_proof(after, pdf(LATER, more=b"better"), by=anna)
    assert record_step(after, rule=0, proof=other, by=anna) == step
    step.refresh_from_db()
    assert (step.proof, steps(), Step.objects.count()) == (other, 1, 1)
    judge_proof(proof, by=anna)
    assert steps() == 1


def test_step_does_not_outlive_the_earlier_scan_and_may_stand_on_another(
    anna: User, today_is: Callable[[date], None]
) -> None:
    company = make_company()
    made = []
    for days in (0, 100):
        today_is(TODAY + timedelta(days=days))
        made.append(make_filling(company, anna))
    today_is(LATER)
    after = make_filling(company, anna, lezen={"value": "week"})
    proof = add_proof(after, pdf(LATER), by=anna)
    step = record_step(after, rule=0, proof=proof, by=anna)
    withdraw_filling(made[0], reason="Dubbel", by=anna)
    assert steps() == 0
    # Seeing the proof once more does not bring it back: the scan that it stood on is gone.
    judge_proof(proof, by=anna)
    assert steps() == 0
    assert record_step(after, rule=0, proof=proof, by=anna) == step
    step.refresh_from_db()
    assert (step.before, steps()) == (made[1], 1)
    withdraw_filling(made[1], reason="Dubbel", by=anna)
    assert steps() == 0
    with pytest.raises(Refused):
        record_step(after, rule=0, proof=proof, by=anna)


def test_position_without_a_scan_is_proven_as_long_as_its_file_shows_it(
    anna: User, today_is: Callable[[date], None]
) -> None:
    today_is(TODAY)
    phase = current().ladder.phases[0].code
    company = make_company()
    measure = record_position(
        company, phase=phase, proof="Plan", taken_on=TODAY, submission=uuid.uuid4(), by=anna, file=pdf()
    )
    proof = measure.proofs.get()
    for reason, proven in (("Een offerte", False), ("", True), ("", True)):
        judge_proof(proof, refused_reason=reason, by=anna)
        [line] = Entry.objects.standing().of(company).filter(kind=EntryKind.LADDER_POSITION)
        assert (line.detail["proof"], line.outcome, line.happened_on) == (proven, phase, TODAY)
    assert Entry.objects.of(company).filter(kind=EntryKind.LADDER_POSITION).count() == 5
