"""The ground everything stands on: uv, a fitting Python, and the locked dependencies in ``.venv``.

Runs on Python 3.8 and newer, because a machine may have nothing better before this has run.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV_VERSION = "0.13.9"
OLDEST_UV = (0, 5)
FITTING = "3.13, 3.12 or 3.14"
BIN = "Scripts" if os.name == "nt" else "bin"
EXE = ".exe" if os.name == "nt" else ""
PYTHON = ROOT / ".venv" / BIN / f"python{EXE}"
# apt-get asks nothing when nobody is there to answer.
UNASKED = {"DEBIAN_FRONTEND": "noninteractive"}
STAMP = ROOT / ".venv" / "kopgroep-installed"


class Stop(Exception):  # noqa: N818  (a sentence for the person at the terminal, not a programming error)
    """Something could not be had. The message says what was tried and what to do."""


def say(line: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(line, flush=True)


def run(
    *command: object, quiet: bool = False, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command in the root of the project; the caller looks at the return code.

    With ``quiet`` the output is kept (both streams in ``stdout``) instead of shown.
    """
    words = [str(part) for part in command]
    out, faults = (subprocess.PIPE, subprocess.STDOUT) if quiet else (None, None)
    changed = {**os.environ, **(environment or {})}
    with subprocess.Popen(
        words, cwd=ROOT, env=changed, stdout=out, stderr=faults, text=True, errors="replace"
    ) as child:
        try:
            said, _ = child.communicate()
        except KeyboardInterrupt:
            # Ctrl-C reached the child too. It gets the time to tidy up, which subprocess.run would not give.
            child.wait()
            raise
        except BaseException:
            child.terminate()
            raise
    return subprocess.CompletedProcess(words, child.returncode, said)


def become(*command: object) -> int:
    """Go on as another program, so that signals reach it directly. Where that is impossible: run it."""
    sys.stdout.flush()
    words = [str(part) for part in command]
    if os.name != "nt":
        os.execv(words[0], words)  # noqa: S606  (no shell is what we want)
    return subprocess.call(words)


def last_lines(text: str, count: int = 12) -> str:
    """The end of a command's output, indented, for under a sentence that says what went wrong."""
    return "\n".join("    " + line for line in text.strip().splitlines()[-count:])


def uv() -> str:
    """The path of uv: the one that started us, the one on the PATH, or a pinned one in ``.tools``."""
    for found in (os.environ.get("UV"), shutil.which("uv")):
        if found and _version(found) >= OLDEST_UV:
            return found
    own = ROOT / ".tools" / BIN / f"uv{EXE}"
    if own.exists() and _version(str(own)) >= OLDEST_UV:
        return str(own)
    say(f"uv was not found; installing uv {UV_VERSION} in .tools")
    _make_tools()
    fetched = run(own.parent / f"python{EXE}", "-m", "pip", "install", "-q", f"uv=={UV_VERSION}", quiet=True)
    if fetched.returncode:
        raise Stop(
            f"uv {UV_VERSION} could not be installed with pip:\n{last_lines(fetched.stdout)}\n"
            "Check the connection to the Python package index, or install uv yourself "
            "(https://docs.astral.sh/uv/) and start again."
        )
    return str(own)


def _version(path: str) -> tuple[int, ...]:
    """The version of a uv, or an empty tuple when it does not run."""
    try:
        answer = run(path, "--version", quiet=True)
    except OSError:
        return ()
    found = re.match(r"uv (\d+)\.(\d+)\.(\d+)", answer.stdout)
    return tuple(int(part) for part in found.groups()) if found else ()


def _make_tools() -> None:
    made = run(sys.executable, "-m", "venv", "--clear", ".tools", quiet=True)
    if made.returncode:
        wanted = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise Stop(
            f"Python at {sys.executable} cannot make a virtual environment:\n{last_lines(made.stdout, 4)}\n"
            f"On Debian or Ubuntu: apt-get install {wanted}. Elsewhere: install uv (https://docs.astral.sh/uv/)."
        )


def lay(profile: str) -> None:
    """Make ``.venv`` hold at least the dependencies of ``profile`` ('core' or 'dev').

    Quick when nothing changed. What a former run installed beyond core stays: 'dev' holds all of 'core'.
    """
    laid = STAMP.read_text().split() if STAMP.exists() and PYTHON.exists() else []
    if laid[:1] == ["dev"]:
        profile = "dev"
    if laid == [profile, _fingerprint(profile)]:
        return
    tool = uv()
    if not PYTHON.exists():
        _make_venv(tool)
    say(f"Installing the locked dependencies of requirements/{profile}.txt")
    file = f"requirements/{profile}.txt"
    synced = run(tool, "pip", "sync", "-q", "--require-hashes", "--python", PYTHON, file, quiet=True)
    if synced.returncode:
        raise Stop(
            f"The dependencies of {file} could not be installed:\n{last_lines(synced.stdout)}\n"
            "Check the connection to the Python package index (HTTPS_PROXY, if you need one) and start again."
        )
    STAMP.write_text(f"{profile} {_fingerprint(profile)}\n")


def _fingerprint(profile: str) -> str:
    return hashlib.sha256((ROOT / "requirements" / f"{profile}.txt").read_bytes()).hexdigest()


def _make_venv(tool: str) -> None:
    wanted = (ROOT / ".python-version").read_text().strip()
    say(f"Making .venv with Python {wanted}")
    tried: list[str] = []
    for choice in [wanted, *_pythons_of_pyenv()]:
        made = run(tool, "venv", "-q", "--clear", "--python", choice, ".venv", quiet=True)
        if made.returncode == 0:
            return
        tried.append(made.stdout)
    raise Stop(
        f"No Python {FITTING} was found, and uv could not fetch one:\n{last_lines(tried[0], 6)}\n"
        f"Install Python {wanted} (python.org, your package manager or pyenv) or give uv access "
        "to the internet, then start again."
    )


def _pythons_of_pyenv() -> list[str]:
    """Fitting Pythons that pyenv holds but does not offer on the PATH, the preferred version first."""
    homes = [os.environ.get("PYENV_ROOT"), _home_of_shims(), str(Path.home() / ".pyenv"), _home_of_account()]
    places = [f"versions/3.{minor}.*/bin/python" for minor in (13, 12, 14)]
    return [str(path) for place in places for home in homes if home for path in Path(home).glob(place)]


def _home_of_account() -> str | None:
    """Where pyenv lives by default; on build servers HOME often points elsewhere."""
    try:
        return os.path.expanduser(f"~{getpass.getuser()}/.pyenv")
    except (KeyError, OSError, ImportError):
        # A container may run under a number that no account has.
        return None


def _home_of_shims() -> str | None:
    shim = shutil.which("pyenv") or shutil.which("python3") or ""
    return str(Path(shim).parents[1]) if Path(shim).parent.name == "shims" else None
