"""publiccode.yml, by which public bodies find software of one another."""

import copy
import tomllib
from typing import Any

import pytest
import yaml

from kit.ground import ROOT
from kit.publiccode import faults

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CODE = yaml.safe_load((ROOT / "publiccode.yml").read_text())


def changed(path: str, value: Any) -> dict[str, Any]:
    """publiccode.yml with another value at a path such as ``legal.license``."""
    code = copy.deepcopy(CODE)
    *folders, key = path.split(".")
    place = code
    for folder in folders:
        place = place[folder]
    place[key] = value
    return code


def test_publiccode_is_well() -> None:
    assert faults(CODE, PROJECT) == []


def test_publiccode_missing_key_is_named() -> None:
    assert faults({k: v for k, v in CODE.items() if k != "legal"}, PROJECT) == ["the key 'legal' is missing"]


@pytest.mark.parametrize(
    ("path", "value", "fault"),
    [
        (
            "developmentStatus",
            "brilliant",
            "developmentStatus must be one of concept, development, beta, stable, obsolete",
        ),
        ("legal.license", "MIT", "legal.license must be EUPL-1.2, as in pyproject.toml"),
        ("softwareVersion", "9.9.9", f"softwareVersion must be {PROJECT['version']}, as in pyproject.toml"),
        ("intendedAudience.countries", [], "intendedAudience.countries must hold NL"),
        ("localisation.availableLanguages", ["en"], "localisation.availableLanguages must hold nl"),
        ("description.nl.shortDescription", "a" * 151, "description.nl.shortDescription must have 1 to 150 characters"),
        (
            "description.nl.longDescription",
            "a" * 149,
            "description.nl.longDescription must have 150 to 10000 characters",
        ),
        ("description.en.features", [], "description.en.features is empty"),
    ],
)
def test_publiccode_fault_is_named(path: str, value: object, fault: str) -> None:
    assert faults(changed(path, value), PROJECT) == [fault]
