"""Merging and undoing under random histories: the rows come back as they were, and no figure is touched."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.companies.actions import add_company, add_person
from kopgroep.companies.merging import merge_companies, undo_merge
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.reporting.counting import value
from kopgroep.reporting.reach import reach_on
from kopgroep.scans.actions.measures import record_position
from tests.companies.test_merging import consent, everything
from tests.factories import TODAY, make_company, make_contact, make_filling, make_intake, make_question, pdf
from tests.reporting.histories import thrown_away

ACTS = ("contact", "intake", "question", "person", "yes", "no", "low", "high", "scan")
deed = st.tuples(st.sampled_from(ACTS), st.integers(0, 2), st.integers(0, 40))
"""What happens, to which of three companies, and how many days ago."""
randomly = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@pytest.fixture
def adviser(anna: User, today_is: Callable[[date], None]) -> User:
    today_is(TODAY)
    return anna


def do(act: str, company: Company, day: date, by: User) -> None:
    phases = current().ladder.phases
    match act:
        case "contact":
            make_contact(company, by, held_on=day)
        case "intake":
            if not Entry.objects.of(company).filter(kind="intake_held").exists():
                make_intake(company, by, on=day)
        case "question":
            make_question(company=company)
        case "person":
            add_person(company, name="Bram", email="bram@example.org", by=by)
        case "yes" | "no":
            consent(company, day, given=act == "yes")
        case "low" | "high":
            phase = phases[0 if act == "low" else -1].code
            shown = {"proof": "Gezien", "file": pdf(day)}
            record_position(company, phase=phase, taken_on=day, submission=uuid.uuid4(), by=by, **shown)  # type: ignore[arg-type]
        case "scan":
            make_filling(company, by)


def figures() -> dict[str, Any]:
    """Every figure that counts companies."""
    counted = {i.code: value(i, TODAY) for i in current().indicators if i.is_active(TODAY)}
    return counted | {"reach": reach_on(TODAY)[1].companies}


@randomly
@given(before=st.lists(deed, max_size=8), between=st.lists(deed, max_size=3))
def test_merging_two_files_and_undoing_both_gives_what_was(
    adviser: User, before: list[tuple[str, int, int]], between: list[tuple[str, int, int]]
) -> None:
    with thrown_away():
        kept = make_company("Van Rhee")
        companies = [kept, *(add_company(name=name, by=adviser) for name in ("Rhee", "Trekkers"))]
        for act, which, ago in before:
            do(act, companies[which], TODAY - timedelta(days=ago), adviser)
        rows, counts, lines = everything(), figures(), list(Entry.objects.order_by("pk").values())
        first = merge_companies(companies[1], companies[2], by=adviser)
        second = merge_companies(kept, companies[1], by=adviser)
        assert list(Entry.objects.order_by("pk").values()) == lines
        assert figures()["reach"] == min(1, counts["reach"])
        undo_merge(second, by=adviser)
        undo_merge(first, by=adviser)
        assert (everything(), figures()) == (rows, counts)
        # Whatever is written while they are one stays, and nothing of before is lost.
        third = merge_companies(kept, companies[1], by=adviser)
        fresh = Company.objects.get(pk=kept.pk)
        for act, _which, ago in between:
            do(act, fresh, TODAY - timedelta(days=ago), adviser)
        undo_merge(third, by=adviser)
        after = everything()
        for label, before_rows in rows.items():
            keys = {row["pk"] for row in after[label]}
            assert {row["pk"] for row in before_rows} - keys == set()
