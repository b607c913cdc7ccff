"""What the evaluation file says of a small region."""

import io
import json
from collections import Counter
from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.casework.models import Contact, Intake, Journey, Question, Referral, Result
from kopgroep.companies.actions import add_company
from kopgroep.companies.merging import merge_companies
from kopgroep.companies.models import Company, Establishment, Person
from kopgroep.ledger.actions import reverse_line
from kopgroep.ledger.models import Entry
from kopgroep.programme import EntryKind
from kopgroep.reporting.actions.evaluation import export_evaluation
from kopgroep.reporting.evaluation.archive import cell
from kopgroep.reporting.evaluation.sheets import SHEETS
from kopgroep.reporting.evaluation.states import months_between
from tests.factories import TODAY, make_contact
from tests.reporting.evaluation.region import KEY, Region, take
from tests.reporting.quarters import HELD, SOON, closed, intake, some_work


def test_everybody_has_one_role(region: Region) -> None:
    rows = take()["companies"]
    assert Counter(row["role"] for row in rows) == {
        "treated": 6, "intake_only": 1, "waiting": 1, "refused": 1, "contacted": 1, "eligible_not_served": 10,
    }  # fmt: skip
    assert len({row["company"] for row in rows}) == 20
    assert [row["company"] for row in rows] == sorted(row["company"] for row in rows)


def test_treatment_has_three_days_and_its_dose(region: Region) -> None:
    file = take()
    rows = [row for row in file["treatments"] if row["closed_on"]]
    assert [(row["first_contact_on"], row["opened_on"], row["closed_on"], row["cohort"]) for row in rows] == [
        ("2022-01-10", "2022-02-01", "2023-05-15", "2022Q1")
    ]
    assert rows[0]["dose_minutes"] == "90"
    months = [(row["month"], row["minutes"]) for row in file["dose"] if row["treatment"] == rows[0]["treatment"]]
    assert months == [("2022-02", "60"), ("2023-03", "30")]


def test_scans_are_told_one_after_the_other(region: Region) -> None:
    rows = [row for row in take()["scans"] if row["scale"] == "meten"]
    assert Counter(row["moment"] for row in rows) == {"0": 6, "1": 1}
    assert {row["taken_on"] for row in rows if row["moment"] == "1"} == {"2023-05-15"}


def test_refused_waiting_and_not_treated_are_told(region: Region) -> None:
    told = Counter((row["kind"], row["decision"]) for row in take()["applications"])
    assert told == {
        ("intake", "served"): 6, ("intake", "no_treatment"): 1, ("referral", "waiting"): 1, ("referral", "refused"): 1,
    }  # fmt: skip


def test_comparison_holds_everybody_who_was_not_treated(region: Region) -> None:
    pools = Counter(row["pool"] for row in take()["comparison"])
    assert pools == {"eligible_not_served": 10, "intake_only": 1, "waiting": 1, "refused": 1, "contacted": 1}
    late = [row for row in take(date(2022, 6, 30))["comparison"] if row["pool"] == "late"]
    assert [row["free_until"] for row in late] == ["2022-02-01"] * 6


def test_day_of_the_file_hides_what_came_later(region: Region) -> None:
    file = take(date(2022, 6, 30))
    assert [row["closed_on"] for row in file["treatments"]] == [""] * 6
    assert {row["register_on"] for row in file["outcomes_register"]} == {"2021-01-01"}
    assert file["results"] == []


def test_line_that_was_taken_back_is_not_told(region: Region, marieke: User) -> None:
    line = Entry.objects.get(kind=EntryKind.CONTACT_HELD, company=region.contacted)
    reverse_line(line, reason="Verkeerd bedrijf", by=marieke)
    assert len(take()["contacts"]) == 6


def test_doubles_are_one_company_and_can_be_joined(region: Region, anna: User) -> None:
    twice = add_company(name="Gesproken BV", by=anna)
    make_contact(twice, anna)
    before = {row["company"] for row in take()["companies"]}
    merge_companies(region.contacted, twice, by=anna)
    file = take()
    after = {row["company"] for row in file["companies"]}
    (double,) = file["doubles"]
    assert (before - after, double["company"] in after) == ({double["gone"]}, True)
    assert [row["company"] for row in file["contacts"]].count(double["company"]) == 2


def test_same_knowledge_gives_the_same_bytes(region: Region) -> None:
    assert take().content == take().content


def test_other_key_has_no_name_in_common(region: Region) -> None:
    first, second = take(key=KEY), take(key=b"z" * 32)
    names = [{row["company"] for row in file["companies"]} for file in (first, second)]
    assert names[0] & names[1] == set()


def test_nothing_in_it_names_anybody(region: Region, anna: User) -> None:
    text = "\n".join(take().texts.values()).lower()
    secrets: set[str] = {anna.name, anna.email, KEY.decode()}
    columns = [
        (Company, ("name", "kvk_number", "rsin")),
        (Establishment, ("name", "number", "street", "postcode", "place", "phone", "website", "email_domain")),
        (Person, ("name", "email", "phone")),
        (User, ("name", "email")),
        (Contact, ("note", "next_step")),
        (Intake, ("asked", "agreed")),
        (Journey, ("goal", "result")),
        (Question, ("text", "name", "email", "phone", "company_typed", "reference")),
        (Referral, ("ask", "internal_note", "contact_name", "contact_email", "contact_phone", "reference")),
        (Result, ("description", "remark", "asked_name", "asked_email", "verified_with")),
    ]
    for model, fields in columns:
        for row in model._default_manager.values_list(*fields):
            secrets |= {str(value) for value in row if value}
    # The municipality may be told, and the establishments here lie in a place of the same name.
    secrets -= {"Assen"}
    assert len(secrets) > 60
    assert sorted(word for word in secrets if word.lower() in text) == []


def test_manifest_holds_every_file_as_it_is(region: Region) -> None:
    file = take()
    told = json.loads(file.texts["manifest.json"])
    assert {each["name"]: each["sha256"] for each in told["files"]} == {
        name: sha256(text.encode()).hexdigest() for name, text in file.texts.items() if name != "manifest.json"
    }
    assert (told["until"], told["state"]) == ("2023-05-15", "provisional")
    assert file.made.sha256 == sha256(file.content).hexdigest()
    assert "VOORLOPIG" in file.texts["LEESMIJ.md"]


def test_codebook_has_every_column_and_codes_every_code(region: Region) -> None:
    file = take()
    told = [(row["file"], row["column"]) for row in file["codebook"]]
    assert told == [(sheet.file, name) for sheet in SHEETS for name in sheet.head]
    known = {(row["list"], row["code"]) for row in file["codes"]}
    for sheet in SHEETS:
        for column in sheet.columns:
            name, _, listed = column.allowed.partition(": ")
            # The small scan of these tests is of another programme.
            if name == "codes.csv" and listed != "scan" and column.name not in {"needs", "reason"}:
                given = {row[column.name] for row in file[sheet.name]} - {""}
                assert {(listed, code) for code in given} - known == set(), f"{sheet.file} {column.name}"


def test_cells_that_are_missing_say_so_in_the_codebook(region: Region) -> None:
    file = take()
    always = {(row["file"], row["column"]) for row in file["codebook"] if row["missing"] == "never missing"}
    empty = {(sheet.file, name) for sheet in SHEETS for row in file[sheet.name] for name in sheet.head if not row[name]}
    assert empty & always == set()


def test_closed_quarter_stays_what_it_was(
    anna: User, marieke: User, olga: User, today_is: Callable[[date], None]
) -> None:
    met = some_work(anna, marieke, today_is)
    closing = closed("2021Q1", proposed_by=marieke, closed_by=olga)
    before = take(closing.until)
    today_is(TODAY)
    intake(met[0], anna, on=HELD, theme="export")
    after = take(closing.until)
    assert (before.content, after.made.provisional) == (after.content, False)
    assert json.loads(after.texts["manifest.json"])["quarter_fingerprint"] == closing.hash
    # A quarter that nobody closed takes in what is known now.
    assert len(take(SOON)["intakes"]) == 4


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2022, 2, 1), date(2023, 1, 1), 11),
        (date(2022, 2, 1), date(2021, 1, 1), -13),
        (date(2022, 1, 31), date(2022, 2, 28), 1),
        (date(2022, 1, 15), date(2022, 2, 14), 0),
    ],
)
def test_months_are_whole_ones(first: date, last: date, months: int) -> None:
    assert months_between(first, last) == months


def test_cells_are_no_formulas_and_numbers_stay_numbers() -> None:
    assert [cell(value) for value in ("=1+1", "@x", -3, 0.5, None, date(2023, 5, 15))] == [
        "'=1+1", "'@x", "-3", "0.5", "", "2023-05-15",
    ]  # fmt: skip


def test_refusal_is_told_before_anything_is_made(region: Region, ari: User) -> None:
    file = io.BytesIO()
    with pytest.raises(Refused):
        export_evaluation(file, "2023Q1", by=ari)
    assert file.getvalue() == b""
