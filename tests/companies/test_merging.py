"""Merging two companies: everything moves, the stricter wins, a pair counts once, and it can be undone."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.serializers.python import Serializer

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import NotAllowed, Refused, Stale
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.models import Contact, Journey, Plan
from kopgroep.casework.silence import silent
from kopgroep.casework.standing import Standing, standings_of, with_standing
from kopgroep.casework.timeline import timeline
from kopgroep.companies.actions import add_company, add_person, state_fact
from kopgroep.companies.listing import Wanted, listed
from kopgroep.companies.merging import merge_companies, preview_of, undo_merge, which_stays
from kopgroep.companies.merging.rows import weights
from kopgroep.companies.models import Company, Consent, Establishment, LikelyDouble, Merge, Position, StatedFact
from kopgroep.companies.search import search
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.reporting.counting import companies_behind, days, value
from kopgroep.reporting.figures import read
from kopgroep.reporting.reach import reach_on, spoken_figure
from kopgroep.scans.actions.measures import record_position
from kopgroep.scans.actions.proofs import add_proof
from kopgroep.scans.actions.steps import record_step, rises
from kopgroep.scans.models import Filling, Step
from tests.factories import (
    TODAY,
    make_company,
    make_contact,
    make_filling,
    make_intake,
    make_journey,
    make_question,
    pdf,
)

pytestmark = pytest.mark.django_db

CHANGES_BY_ITSELF = {"companies.merge", "companies.likelydouble", "accounts.auditevent"}


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


@pytest.fixture
def pair(anna: User) -> tuple[Company, Company]:
    """A company of the register, and the file that somebody made by hand when it was not found."""
    kept = make_company("Van Rhee Landbouwtechniek B.V.")
    gone = add_company(name="Rhee trekkers", place="Beilen", by=anna)
    return kept, gone


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all rooms as they stand, without what a merge writes about itself and without counters."""
    found = {}
    for model in apps.get_models():
        if model.__module__.startswith("kopgroep.") and model._meta.label_lower not in CHANGES_BY_ITSELF:
            rows = Serializer().serialize(model._base_manager.order_by("pk"))
            for row in rows:
                row["fields"].pop("version", None)
            found[model._meta.label] = rows
    return found


def consent(company: Company, day: date, *, given: bool, recipient: str = "huis", **changes: Any) -> Consent:
    words = {"wording": "Naam en vraag delen", "answered_by": "Bram Jansen", "how": "phone", "purpose": "share"}
    answer = {**words, **changes}
    return Consent.objects.create(company=company, recipient=recipient, given=given, answered_on=day, **answer)


def make_plan(company: Company, by: User) -> Plan:
    return Plan.objects.create(company=company, goal="Groeien", by=by, agreed_on=TODAY, submission=uuid.uuid4())


def fill(company: Company, by: User) -> None:
    """Something of most that can hang on a company."""
    make_contact(company, by, note="Over de rand", held_on=TODAY - timedelta(days=3))
    make_intake(company, by)
    journey = make_journey(company, by)
    book_hours(journey, contact=90, on=TODAY, submission=uuid.uuid4(), by=by)
    make_question(company=company)
    add_person(company, name="Bram Jansen", email="bram@example.org", by=by)
    state_fact(company, field=StatedFact.Field.PHONE, value="0593 123456", source="zelf", by=by)
    record_position(
        company, phase="verkennen", proof="Plan", file=pdf(), taken_on=TODAY, submission=uuid.uuid4(), by=by
    )
    proof = add_proof(make_filling(company, by), pdf(), by=by)
    Filling.objects.filter(pk=proof.filling_id).update(company_guess=company)
    make_plan(company, by)
    consent(company, TODAY, given=True)


def test_everything_moves_and_the_ledger_stays(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    fill(gone, anna)
    lines = list(Entry.objects.order_by("pk").values())
    merge = merge_companies(kept, gone, by=anna, reason="Zelfde loods")
    left = {name: n for name, n in weights([gone.pk])[gone.pk].items() if n}
    assert left == {"ledger.Entry.company": len(lines)}
    assert list(Entry.objects.order_by("pk").values()) == lines
    assert Entry.objects.of(kept).count() == len(lines)
    gone.refresh_from_db()
    kept.refresh_from_db()
    assert (gone.merged_into, gone.account_manager, kept.account_manager) == (kept, None, anna)
    assert (merge.kept, merge.gone, merge.by, merge.reason) == (kept, gone, anna, "Zelfde loods")
    event = AuditEvent.objects.get(verb="merge")
    assert (event.company_id, event.detail["double"]) == (kept.pk, "Rhee trekkers")


def test_undoing_puts_every_row_back(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    fill(gone, anna)
    make_contact(kept, anna)
    consent(kept, TODAY - timedelta(days=9), given=False)
    before = everything()
    merge = merge_companies(kept, gone, by=anna)
    assert everything() != before
    undo_merge(merge, by=anna, reason="Toch twee")
    assert everything() == before
    assert AuditEvent.objects.get(verb="undo_merge").detail["reason"] == "Toch twee"


def test_what_was_written_after_the_merge_stays_with_the_kept_company(
    pair: tuple[Company, Company], anna: User
) -> None:
    kept, gone = pair
    old = make_contact(gone, anna)
    merge = merge_companies(kept, gone, by=anna)
    new = make_contact(kept, anna)
    undo_merge(merge, by=anna)
    assert list(Contact.objects.order_by("pk").values_list("pk", "company")) == [(old.pk, gone.pk), (new.pk, kept.pk)]


def test_a_manager_who_was_chosen_after_the_merge_stays(
    pair: tuple[Company, Company], anna: User, sjoerd: User
) -> None:
    kept, gone = pair
    make_contact(gone, anna)
    merge = merge_companies(kept, gone, by=anna)
    Company.objects.filter(pk=kept.pk).update(account_manager=sjoerd, manager_since=TODAY)
    undo_merge(merge, by=anna)
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.account_manager, gone.account_manager) == (sjoerd, anna)


def test_the_double_vanishes_and_its_old_name_finds_the_kept_company(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    merge = merge_companies(kept, gone, by=anna)
    assert [place.company for place in listed(Wanted(), user=anna)] == [kept]
    assert [(hit.company_id, hit.name, hit.found_as) for hit in search("rhee trekkers", user=anna)] == [
        (kept.pk, kept.name, "Rhee trekkers")
    ]
    assert list(Company.objects.mailable().order_by("pk")) == [kept]
    undo_merge(merge, by=anna)
    assert [hit.company_id for hit in search("rhee trekkers", user=anna)] == [gone.pk]
    assert set(Establishment.objects.leading().values_list("company", flat=True)) == {kept.pk, gone.pk}


def test_a_pair_counts_once(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    other = make_company("Een ander")
    for company in (kept, gone, other):
        make_contact(company, anna)
        journey = make_journey(company, anna)
        Journey.objects.filter(pk=journey.pk).update(closed_on=TODAY, outcome=current().journey_outcomes[0].code)
    area = kept.establishments.get().municipality_code
    spoken = spoken_figure()
    assert spoken is not None
    assert read(spoken, TODAY).part == 3
    merge = merge_companies(kept, gone, by=anna)
    reached, whole = reach_on(TODAY)
    assert (read(spoken, TODAY).part, whole.companies) == (2, 2)
    assert {place.code: place.companies for place in reached}[area] == 2
    assert standings_of([kept.pk, other.pk]) == {kept.pk: Standing.HELPED, other.pk: Standing.HELPED}
    undo_merge(merge, by=anna)
    assert read(spoken, TODAY).part == 3


def indicator_of(count: str) -> Any:
    return next(i for i in current().indicators if i.rule.count == count and not i.reference)


def test_an_intake_that_repeats_one_of_the_double_counts_once(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    indicator = indicator_of("once_per_period")
    for company in pair:
        make_intake(company, anna, theme=indicator.rule.theme)
    assert value(indicator, TODAY) == 2
    merge = merge_companies(kept, gone, by=anna)
    assert (value(indicator, TODAY), len(days(indicator, TODAY)), companies_behind(indicator, TODAY)) == (1, 1, 1)
    undo_merge(merge, by=anna)
    assert value(indicator, TODAY) == 2


def test_a_step_up_the_ladder_from_where_the_double_stood_counts(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    indicator = indicator_of("ladder_steps")
    low, *_between, high = current().ladder.phases
    words: dict[str, Any] = {"proof": "Gezien", "file": pdf(), "by": anna}
    record_position(gone, phase=low.code, taken_on=TODAY - timedelta(days=40), submission=uuid.uuid4(), **words)
    record_position(kept, phase=high.code, taken_on=TODAY, submission=uuid.uuid4(), **words)
    assert value(indicator, TODAY) == 0
    merge = merge_companies(kept, gone, by=anna)
    assert (value(indicator, TODAY), days(indicator, TODAY)) == (1, [TODAY])
    undo_merge(merge, by=anna)
    assert value(indicator, TODAY) == 0


def test_scans_of_both_become_one_series_in_which_a_step_can_be_shown(
    pair: tuple[Company, Company], anna: User, today_is: Callable[[date], None]
) -> None:
    kept, gone = pair
    first = make_filling(gone, anna)
    today_is(TODAY + timedelta(days=200))
    second = make_filling(kept, anna, lezen={"value": "week"})
    proof = add_proof(second, pdf(), by=anna)
    assert list(rises(second)) == []
    merge = merge_companies(kept, gone, by=anna)
    assert list(Filling.objects.series(kept, "energie")) == [first, second]
    assert [rise.before for rise in rises(second)] == [first]
    step = record_step(second, rule=0, proof=proof, by=anna)
    assert (step.company, Step.objects.filter(company=kept).count()) == (kept, 1)
    # Undoing takes the earlier scan back to where it was; the step that was written stays with who it was written of.
    undo_merge(merge, by=anna)
    assert (list(Filling.objects.series(gone, "energie")), list(rises(second))) == ([first], [])
    step.refresh_from_db()
    assert step.company == kept


def test_silence_and_the_timeline_look_through_the_merge(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    long_ago = TODAY - timedelta(days=current().clocks.silent_days + 30)
    make_contact(kept, anna, held_on=long_ago)
    make_contact(gone, anna, held_on=TODAY)
    assert list(silent(Company.objects.all(), on=TODAY)) == [kept]
    merge = merge_companies(kept, gone, by=anna)
    assert list(silent(Company.objects.all(), on=TODAY)) == []
    items, _older = timeline(kept, user=anna, group="contact")
    assert [item.on for item in items] == [TODAY, long_ago]
    undo_merge(merge, by=anna)
    assert list(silent(Company.objects.all(), on=TODAY)) == [kept]


def test_a_list_by_status_looks_through_the_merge(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    make_contact(gone, anna)
    merge_companies(kept, gone, by=anna)
    rows = Establishment.objects.leading()
    assert [place.company for place in with_standing(rows, Standing.CONTACT)] == [kept]
    assert list(with_standing(rows, Standing.UNKNOWN)) == []


def test_no_wins_over_a_later_yes_of_the_other_file(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    consent(kept, TODAY - timedelta(days=2), given=True)
    no = consent(gone, TODAY - timedelta(days=30), given=False, wording="Liever niet")
    preview = preview_of(kept, gone)
    assert preview.refusals == [no]
    merge = merge_companies(kept, gone, by=anna)
    latest = Consent.objects.latest_of(kept, "share", "huis")
    assert latest is not None
    assert (latest.given, latest.answered_on, latest.answered_by, latest.noted_by) == (
        False,
        TODAY,
        "Bram Jansen",
        anna,
    )
    assert "Liever niet" in latest.wording
    undo_merge(merge, by=anna)
    answers = [Consent.objects.latest_of(company, "share", "huis") for company in pair]
    assert [answer and answer.given for answer in answers] == [True, False]


@pytest.mark.parametrize(
    ("of_kept", "of_gone", "written"),
    [
        # The days before today and the answer; of one recipient.
        ((30, False), (2, True), 1),
        ((2, False), (30, True), 0),
        ((30, True), (2, True), 0),
        ((30, False), (2, False), 0),
        (None, (2, True), 0),
        ((2, True), None, 0),
    ],
)
def test_no_is_written_again_only_when_a_yes_would_overrule_it(
    pair: tuple[Company, Company], anna: User, of_kept: Any, of_gone: Any, written: int
) -> None:
    for company, answer in zip(pair, (of_kept, of_gone), strict=True):
        if answer:
            consent(company, TODAY - timedelta(days=answer[0]), given=answer[1])
    before = Consent.objects.count()
    merge_companies(*pair, by=anna)
    assert Consent.objects.count() - before == written


def test_a_yes_to_one_partner_is_no_answer_to_another(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    consent(kept, TODAY, given=True, recipient="huis")
    consent(gone, TODAY, given=False, recipient="bank")
    merge_companies(kept, gone, by=anna)
    assert Consent.objects.count() == 2


def test_the_non_mailing_flag_of_either_wins(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    Company.objects.filter(pk=gone.pk).update(non_mailing=True)
    merge = merge_companies(kept, gone, by=anna)
    assert list(Company.objects.mailable()) == []
    undo_merge(merge, by=anna)
    assert list(Company.objects.mailable()) == [kept]


def test_two_numbers_are_two_companies(anna: User) -> None:
    with pytest.raises(Refused, match="KVK-nummer"):
        merge_companies(make_company("Een"), make_company("Twee"), by=anna)
    assert Merge.objects.count() == 0


def test_the_one_with_a_number_stays(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    fill(gone, anna)
    weight = weights([kept.pk, gone.pk])
    assert which_stays(gone, kept, weight) == which_stays(kept, gone, weight) == (kept, gone)
    with pytest.raises(Refused):
        merge_companies(gone, kept, by=anna)


def test_without_numbers_the_one_on_which_most_hangs_stays(anna: User) -> None:
    one, other = add_company(name="Een", by=anna), add_company(name="Twee", by=anna)
    assert which_stays(other, one, weights([one.pk, other.pk])) == (one, other)
    make_contact(other, anna)
    assert which_stays(one, other, weights([one.pk, other.pk])) == (other, one)


def test_two_open_plans_are_refused_with_the_remedy(pair: tuple[Company, Company], anna: User) -> None:
    plans = [make_plan(company, anna) for company in pair]
    assert len(preview_of(*pair).hindrances) == 1
    with pytest.raises(Refused, match="groeiplan"):
        merge_companies(*pair, by=anna)
    Plan.objects.filter(pk=plans[0].pk).update(ended_on=TODAY)
    merge_companies(*pair, by=anna)
    assert Plan.objects.filter(company=pair[0]).count() == 2


def test_two_open_trajectories_on_one_theme_are_refused_with_the_remedy(
    pair: tuple[Company, Company], anna: User
) -> None:
    for company in pair:
        make_journey(company, anna, theme="export")
    with pytest.raises(Refused, match="traject"):
        merge_companies(*pair, by=anna)


def test_trajectories_on_two_themes_move(pair: tuple[Company, Company], anna: User) -> None:
    make_journey(pair[0], anna, theme="export")
    make_journey(pair[1], anna, theme="digitalisering")
    merge_companies(*pair, by=anna)
    assert Journey.objects.filter(company=pair[0]).count() == 2


def test_somebody_known_at_both_keeps_one_position(pair: tuple[Company, Company], anna: User) -> None:
    kept, gone = pair
    for company in pair:
        add_person(company, name="Bram Jansen", email="bram@example.org", by=anna)
    add_person(gone, name="Saar Smit", email="saar@example.org", by=anna)
    preview = preview_of(kept, gone)
    assert (preview.stays, preview.moves["companies.Position.company"]) == (1, 1)
    merge = merge_companies(kept, gone, by=anna)
    names = Position.objects.filter(company=kept, until=None).order_by("person__name").values_list("person__name")
    assert list(names) == [("Bram Jansen",), ("Saar Smit",)]
    undo_merge(merge, by=anna)
    assert Position.objects.filter(company=gone).count() == 2


def test_a_chain_is_never_longer_than_one_step(pair: tuple[Company, Company], anna: User) -> None:
    kept, middle = pair
    first = add_company(name="Trekkers van Rhee", by=anna)
    make_contact(first, anna)
    before = everything()
    one = merge_companies(middle, first, by=anna)
    between = everything()
    two = merge_companies(kept, middle, by=anna)
    assert Company.objects.doubles() == {middle.pk: kept.pk, first.pk: kept.pk}
    assert Entry.objects.of(kept).count() == Entry.objects.count()
    with pytest.raises(Refused, match="latere samenvoeging"):
        undo_merge(one, by=anna)
    undo_merge(two, by=anna)
    assert everything() == between
    undo_merge(one, by=anna)
    assert everything() == before


def test_merging_twice_or_undoing_twice_is_refused(pair: tuple[Company, Company], anna: User) -> None:
    merge = merge_companies(*pair, by=anna)
    with pytest.raises(Refused, match="al samengevoegd"):
        merge_companies(*pair, by=anna)
    undo_merge(merge, by=anna)
    with pytest.raises(Refused, match="al ongedaan"):
        undo_merge(merge, by=anna)
    assert Merge.objects.count() == 1


def test_a_company_is_no_double_of_itself(pair: tuple[Company, Company], anna: User) -> None:
    with pytest.raises(Refused, match="verschillende"):
        merge_companies(pair[0], pair[0], by=anna)


def test_what_changed_after_the_preview_is_noticed(pair: tuple[Company, Company], anna: User) -> None:
    seen = preview_of(*pair).seen
    make_contact(pair[1], anna)
    with pytest.raises(Stale):
        merge_companies(*pair, by=anna, seen=seen)
    assert Merge.objects.count() == 0
    fresh = [Company.objects.get(pk=company.pk) for company in pair]
    merge_companies(*pair, by=anna, seen=preview_of(*fresh).seen)


def test_the_judgement_is_remembered_on_the_pair(pair: tuple[Company, Company], anna: User) -> None:
    merge = merge_companies(*pair, by=anna)
    likely = LikelyDouble.objects.get()
    assert (likely.state, likely.decided_by, likely.decided_on) == (LikelyDouble.State.MERGED, anna, TODAY)
    undo_merge(merge, by=anna)
    likely.refresh_from_db()
    assert (likely.state, likely.decided_by) == (LikelyDouble.State.OPEN, None)


def test_only_who_may_merges(pair: tuple[Company, Company], anna: User, olga: User) -> None:
    with pytest.raises(NotAllowed):
        merge_companies(*pair, by=olga)
    merge = merge_companies(*pair, by=anna)
    with pytest.raises(NotAllowed):
        undo_merge(merge, by=olga)
