"""The directory for other finders of help."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from jsonschema import Draft202012Validator

from kopgroep.partners.hsds import directory, directory_text
from kopgroep.programme import Programme, current, load
from tests.factories import TODAY
from tests.programme.conftest import PROGRAMMES

SCHEMA = json.loads((Path(__file__).parent / "hsds.schema.json").read_text(encoding="utf-8"))


def service(programme: Programme, code: str, *, language: str = "nl", on: date = TODAY) -> dict[str, Any]:
    """One service of the export."""
    name = programme.service(code).name.in_(language)
    found = directory(programme, language=language, on=on)["contents"]
    return next(one for one in found if one["name"] == name)


@pytest.mark.parametrize("folder", ["drenthe", "voorbeeld"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_export_is_as_the_specification_says(folder: str, language: str) -> None:
    whole = directory(load(PROGRAMMES / folder), language=language, on=TODAY)
    checker = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
    assert [error.message for error in checker.iter_errors(whole)] == []
    assert whole["total_items"] == len(load(PROGRAMMES / folder).services)


def test_the_schema_notices_a_field_that_the_specification_does_not_have() -> None:
    whole = directory(load(PROGRAMMES / "voorbeeld"), language="nl", on=TODAY)
    whole["contents"][0]["phone"] = "050"
    assert len(list(Draft202012Validator(SCHEMA).iter_errors(whole))) == 1


def test_every_identifier_stands_for_one_thing_and_stays() -> None:
    programme = load(PROGRAMMES / "drenthe")
    one, other = (directory(programme, language=language, on=TODAY)["contents"] for language in ("nl", "en"))
    assert [s["id"] for s in one] == [s["id"] for s in other]
    own = [part["id"] for s in one for part in (s, *s["service_areas"], *s["cost_options"], *s["attributes"])]
    assert len(own) == len(set(own))
    assert len({s["organization"]["id"] for s in one}) == len(programme.partners)


def test_a_service_with_every_limit() -> None:
    found = service(load(PROGRAMMES / "voorbeeld"), "energiekring")
    assert found["eligibility_description"] == (
        "Voor: bestaande bedrijven. Sectoren: Groot- en detailhandel; reparatie van auto’s, Groot- en detailhandel. "
        "Grootte: 1 persoon, 2 tot en met 4 personen."
    )
    assert found["fees_description"] == "Je betaalt ervoor. 50 euro per jaar"
    assert [area["name"] for area in found["service_areas"]] == ["Lindevoort"]
    assert found["cost_options"] == []
    terms = [(one["link_type"], one["taxonomy_term"]["code"]) for one in found["attributes"] if "taxonomy_term" in one]
    assert terms == [
        ("theme", "energie"),
        ("need", "lagere-rekening"),
        ("audience", "established"),
        ("sector", "2008-G"),
        ("sector", "2025-G"),
        ("size", "1"),
        ("size", "2-4"),
        ("phase", "meten"),
        ("phase", "plannen"),
    ]


def test_capacity_aid_and_source_are_values_and_what_is_unknown_is_left_out() -> None:
    small = load(PROGRAMMES / "voorbeeld")

    def values(code: str) -> dict[str, str]:
        return {one["label"]: one["value"] for one in service(small, code)["attributes"] if "label" in one}

    assert values("startgesprek") == {
        "capacity_per_month": "8", "aid_basis": "de_minimis", "value_per_hour": "95", "source": "verzonnen"
    }  # fmt: skip
    assert values("stages") == {"source": "verzonnen"}


def test_what_is_free_costs_nothing_and_what_is_unknown_says_nothing() -> None:
    small = load(PROGRAMMES / "voorbeeld")
    free = service(small, "startgesprek", language="en")
    assert [(one["amount"], one["currency"], one["amount_description"]) for one in free["cost_options"]] == [
        (0, "EUR", "Free.")
    ]
    assert service(small, "stages")["fees_description"] == ""


def test_a_service_without_area_is_for_the_whole_area() -> None:
    found = service(load(PROGRAMMES / "voorbeeld"), "stages")
    assert [area["description"] for area in found["service_areas"]] == ["CBS GM9901", "CBS GM9902", "CBS GM9903"]


def test_what_ended_is_defunct_from_its_day() -> None:
    small = load(PROGRAMMES / "voorbeeld")
    ended = small.services[2].model_copy(update={"retired_on": TODAY})
    programme = small.model_copy(update={"services": (ended,)})
    assert service(programme, "stages", on=date(2023, 5, 14))["status"] == "active"
    assert service(programme, "stages")["status"] == "defunct"


def test_command_writes_the_file_and_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "partners.json"
    call_command("partners", "export", "--out", str(file), "--language", "en")
    assert file.read_text(encoding="utf-8") == directory_text("en", TODAY)
    counts = f"{len(current().services)} services of {len(current().partners)} partners"
    assert capsys.readouterr().out == f"{counts} written to {file}\n"


def test_command_prints_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("partners", "export")
    assert json.loads(capsys.readouterr().out) == directory(current(), language="nl", on=TODAY)


def test_command_says_what_to_do_when_it_may_not_write(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Choose a file that you may write"):
        call_command("partners", "export", "--out", str(tmp_path / "nowhere" / "partners.json"))


def test_the_portal_gives_the_same_without_the_desks(client: Client, db: None) -> None:
    answer = client.get("/aanbod/partners.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json; charset=utf-8")
    assert answer.json() == directory(current(), language="nl", on=TODAY)
    page = client.get("/aanbod/").content.decode()
    assert page.count('href="/aanbod/partners.json"') == 1
