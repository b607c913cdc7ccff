"""The words that ./kopgroep understands. Runs on Python 3.8 and newer."""

from __future__ import annotations

import ast
import difflib
import os
from pathlib import Path
from typing import Callable

from kit.ground import PYTHON, ROOT, Stop, become, lay, run, say, uv

DJANGO_WORDS = (
    "changepassword", "check", "clearsessions", "collectstatic", "dbshell", "dumpdata", "flush",
    "loaddata", "makemigrations", "migrate", "runserver", "shell", "showmigrations",
    "sqlmigrate",
)  # fmt: skip


def demo(arguments: list[str]) -> int:
    """Set up, make the region, play four years, start the server (--fresh starts over, --port N)."""
    return manage("demo", arguments)


def test(arguments: list[str]) -> int:
    """Run all tests, on SQLite, PostgreSQL and in Chromium; -k WORD chooses, other words go to pytest."""
    lay("dev")
    return in_kit("passes", arguments)


def check(arguments: list[str]) -> int:
    """Lint, types, floor plan, licences, programmes, production settings."""
    lay("dev")
    return in_kit("checks", arguments)


def bench(arguments: list[str]) -> int:
    """Measure what the documents claim: import, search, lists, monitor (--small takes minutes)."""
    lay("dev")
    os.chdir(ROOT)
    return become(PYTHON, "-m", "benchmarks", *arguments)


def lock(arguments: list[str]) -> int:
    """Write requirements/*.txt anew after pyproject.toml changed (--upgrade takes newer versions)."""
    tool = uv()
    export = [tool, "export", "-q", "--frozen", "--no-header", "--no-emit-project", "-o"]
    steps = [
        [tool, "lock", "-q", *arguments],
        [*export, "requirements/core.txt", "--no-default-groups"],
        [*export, "requirements/dev.txt"],
    ]
    return next((code for code in (run(*step).returncode for step in steps) if code), 0)


def messages(arguments: list[str]) -> int:
    """Gather the texts of every room into its Dutch catalogue and compile the catalogues."""
    lay("dev")
    return in_kit("catalogues", arguments)


WORDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "bench": bench,
    "messages": messages,
    "lock": lock,
}


def manage(command: str, arguments: list[str]) -> int:
    """Pass a word on to manage.py, which reads files from where the person stands."""
    lay("core")
    return become(PYTHON, ROOT / "manage.py", command, *arguments)


def in_kit(module: str, arguments: list[str]) -> int:
    """Go on with a module of the kit, under the Python of the project."""
    os.chdir(ROOT)
    return become(PYTHON, "-m", f"kit.{module}", *arguments)


def own_commands() -> dict[str, str]:
    """The project's own management commands with one line each, read without starting Django."""
    found = {}
    for file in sorted((ROOT / "src" / "kopgroep").glob("*/management/commands/[a-z]*.py")):
        found[file.stem.replace("_", "-")] = _help_of(file)
    return {word: line for word, line in found.items() if word not in WORDS}


def _help_of(file: Path) -> str:
    try:
        tree = ast.parse(file.read_text(encoding="utf-8"))
    except SyntaxError:
        # Written for a newer Python than the one that reads it here.
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "help":
            text = node.value
            return text.value if isinstance(text, ast.Constant) and isinstance(text.value, str) else ""
    return (ast.get_docstring(tree) or "").partition("\n")[0]


def overview() -> str:
    """What ``./kopgroep --help`` prints."""
    rows: list[tuple[str, str]] = [(word, (action.__doc__ or "")) for word, action in WORDS.items()]
    rows += list(own_commands().items())
    width = max(len(word) for word, _ in rows)
    lines = ["Kopgroep: software for a regional programme that helps small and medium-sized companies.", ""]
    lines += [
        "    ./kopgroep demo     a region to walk around in",
        "    ./kopgroep test     everything tested",
        "",
    ]
    lines += [f"  {word:<{width}}  {line}" for word, line in rows]
    return "\n".join([*lines, "", "Django's own commands work too, such as ./kopgroep migrate. README.md says more."])


def find(word: str) -> Callable[[list[str]], int] | None:
    """What to do for a word, or None when nobody knows it."""
    command = word.replace("-", "_")
    if word in WORDS:
        return WORDS[word]
    known = command in DJANGO_WORDS or command.replace("_", "-") in own_commands()
    if known or (PYTHON.exists() and any((ROOT / ".venv").glob(f"**/management/commands/{command}.py"))):
        return lambda arguments: manage(command, arguments)
    return None


def main(arguments: list[str]) -> int:
    """Do what the first word says; the exit code says how it went."""
    word, rest = (arguments or ["--help"])[0], arguments[1:]
    try:
        return answer(word, rest)
    except Stop as stop:
        say(f"\n{stop}")
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
        return 130
    except BrokenPipeError:
        # Whoever was reading has seen enough, as in ./kopgroep --help | head.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1
    except OSError as error:
        say(f"\n./kopgroep {word} could not go on: {error}\nLook at the rights on {ROOT} and at the disk space.")
        return 1


def answer(word: str, rest: list[str]) -> int:
    """Help, or the action of a word. Raises Stop for a word that nobody knows."""
    if word in ("-h", "--help", "help"):
        say(overview())
        return 0
    action = find(word)
    if action is None:
        near = difflib.get_close_matches(word, [*WORDS, *own_commands(), *DJANGO_WORDS], n=1)
        hint = f" Did you mean: ./kopgroep {near[0]}?" if near else ""
        raise Stop(f"./kopgroep does not know the word '{word}'.{hint} ./kopgroep --help lists the words.")
    return action(rest)
