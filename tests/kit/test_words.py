"""./kopgroep as a person meets it: run as a program, in a copy where it can do no harm."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit.ground import ROOT

OWN = ("kopgroep", "kit", "requirements", ".python-version", "pyproject.toml")


def kopgroep(*words: str, folder: Path = ROOT, path: str | None = None) -> tuple[int, str]:
    """The exit code and everything that was said."""
    environment = {**os.environ, **({"PATH": path} if path else {})}
    environment.pop("UV", None)
    done = subprocess.run(
        [sys.executable, "kopgroep", *words], cwd=folder, env=environment, text=True, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return done.returncode, done.stdout


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    """What a person has who just fetched the project: the script, and nothing installed."""
    for name in OWN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    return tmp_path


def test_help_lists_every_word_with_a_line() -> None:
    code, said = kopgroep("--help")
    assert code == 0
    listed = [line.split() for line in said.splitlines() if line.startswith("  ") and not line.startswith("   ")]
    words = {line[0]: line[1:] for line in listed}
    assert {"demo", "test", "check", "messages", "lock", "import-register", "programme"} <= set(words)
    assert [word for word, line in words.items() if not line] == []


def test_no_word_is_answered_with_help() -> None:
    assert kopgroep() == kopgroep("--help")


def test_unknown_word_is_answered_with_the_nearest(fresh: Path) -> None:
    code, said = kopgroep("tset", folder=fresh)
    assert code == 1
    assert said.strip() == (
        "./kopgroep does not know the word 'tset'. Did you mean: ./kopgroep test? ./kopgroep --help lists the words."
    )
    assert not (fresh / ".venv").exists(), "a typing error must not install anything"


def test_words_with_a_hyphen_reach_django() -> None:
    code, said = kopgroep("import-register", "--help")
    assert code == 0
    assert "usage: manage.py import_register" in said


def test_uv_is_fetched_where_it_is_missing(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    programs = tmp_path_factory.mktemp("programs")
    for name in ("core", "dev"):
        (fresh / "requirements" / f"{name}.txt").write_text("# nothing\n")
    (fresh / "manage.py").write_text("import sys\nprint('passed on:', *sys.argv[1:])\n")
    (programs / "python3.13").symlink_to(sys.executable)
    code, said = kopgroep("migrate", "--plan", folder=fresh, path=f"{programs}:/nowhere")
    assert (code, said.splitlines()[-1]) == (0, "passed on: migrate --plan"), said
    assert (fresh / ".tools" / "bin" / "uv").exists()


def test_choosing_no_test_is_said_and_fails() -> None:
    code, said = kopgroep("test", "tests/base", "-k", "no_such_test")
    assert code == 1
    assert said.splitlines()[-1] == (
        "No test fits: tests/base -k no_such_test. ./kopgroep test without words runs everything."
    )
