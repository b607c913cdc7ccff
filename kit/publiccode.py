"""Checks publiccode.yml: what the standard (version 0.5) asks for, and agreement with pyproject.toml."""

import sys
import tomllib
from typing import Any

import yaml

from kit.ground import ROOT, say

ASKED = (
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
    "legal", "maintenance", "localisation",
)  # fmt: skip
STATUSES = ("concept", "development", "beta", "stable", "obsolete")
SHORT, LONG_LEAST, LONG_MOST = 150, 150, 10_000


def faults(code: dict[str, Any], project: dict[str, Any]) -> list[str]:
    """What is wrong with a publiccode.yml, given the project table of pyproject.toml; empty when well."""
    found = [f"the key '{key}' is missing" for key in ASKED if key not in code]
    if found:
        return found
    if code["developmentStatus"] not in STATUSES:
        found.append(f"developmentStatus must be one of {', '.join(STATUSES)}")
    if code["legal"].get("license") != project["license"]:
        found.append(f"legal.license must be {project['license']}, as in pyproject.toml")
    if code.get("softwareVersion") != project["version"]:
        found.append(f"softwareVersion must be {project['version']}, as in pyproject.toml")
    if "NL" not in code.get("intendedAudience", {}).get("countries", []):
        found.append("intendedAudience.countries must hold NL")
    if "nl" not in code["localisation"].get("availableLanguages", []):
        found.append("localisation.availableLanguages must hold nl")
    if code["maintenance"].get("type") in ("internal", "community") and not code["maintenance"].get("contacts"):
        found.append("maintenance.contacts is missing")
    for language in ("nl", "en"):
        found += _faults_of_text(language, code["description"].get(language, {}))
    return found


def _faults_of_text(language: str, text: dict[str, Any]) -> list[str]:
    found = []
    if not 0 < len(text.get("shortDescription", "")) <= SHORT:
        found.append(f"description.{language}.shortDescription must have 1 to {SHORT} characters")
    if not LONG_LEAST <= len(text.get("longDescription", "")) <= LONG_MOST:
        found.append(f"description.{language}.longDescription must have {LONG_LEAST} to {LONG_MOST} characters")
    if not text.get("features"):
        found.append(f"description.{language}.features is empty")
    return found


def main() -> int:
    """Print every fault; the exit code is 1 when there is one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = faults(yaml.safe_load((ROOT / "publiccode.yml").read_text()), project)
    for fault in found:
        say(f"publiccode.yml: {fault}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
