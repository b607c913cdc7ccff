"""What comes from others is what the manifest says, and templates use only what was taken."""

import hashlib
import json
import re
import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.ROOT)
STATIC = ROOT / "src/kopgroep/config/static"
MANIFEST = json.loads((STATIC / "vendor/manifest.json").read_text())
PLAN = tomllib.loads((ROOT / "tools/vendor.toml").read_text())
TEMPLATES = sorted((ROOT / "src").rglob("templates/**/*.html"))


def test_every_vendored_file_has_the_sum_of_the_manifest() -> None:
    sums = {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in MANIFEST["sha256"]}
    assert sums == MANIFEST["sha256"]


def test_the_manifest_is_of_the_versions_we_ask_for() -> None:
    taken = {package["name"]: package["version"] for package in MANIFEST["packages"]}
    assert taken == {package["name"]: package["version"] for package in PLAN["package"]}


def test_every_licence_is_here_in_full() -> None:
    licences = {package["licence"] for package in MANIFEST["packages"]}
    assert licences == {"EUPL-1.2", "OFL-1.1"}
    assert {licence for licence in licences if not (ROOT / "LICENSES" / f"{licence}.txt").exists()} == set()


def test_no_file_lies_in_the_vendor_folder_that_the_manifest_does_not_know() -> None:
    present = {f"vendor/{path.name}" for path in (STATIC / "vendor").iterdir()} - {"vendor/manifest.json"}
    assert present == {name for name in MANIFEST["sha256"] if name.startswith("vendor/")}


def test_the_component_styles_ask_for_no_other_file() -> None:
    sheet = (STATIC / PLAN["stylesheet"]).read_text()
    assert re.findall(r"url\(|@import|@font-face", sheet) == []


def design_classes(text: str) -> set[str]:
    """The classes of the design system that a text names."""
    return set(re.findall(r"\b(?:nl|utrecht)-[a-z][a-z_-]*[a-z]", text))


def test_templates_use_only_component_classes_that_were_taken() -> None:
    known = set(PLAN["classes"]) | {"utrecht-form-label--"}
    unknown = {
        str(path.relative_to(ROOT)): sorted(found)
        for path in TEMPLATES
        if (found := {c for c in design_classes(path.read_text()) if c not in known and not c.endswith(("-", "--"))})
    }
    assert unknown == {}


def test_no_template_holds_style_or_script_of_its_own() -> None:
    inline = re.compile(r"<style|\sstyle=|<script(?![^>]*\b(?:src|type=\"application/json\"))|\son[a-z]+=\"")
    assert {str(path.relative_to(ROOT)) for path in TEMPLATES if inline.search(path.read_text())} == set()
