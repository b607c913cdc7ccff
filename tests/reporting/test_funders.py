"""Hours per funder: whatever happened, each minute is paid by one, and enters another's figures only by a rule."""

import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.casework.actions.contacts import record_contact
from kopgroep.casework.actions.handover import hand_over
from kopgroep.casework.actions.hours import book_hours, correct_hours
from kopgroep.casework.actions.journeys import open_journey
from kopgroep.casework.models import Journey
from kopgroep.companies.merging import merge_companies, undo_merge
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind, Line, current
from kopgroep.reporting.funders import Minutes, Work, hours_by_funder, shared, work_by_funder
from kopgroep.reporting.reach import reach_on
from tests.factories import TODAY, make_company, spoken
from tests.reporting.histories import thrown_away

PLUS, BASE = "plus-hogebeek", "basis"
TOWN, REGION = "Gemeente Hogebeek", "Regio Merenland"
randomly = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None], small_region: None) -> None:
    today_is(TODAY)


def line(code: str, funder: str, *also_for: str) -> Line:
    return current().line(BASE).model_copy(update={"code": code, "funder": funder, "also_for": also_for})


LINES = ("a", "b", "c", "d")
minutes = st.dictionaries(st.sampled_from([*LINES, "gone"]), st.integers(0, 600))
rules = st.fixed_dictionaries({code: st.lists(st.sampled_from(LINES), max_size=3, unique=True) for code in LINES})
payers = st.fixed_dictionaries({code: st.sampled_from(["Region", "Town", "School"]) for code in LINES})


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=minutes, rule=rules, payer=payers)
def test_a_minute_has_one_payer_and_counts_elsewhere_only_by_rule(
    small_region: None, written: Mapping[str, int], rule: Mapping[str, list[str]], payer: Mapping[str, str]
) -> None:
    lines = [line(code, payer[code], *rule[code]) for code in LINES]
    found = shared(written, lines)
    assert sum(one.own for one in found.values()) == sum(written.values())
    for funder, one in found.items():
        paid = [code for code in written if payer.get(code, "") == funder]
        along = [
            code for code in written if code in rule and code not in paid if funder in {payer[o] for o in rule[code]}
        ]
        assert one == Minutes(sum(written[code] for code in paid), sum(written[code] for code in along))
    if not any(rule.values()):
        assert [one.also for one in found.values()] == [0] * len(found)


# What happens, on which of four trajectories, for how many minutes, which of its lines, how many days ago.
acts = st.tuples(
    st.sampled_from(["book", "book", "talk", "correct", "merge", "undo", "hand over"]),
    st.integers(0, 3),
    st.sampled_from([0, 1, 45, 60, 480]),
    st.integers(0, 2),
    st.integers(0, 30),
)


@randomly
@given(history=st.lists(acts, max_size=12), agreed=st.booleans())
def test_own_minutes_of_all_funders_are_all_minutes_whatever_happened(
    history: list[tuple[str, int, int, int, int]], agreed: bool, anna: User, sjoerd: User, marieke: User
) -> None:
    with thrown_away():
        pair = [make_company(name, municipality_code="GM9903") for name in ("De Smid", "Smid BV")]
        journeys = [opened(company, code, sjoerd) for company in pair for code in (PLUS, BASE)]
        kept: dict[str, dict[int, int]] = {PLUS: {}, BASE: {}}
        merge = None
        for act, which, length, nth, ago in history:
            journey = journeys[which]
            with suppress(Refused):
                if act in ("book", "talk"):
                    entry = written(act, journey, length, TODAY - timedelta(days=ago), by=sjoerd)
                    kept[journey.line][entry.pk] = length
                elif act == "correct" and (pks := sorted(pk for pk in kept[journey.line]))[nth : nth + 1]:
                    old = Entry.objects.get(pk=pks[nth])
                    new = correct_hours(old, minutes=length, reason="proef", by=marieke)
                    del kept[journey.line][old.pk]
                    kept[journey.line] |= {new.pk: length} if new else {}
                elif act == "merge" and merge is None:
                    merge = merge_companies(pair[0], pair[1], by=marieke)
                elif act == "undo" and merge is not None:
                    undo_merge(merge, by=marieke)
                    merge = None
                elif act == "hand over":
                    hand_over(sjoerd, heir=anna, by=marieke)
        town, region = sum(kept[PLUS].values()), sum(kept[BASE].values())
        assert hours_by_funder(TODAY) == {REGION: Minutes(region), TOWN: Minutes(town)}
        assert sum(one.own for one in hours_by_funder(TODAY).values()) == all_minutes()
        if agreed:
            base, plus = current().line(BASE), current().line(PLUS)
            sharing = [base, plus.model_copy(update={"also_for": (BASE,)})]
            found = shared({PLUS: town, BASE: region}, sharing)
            assert found == {REGION: Minutes(region, also=town), TOWN: Minutes(town)}


def opened(company: Company, code: str, by: User) -> Journey:
    theme = "energie" if code == PLUS else "start"
    facts = {"theme": theme, "line": code, "goal": "Zuinig", "specialist": by, "submission": uuid.uuid4(), "by": by}
    return open_journey(company, opened_on=TODAY - timedelta(days=60), **facts)


def written(act: str, journey: Journey, length: int, on: date, *, by: User) -> Entry:
    if act == "book":
        return book_hours(journey, contact=length, on=on, submission=uuid.uuid4(), by=by)
    journey.company.refresh_from_db()
    talk = spoken(line=journey.line, themes=[journey.theme], journey=journey, minutes_contact=length, held_on=on)
    contact = record_contact(journey.company, talk, submission=uuid.uuid4(), by=by)
    found = Entry.objects.filter(key=f"contact:{contact.pk}:hours").first()
    if found is None:
        raise Refused("no minutes")
    return found


def all_minutes() -> int:
    """Everything that was ever written, with what was taken back carrying the opposite sign."""
    return Entry.objects.filter(kind=EntryKind.HOURS_WRITTEN).total()


def test_a_company_may_stand_with_two_funders_and_a_talk_with_one(anna: User) -> None:
    here, double = (make_company(name, municipality_code="GM9903") for name in ("De Smid", "Smid BV"))
    for company, code in ((here, PLUS), (double, PLUS), (here, BASE)):
        record_contact(company, spoken(line=code, themes=["energie"]), submission=uuid.uuid4(), by=anna)
    assert work_by_funder(TODAY) == {REGION: Work(1, 1, 0), TOWN: Work(2, 2, 0)}
    assert reach_on(TODAY)[1].companies == 2


def test_what_happened_later_does_not_count_yet(anna: User) -> None:
    journey = opened(make_company(municipality_code="GM9903"), PLUS, anna)
    book_hours(journey, contact=45, on=TODAY, submission=uuid.uuid4(), by=anna)
    assert hours_by_funder(TODAY - timedelta(days=1))[TOWN] == Minutes(0)
    assert hours_by_funder(TODAY)[TOWN] == Minutes(45)
