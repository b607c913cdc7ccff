"""Take the files of others into our static folder: ``python tools/vendor.py``.

Only whoever changes a version in ``tools/vendor.toml`` runs this; it needs ``npm`` once, to fetch the packages.
The component stylesheets become one file that holds only the classes on our list. ``manifest.json`` beside it
says what came from where, under which licence, with the sha256 of every file; a test compares.
"""

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src/kopgroep/config/static"
MANIFEST = STATIC / "vendor/manifest.json"


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Each top-level rule as prelude and body."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    at = 0
    while (opening := css.find("{", at)) != -1:
        depth, closing = 1, opening + 1
        while depth:
            depth += {"{": 1, "}": -1}.get(css[closing], 0)
            closing += 1
        yield css[at:opening].strip(), css[opening + 1 : closing - 1].strip()
        at = closing


def selectors(prelude: str) -> list[str]:
    """The selectors of a list, split at the commas outside parentheses."""
    return [part.strip() for part in re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", prelude)]


def pruned(css: str, keep: set[str]) -> str:
    """The rules whose selectors name only classes we keep."""
    out = []
    for prelude, body in rules(css):
        if prelude.startswith(("@media", "@supports")):
            inner = pruned(body, keep)
            if inner:
                out.append(f"{prelude} {{\n{inner}}}\n")
            continue
        if prelude.startswith("@"):
            raise SystemExit(f"{prelude}: tools/vendor.py does not know this at-rule. Decide there what to do with it.")
        kept = [s for s in selectors(prelude) if set(re.findall(r"\.([A-Za-z][\w-]*)", s)) <= keep]
        if kept and body:
            lines = [re.sub(r"\s+", " ", line).strip() for line in body.split(";") if line.strip()]
            out.append(",\n".join(kept) + " {\n" + "".join(f"  {line};\n" for line in lines) + "}\n")
    return "".join(out)


def fetched(name: str, version: str, into: Path) -> Path:
    """The unpacked package."""
    command = ["npm", "pack", "--silent", f"{name}@{version}", "--pack-destination", str(into)]
    tarball = into / subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1]
    folder = into / tarball.stem
    with tarfile.open(tarball) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def holder(css: str, name: str) -> str:
    """Who made a package, from its own header."""
    found = re.findall(r"Copyright \(c\) ([^\n*]+)", css)
    return "; ".join(line.strip() for line in found) or f"The contributors of {name.split('/')[0].removeprefix('@')}"


def main() -> None:
    """Fetch, prune, write, and note the result in the manifest."""
    plan = tomllib.loads((ROOT / "tools/vendor.toml").read_text())
    keep, parts, notes = set(plan["classes"]), [], []
    with tempfile.TemporaryDirectory() as temporary:
        for package in plan["package"]:
            folder = fetched(package["name"], package["version"], Path(temporary))
            licence = json.loads((folder / "package.json").read_text())["license"]
            note: dict[str, Any] = {"name": package["name"], "version": package["version"], "licence": licence}
            if "css" in package:
                css = (folder / package["css"]).read_text()
                head = f"/* {package['name']} {package['version']}, {licence}\n   {holder(css, package['name'])} */\n"
                parts.append(head + pruned(css, keep))
                note["files"] = {package["css"]: plan["stylesheet"]}
            else:
                for source, target in package["files"].items():
                    (STATIC / target).write_bytes((folder / source).read_bytes())
                note["files"] = package["files"]
            notes.append(note)
            sys.stdout.write(f"{package['name']} {package['version']}\n")
    sheet = "@layer nlds {\n" + "\n".join(parts) + "}\n"
    if "url(" in sheet or "@import" in sheet:
        raise SystemExit(
            "A stylesheet asks for another file, which the security policy would refuse. Leave that part out."
        )
    (STATIC / plan["stylesheet"]).write_text(sheet)
    files = sorted({target for note in notes for target in note["files"].values()})
    sums = {name: hashlib.sha256((STATIC / name).read_bytes()).hexdigest() for name in files}
    MANIFEST.write_text(json.dumps({"packages": notes, "sha256": sums}, indent=2) + "\n")


if __name__ == "__main__":
    main()
