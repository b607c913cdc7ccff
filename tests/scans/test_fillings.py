"""A scan from its start to the lines that it writes, and back."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.scans import Condition
from kopgroep.scans.actions.fillings import (
    Visitor,
    begin_alone,
    finish_filling,
    link_filling,
    save_answers,
    start_filling,
    withdraw_filling,
)
from kopgroep.scans.engine.answers import Reason
from kopgroep.scans.engine.scoring import score
from kopgroep.scans.models import Edition, Filling, Measure
from tests.at_once import at_once
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def noon(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def lines(*kinds: EntryKind) -> list[tuple[str, str, int]]:
    """Kind, theme and sign of the lines that stand or were taken back, in order."""
    found = Entry.objects.filter(kind__in=kinds or [EntryKind.BENCHMARK_TAKEN]).order_by("pk")
    return [(entry.kind, entry.theme, -1 if entry.reverses_id else 1) for entry in found]


def visitor(**changes: object) -> Visitor:
    """Somebody at the counter."""
    return Visitor(**{"contact_name": "Bram", "contact_email": "bram@example.org", **changes})  # type: ignore[arg-type]


def test_finished_scan_writes_one_line_and_keeps_its_definition(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    assert lines() == [("benchmark_taken", "energie", 1)]
    assert filling.scored.scales["totaal"].value == 57.5
    assert filling.finished_on == TODAY
    assert filling.edition.definition_as_scan == energy_scan()
    assert score(filling.definition, filling.answers, on=TODAY).as_json() == filling.result


def test_editions_are_kept_once_and_a_changed_definition_gets_its_own(anna: User) -> None:
    company = make_company()
    first, again = make_filling(company, anna), make_filling(company, anna)
    changed = energy_scan().model_copy(update={"version": "1.0.1"})
    other = start_filling(changed, company, mode="together", submission=uuid.uuid4(), by=anna)
    assert first.edition == again.edition
    assert other.edition != first.edition
    assert sorted(Edition.objects.values_list("version", flat=True)) == ["1.0.0", "1.0.1"]


def test_definition_that_changed_meanwhile_does_not_touch_who_is_half_way(anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    stale = save_answers(filling, {"new_question": {"value": "yes"}}, by=anna)
    assert stale.faults["new_question"].reason == Reason.UNKNOWN_ITEM
    assert finish_filling(stale.filling, by=anna).scored.version == "1.0.0"


def test_starting_twice_with_one_form_starts_one(anna: User) -> None:
    key = uuid.uuid4()
    first = begin_alone(energy_scan(), visitor(), submission=key)
    told: list[Filling] = []
    assert begin_alone(energy_scan(), visitor(), submission=key, then=told.append) == first
    assert (Filling.objects.count(), told) == (1, [])


@pytest.mark.django_db(transaction=True)
def test_finishing_twice_at_once_writes_one_line(anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    came = at_once(*[lambda: finish_filling(filling, by=anna)] * 3)
    assert came == ["done"] * 3
    assert lines() == [("benchmark_taken", "energie", 1)]
    assert AuditEvent.objects.filter(verb="finish").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_people_fill_in_one_scan_without_undoing_each_other(anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    answers = [{"lezen": {"value": "week"}}, {"besparing": {"value": 30}}, {"meter": None}]
    at_once(*[lambda a=a: save_answers(filling, a) for a in answers])  # type: ignore[misc]  # the default binds
    filling.refresh_from_db()
    assert filling.answers == {
        **{item: answer for item, answer in ENERGY.items() if item not in ("meter", "lezen", "besparing")},
        "lezen": {"value": "week"},
        "besparing": {"value": 30},
    }


def test_wrong_answer_is_told_and_the_right_ones_are_kept(anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    given = {"mensen": {"value": 0}, "lezen": {"value": "soms"}, "besparing": {"value": 12}}
    saved = save_answers(filling, given, by=anna)
    assert {item: fault.reason for item, fault in saved.faults.items()} == {
        "mensen": Reason.TOO_LOW,
        "lezen": Reason.NOT_AN_OPTION,
    }
    assert saved.filling.answers["besparing"] == {"value": 12}
    assert saved.filling.answers["lezen"] == ENERGY["lezen"]


def test_half_filled_scan_is_finished_only_by_who_knows(anna: User) -> None:
    filling = make_filling(make_company(), anna, finished=False)
    save_answers(filling, {"maatregelen": None, "besparing": None}, by=anna)
    with pytest.raises(Refused, match="2"):
        finish_filling(filling, by=anna)
    done = finish_filling(filling, by=anna, incomplete=True)
    assert done.scored.scales["doen"].value is None
    assert done.scored.scales["totaal"].value is None


def test_scan_without_any_answer_cannot_be_finished(anna: User) -> None:
    filling = start_filling(energy_scan(), make_company(), mode="together", submission=uuid.uuid4(), by=anna)
    filling.answers = {}
    filling.save(update_fields=["answers"])
    with pytest.raises(Refused, match=r"Nothing|niets"):
        finish_filling(filling, by=anna, incomplete=True)


def test_finished_answers_do_not_change(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    with pytest.raises(Refused):
        save_answers(filling, {"lezen": {"value": "week"}}, by=anna)
    filling.refresh_from_db()
    assert filling.answers["lezen"] == ENERGY["lezen"]


def test_scan_of_a_visitor_counts_once_somebody_said_which_company_it_is(anna: User) -> None:
    company = make_company()
    filling = begin_alone(energy_scan(), visitor(company_guess=company), submission=uuid.uuid4())
    finish_filling(save_answers(filling, ENERGY).filling)
    assert lines() == []
    assert list(Filling.objects.unlinked()) == [filling]
    linked = link_filling(filling, company, by=anna)
    assert lines() == [("benchmark_taken", "energie", 1)]
    assert link_filling(linked, company, by=anna) == linked
    assert lines() == [("benchmark_taken", "energie", 1)]
    with pytest.raises(Refused):
        link_filling(linked, make_company("Een ander"), by=anna)


def test_open_scan_and_merged_company_cannot_be_linked(anna: User) -> None:
    company, stays = make_company(), make_company("Die blijft")
    filling = begin_alone(energy_scan(), visitor(), submission=uuid.uuid4())
    with pytest.raises(Refused):
        link_filling(filling, company, by=anna)
    company.kvk_number, company.merged_into = None, stays
    company.save()
    finish_filling(save_answers(filling, ENERGY).filling)
    with pytest.raises(Refused):
        link_filling(filling, company, by=anna)
    assert lines() == []


def test_withdrawn_scan_counts_no_more(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    with pytest.raises(Refused):
        withdraw_filling(filling, reason=" ", by=anna)
    withdraw_filling(filling, reason="Verkeerd bedrijf", by=anna)
    assert lines() == [("benchmark_taken", "energie", 1), ("benchmark_taken", "energie", -1)]
    assert not Filling.objects.counting().exists()
    assert not Entry.objects.standing().filter(kind=EntryKind.BENCHMARK_TAKEN).exists()


def test_group_comes_from_the_register_and_else_from_the_answers(anna: User) -> None:
    known = make_company(size_class="50-99", sbi_scheme="2008", sbi_section="C")
    blank = make_company("Zonder gegevens")
    first, second = make_filling(known, anna), make_filling(blank, anna)
    assert (first.size_group, first.sector_group) == ("middelgroot", "industrie")
    assert (second.size_group, second.sector_group, second.municipality_code) == ("klein", "bouw", "GM0106")


def test_series_is_in_the_order_of_days_and_leaves_out_what_was_withdrawn(
    anna: User, today_is: Callable[[date], None]
) -> None:
    company, made = make_company(), []
    for days in (0, 200, 400):
        today_is(TODAY + timedelta(days=days))
        made.append(make_filling(company, anna))
    withdraw_filling(made[1], reason="Dubbel", by=anna)
    assert list(Filling.objects.series(company, "energie")) == [made[0], made[2]]


def test_only_who_may_record_a_measure_starts_links_and_withdraws(anna: User, charlie: User, priya: User) -> None:
    company = make_company()
    filling = make_filling(company, anna)
    for person in (charlie, priya):
        with pytest.raises(NotAllowed):
            start_filling(energy_scan(), company, mode="together", submission=uuid.uuid4(), by=person)
        with pytest.raises(NotAllowed):
            link_filling(filling, company, by=person)
        with pytest.raises(NotAllowed):
            withdraw_filling(filling, reason="Weg", by=person)
        assert not Filling.objects.visible_to(person).exists()


def test_retired_scan_and_a_link_without_address_are_refused(anna: User) -> None:
    retired = energy_scan().model_copy(update={"retired_on": TODAY})
    for scan, mode in ((retired, "together"), (energy_scan(), "alone")):
        with pytest.raises(Refused):
            start_filling(scan, make_company(), mode=mode, submission=uuid.uuid4(), by=anna)


def test_database_refuses_a_finished_scan_without_result(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    with pytest.raises(IntegrityError), transaction.atomic():
        Filling.objects.filter(pk=filling.pk).update(result="")


def test_measure_of_a_scan_names_it(anna: User) -> None:
    filling = make_filling(make_company(), anna)
    measure = Measure.objects.get()
    assert (measure.filling, measure.theme, measure.phase, measure.instrument) == (
        filling,
        "energie",
        "",
        "Energiescan",
    )


def test_answers_of_somebody_else_than_the_owner_count_nowhere(anna: User) -> None:
    company = make_company()
    condition = {"item": "meter", "one_of": ["yes"]}
    scan = energy_scan().model_copy(update={"version": "1.1.0", "counting": (Condition.model_validate(condition),)})
    beside = make_filling(company, anna, scan=scan, **ENERGY | {"meter": {"value": "no"}})
    assert (beside.counts, lines(), list(Filling.objects.series(company, "energie"))) == (False, [], [])
    stands = make_filling(company, anna, scan=scan, **ENERGY)
    assert (stands.counts, lines()) == (True, [("benchmark_taken", "energie", 1)])
    assert list(Filling.objects.counting()) == [stands]


def test_who_answered_is_written_once_a_day_and_only_when_something_changed(
    anna: User, today_is: Callable[[date], None]
) -> None:
    filling = make_filling(make_company(), anna, scan=energy_scan(), finished=False)
    for by in (None, anna, None):
        for answer in ("yes", "yes", "no"):
            save_answers(filling, {"meter": {"value": answer}}, by=by)
    today_is(TODAY + timedelta(days=1))
    save_answers(filling, {"meter": {"value": "no"}})
    save_answers(filling, {"meter": {"value": "yes"}})
    written = AuditEvent.objects.filter(verb="answer").order_by("pk")
    assert [event.actor for event in written] == [None, anna, None]


@pytest.mark.django_db(transaction=True)
def test_two_advisers_who_link_at_once_link_it_once(anna: User) -> None:
    filling = begin_alone(energy_scan(), visitor(), submission=uuid.uuid4())
    finish_filling(save_answers(filling, ENERGY).filling)
    companies = [make_company("Een"), make_company("Twee")]
    came = at_once(*[lambda c=c: link_filling(filling, c, by=anna) for c in companies])  # type: ignore[misc]  # the default binds
    filling.refresh_from_db()
    assert (came, filling.company in companies) == (["done", "refused"], True)
    assert lines() == [("benchmark_taken", "energie", 1)]
