"""The rooms of the house are those on the plan, and the plan is the agreed one."""

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def contract(kind: str) -> dict[str, Any]:
    """The contract of this type that import-linter checks."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["type"] == kind)


def rooms() -> set[str]:
    """The rooms that have been built."""
    return {place.parent.name for place in (ROOT / "src/kopgroep").glob("*/*.py")}


def rooms_on_the_plan() -> list[str]:
    """The rooms of the ``layers`` contract, from top to bottom, left to right."""
    layers = contract("layers")["layers"]
    return [room.strip(" ()") for layer in layers for room in layer.split("|")]


def test_floor_plan_names_every_room() -> None:
    assert rooms() - set(rooms_on_the_plan()) == set(), "a room is not on the plan: see docs/decisions"


def test_floor_plan_is_the_agreed_one() -> None:
    assert rooms_on_the_plan() == [
        "config", "portal", "workspace", "api", "jobs", "reporting", "vouchers", "events", "casework", "scans",
        "ledger", "partners", "companies", "post", "accounts", "insights", "pipeline", "programme", "base",
    ]  # fmt: skip


def test_rooms_without_django_are_under_contract() -> None:
    without = {"programme", "pipeline", "base"} & rooms()
    engine = {"kopgroep.scans.engine"}
    assert set(contract("forbidden")["source_modules"]) == {f"kopgroep.{room}" for room in without} | engine
    assert contract("forbidden")["forbidden_modules"] == ["django"]
