"""What is installed, and when: the stamp keeps ``demo`` and ``test`` from swapping packages to and fro."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from kit import ground
from kit.ground import ROOT


def pins(profile: str) -> dict[str, str]:
    """Package and version as locked for a profile."""
    text = (ROOT / "requirements" / f"{profile}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9._-]+)==([^ ;\\]+)", text, re.MULTILINE))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project on its own ground, with an empty lock and the uv of the real project."""
    monkeypatch.setenv("UV", ground.uv())
    (tmp_path / "requirements").mkdir()
    for profile in ("core", "dev"):
        (tmp_path / "requirements" / f"{profile}.txt").write_text(f"# nothing for {profile}\n")
    shutil.copy(ROOT / ".python-version", tmp_path)
    monkeypatch.setattr(ground, "ROOT", tmp_path)
    monkeypatch.setattr(ground, "PYTHON", tmp_path / ".venv" / ground.BIN / "python")
    monkeypatch.setattr(ground, "STAMP", tmp_path / ".venv" / "kopgroep-installed")
    return tmp_path


def stamp(project: Path) -> list[str]:
    return (project / ".venv" / "kopgroep-installed").read_text().split()


def test_dev_lock_holds_all_of_core() -> None:
    core, dev = pins("core"), pins("dev")
    assert len(core) > 20
    assert {name: dev.get(name) for name in core} == core


def test_lock_follows_pyproject() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = [*data["project"]["dependencies"], *(one for group in data["dependency-groups"].values() for one in group)]
    named = dict(re.fullmatch(r"([a-z0-9-]+)(?:\[.*\])?==(.+)", one).groups() for one in wanted if "==" in one)  # type: ignore[union-attr]  # all have this shape
    locked = pins("dev")
    assert {name: locked.get(name) for name in named} == named


def test_lay_keeps_what_a_test_run_installed(project: Path) -> None:
    ground.lay("core")
    assert stamp(project)[0] == "core"
    ground.lay("dev")
    assert stamp(project)[0] == "dev"
    ground.lay("core")
    assert stamp(project)[0] == "dev"


def test_lay_notices_a_new_lock(project: Path) -> None:
    ground.lay("core")
    before = stamp(project)
    (project / "requirements" / "core.txt").write_text("# another lock\n")
    ground.lay("core")
    assert stamp(project) != before


def test_lay_makes_a_broken_environment_anew(project: Path) -> None:
    ground.lay("core")
    (project / ".venv" / ground.BIN / "python").unlink()
    ground.lay("core")
    answer = subprocess.run([ground.PYTHON, "-c", "print('here')"], capture_output=True, text=True, check=True)
    assert answer.stdout == "here\n"


def test_lay_says_what_to_do_when_nothing_can_be_installed(project: Path) -> None:
    (project / "requirements" / "core.txt").write_text("this-is-no-package==1 --hash=sha256:nonsense\n")
    with pytest.raises(ground.Stop, match=r"requirements/core.txt could not be installed(.|\n)*start again"):
        ground.lay("core")
    assert not ground.STAMP.exists()
