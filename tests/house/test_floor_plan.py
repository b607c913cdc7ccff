"""The rooms of the house are those on the plan, and the plan is the agreed one."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def rooms_on_the_plan() -> list[str]:
    """The rooms of the ``layers`` contract, from top to bottom, left to right."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [room.strip(" ()") for layer in layers for room in layer.split("|")]


def test_floor_plan_names_every_room() -> None:
    rooms = {place.parent.name for place in (ROOT / "src/kopgroep").glob("*/*.py")}
    assert rooms - set(rooms_on_the_plan()) == set(), "a room is not on the plan: see docs/decisions"


def test_floor_plan_is_the_agreed_one() -> None:
    assert rooms_on_the_plan() == [
        "config", "portal", "workspace", "api", "jobs", "reporting", "vouchers", "events", "casework", "scans",
        "ledger", "partners", "companies", "accounts", "insights", "pipeline", "programme", "base",
    ]  # fmt: skip
