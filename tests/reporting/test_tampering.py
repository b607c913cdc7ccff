"""The drill: somebody changes the database past the application. Each change is found, and named."""

import hashlib
import json
import random
from collections.abc import Callable
from datetime import UTC, date
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kopgroep.accounts.models import User
from kopgroep.casework.models import Task
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.reporting.actions.soundness import FrozenChangedError, recompute_closed
from kopgroep.reporting.closing import faults_of, frozen_values, hash_of, restatements
from kopgroep.reporting.fingerprints import fingerprint_of_lines
from kopgroep.reporting.models import Closing
from tests.emptying import triggers_lifted
from tests.factories import make_company
from tests.reporting.histories import COMPANIES, Act, histories, thrown_away, write
from tests.reporting.quarters import SOON, closed, some_work

INTAKES = "digitalisering-intakes"
LINE_CHANGED = "Een regel van het grootboek is in de database veranderd. Vergelijk de regels met een back-up."


@pytest.fixture
def first(anna: User, marieke: User, olga: User, today_is: Callable[[date], None]) -> Closing:
    some_work(anna, marieke, today_is)
    return closed("2021Q1", proposed_by=marieke, closed_by=olga)


def tamper(statement: str, *values: Any) -> None:
    """Change rows as somebody would who owns the database: the triggers lifted, plain SQL, the triggers back."""
    # PostgreSQL alters no table of which a foreign key still waits to be checked.
    connection.check_constraints()
    with triggers_lifted(connection), connection.cursor() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount == 1
        connection.check_constraints()


def an_intake() -> int:
    return Entry.objects.filter(kind="intake_held").order_by("pk").values_list("pk", flat=True)[0]


def said(closing: Closing) -> list[str]:
    return faults_of(Closing.objects.get(pk=closing.pk))


def test_quarter_that_nobody_touched_is_sound(first: Closing) -> None:
    assert said(first) == []


def test_register_that_tells_another_first_day_changes_no_closed_quarter(first: Closing) -> None:
    split = first.values.filter(code=INTAKES, dimension="experience")
    assert dict(split.order_by("cell").values_list("cell", "n")) == {"unknown": 3}
    Company.objects.update(started_on=date(2021, 1, 1))
    assert said(first) == []


def test_changed_experience_of_a_line_is_named(first: Closing) -> None:
    tamper("UPDATE ledger_entry SET experience = %s WHERE id = %s", "starter", an_intake())
    faults = said(first)
    assert faults[0] == LINE_CHANGED
    assert "Intakes digitalisering (experience starter): vastgelegd als niets, het grootboek geeft nu 1." in faults


def test_line_of_before_lines_said_experience_is_known_again(first: Closing) -> None:
    """The fingerprint of a line that says nothing is the one that it had before there was such a column."""
    tamper("UPDATE ledger_entry SET experience = %s WHERE id = %s", "", an_intake())
    line = Entry.objects.get(pk=an_intake())
    before = [
        line.pk, "2021-02-08", line.recorded_at.astimezone(UTC).isoformat(), line.kind, 1, line.company_id, line.theme,
        line.line, line.source, line.outcome, line.municipality_code, line.sector, line.size_class, line.subject_type,
        line.subject_id, line.actor_id, None, "", line.key, line.programme_hash, line.detail,
    ]  # fmt: skip
    text = json.dumps(before, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n"
    only = fingerprint_of_lines(first.until, line.pk)
    earlier = Entry.objects.filter(pk__lt=line.pk, happened_on__lte=first.until)
    assert (only.count, only.hash) == (earlier.count() + 1, hashlib.sha256(text.encode()).hexdigest())


def test_changed_line_that_moves_a_figure_is_named(first: Closing) -> None:
    tamper("UPDATE ledger_entry SET happened_on = %s WHERE id = %s", date(2021, 4, 2), an_intake())
    faults = said(first)
    then = first.lines
    assert faults[0].startswith(f"Het grootboek had {then} regels voor dit kwartaal en heeft er nu {then - 1}.")
    assert "Intakes digitalisering: vastgelegd als 3, het grootboek geeft nu 2." in faults


def test_changed_theme_of_a_line_is_named(first: Closing) -> None:
    tamper("UPDATE ledger_entry SET theme = %s WHERE id = %s", "export", an_intake())
    faults = said(first)
    assert faults[0] == LINE_CHANGED
    assert "Intakes digitalisering: vastgelegd als 3, het grootboek geeft nu 2." in faults


def test_changed_line_that_moves_no_figure_is_found(first: Closing) -> None:
    tamper("UPDATE ledger_entry SET detail = %s WHERE id = %s", '{"note": "anders"}', an_intake())
    faults = said(first)
    assert faults[0] == LINE_CHANGED
    assert not any(fault.startswith("Intakes") for fault in faults)


def test_changed_frozen_value_is_named(first: Closing) -> None:
    row = first.values.get(code=INTAKES, dimension="")
    tamper("UPDATE reporting_frozen SET part = %s WHERE id = %s", 9, row.pk)
    assert said(first) == [
        "De vastgelegde cijfers zijn niet die van het sluiten. Zet ze terug uit een back-up.",
        "Intakes digitalisering: het grootboek geeft 3 zoals toen, maar vastgelegd staat 9.",
    ]


def test_deleted_frozen_value_is_named(first: Closing) -> None:
    row = first.values.get(code=INTAKES, dimension="")
    tamper("DELETE FROM reporting_frozen WHERE id = %s", row.pk)
    assert "Intakes digitalisering: het grootboek geeft 3 zoals toen, maar vastgelegd staat niets." in said(first)


def test_deleted_line_is_named(first: Closing) -> None:
    tamper("DELETE FROM ledger_entry WHERE id = %s", an_intake())
    faults = said(first)
    then = first.lines
    assert faults[0].startswith(f"Het grootboek had {then} regels voor dit kwartaal en heeft er nu {then - 1}.")
    assert "Intakes digitalisering: vastgelegd als 3, het grootboek geeft nu 2." in faults


def test_changed_definition_is_named(first: Closing) -> None:
    kept = Closing.objects.get(pk=first.pk)
    rule = next(item for item in kept.definitions["indicators"] if item["code"] == INTAKES)["rule"]
    rule["theme"] = "export"
    kept.save(update_fields=["definitions"])
    assert said(first)[:2] == [
        "De definities: na het sluiten veranderd; het logboek zegt iets anders. Zet het terug uit een back-up.",
        "Intakes digitalisering: de bewaarde definitie is niet die waarmee geteld is.",
    ]


def test_changed_name_in_a_kept_definition_is_found(first: Closing) -> None:
    kept = Closing.objects.get(pk=first.pk)
    kept.definitions["indicators"][0]["name"]["nl"] = "Iets anders"
    kept.save(update_fields=["definitions"])
    assert len(said(first)) == 1


@pytest.mark.parametrize("column", ["lines_hash", "hash", "code_version", "programme_hash"])
def test_changed_column_of_the_closing_is_found(first: Closing, column: str) -> None:
    Closing.objects.filter(pk=first.pk).update(**{column: "0" * 60})
    assert said(first) != []


def test_unreadable_definitions_are_told(first: Closing) -> None:
    Closing.objects.filter(pk=first.pk).update(definitions={})
    assert said(first)[-1].startswith("De definities van dit kwartaal zijn niet meer te lezen.")


def test_night_fails_and_gives_one_task(first: Closing, marieke: User) -> None:
    assert recompute_closed(SOON) == 1
    tamper("DELETE FROM ledger_entry WHERE id = %s", an_intake())
    for _night in range(2):
        with pytest.raises(FrozenChangedError, match="2021Q1"):
            recompute_closed(SOON)
    task = Task.objects.get()
    assert (task.owner, task.title) == (marieke, "Gesloten kwartaal 2021Q1 is niet meer wat het was")


@pytest.mark.django_db
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(before=histories, after=histories, merged=st.booleans(), seed=st.integers(0, 100))
def test_whatever_is_learned_later_the_frozen_values_stay_and_can_be_counted_again(
    before: list[Act], after: list[Act], merged: bool, seed: int, people: dict[str, User], today_is: Any
) -> None:
    with thrown_away():
        today_is(SOON)
        companies = [make_company(f"Bedrijf {n}") for n in range(COMPANIES)]
        advisers = [people["anna"], people["marieke"]]
        lines = write(before, companies, advisers)
        closing = closed("2021Q1", proposed_by=people["marieke"], closed_by=people["olga"])
        kept = {row.pk: row.value for row in frozen_values(closing)}
        write(after, companies, advisers)
        take_back(lines, random.Random(seed))
        if merged:
            Company.objects.filter(pk=companies[0].pk).update(merged_into=companies[1], kvk_number=None)
        assert {row.pk: row.value for row in frozen_values(closing)} == kept
        assert hash_of(frozen_values(closing)) == closing.hash
        assert faults_of(closing) == []
        for row in restatements(closing):
            if row.frozen and row.now and row.frozen.value is not None and row.now.exact is not None:
                assert row.difference == row.now.exact - row.frozen.value


@pytest.fixture
def people(anna: User, marieke: User, olga: User) -> dict[str, User]:
    return {"anna": anna, "marieke": marieke, "olga": olga}


def take_back(lines: list[Entry], chance: random.Random) -> None:
    """Undo some lines that nobody undid yet."""
    standing = Entry.objects.standing().filter(pk__in=[line.pk for line in lines]).order_by("pk")
    for line in [line for line in standing if chance.random() < 0.3]:
        back = Entry.objects.get(pk=line.pk)
        back.pk, back.reverses, back.quantity, back.reason = None, line, -line.quantity, "vergissing"
        back.key = f"reverses:{line.pk}"
        back.save()


def test_definitions_in_use_are_all_kept(first: Closing) -> None:
    kept = {item["code"] for item in first.definitions["indicators"]}
    assert kept == {item.code for item in current().indicators}
