"""The demonstration: builds it once, then serves it and says how to log in."""

import os
import shutil
import socket
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from kopgroep.base.clock import VARIABLE
from kopgroep.jobs.demo.cast import PASSWORD, one_per_role
from kopgroep.programme import current

DAY = "2023-05-15"


class Command(BaseCommand):
    """Build when needed, then serve."""

    help = "Build the demonstration and serve it on this machine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="throw the demonstration away and start over")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--scale", type=float, default=1.0, help="a smaller region builds faster: 0.1")
        parser.add_argument("--day", default=DAY, help=f"the day on which it stands (default {DAY})")
        parser.add_argument("--build-only", action="store_true", help="build it, but do not serve")

    def handle(self, *, fresh: bool, port: int, scale: float, day: str, build_only: bool, **options: Any) -> None:
        folder: Path = settings.VAR / "demo"
        database = folder / "kopgroep.sqlite3"
        if fresh and folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        if not database.exists():
            self.build(folder, database, day=day, scale=scale, port=port)
        if build_only:
            return
        if taken(port):
            raise CommandError(f"Port {port} is in use. Try another one: ./kopgroep demo --port {port + 1}")
        environment = environment_for(database, day=day, port=port)
        self.announce(port=port, day=day)
        start_postman(environment)
        os.execve(sys.executable, [sys.executable, *server(port)], environment)  # noqa: S606  (our own server)

    def build(self, folder: Path, database: Path, *, day: str, scale: float, port: int) -> None:
        """Build beside the final name, so that a build cut off half-way is never served."""
        half = folder / "building.sqlite3"
        for left in folder.glob("building.sqlite3*"):
            left.unlink()
        words = ["demo_build", "--files", str(folder / "register"), "--on", day, "--scale", str(scale)]
        command = [sys.executable, sys.argv[0], *words]
        environment = environment_for(half, day="", port=port) | {"KOPGROEP_MAIL": "nowhere"}
        if subprocess.run(command, env=environment, check=False).returncode:  # noqa: S603  (our own command)
            raise CommandError("The demonstration was not built; the reason stands above. Start it again with --fresh.")
        half.rename(database)

    def announce(self, *, port: int, day: str) -> None:
        """Where it is, and who can log in."""
        roles = current().roles
        lines = [
            "",
            f"Kopgroep is on http://localhost:{port}/ and stands at {day}. Every company and person is invented.",
            f"The workspace is on http://localhost:{port}/werkplek/. Log in with the password {PASSWORD} as:",
            *(f"  {part.email:<24} {roles[part.role.value].name.en}" for part in one_per_role()),  # type: ignore[index]
            f"Mail leaves as files in {settings.VAR / 'mail'}."
            if mail_to_files()
            else "Mail leaves for the mail server.",
            "Stop with Ctrl-C. The data stays; --fresh starts over.",
            "",
        ]
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def environment_for(database: Path, *, day: str, port: int) -> dict[str, str]:
    """The environment of a demonstration: its own database, its own day, no second factor."""
    return os.environ | {
        "DATABASE_URL": f"sqlite:///{database}",
        "PYTHONPATH": str(settings.ROOT / "src"),
        VARIABLE: day,
        "KOPGROEP_SECOND_FACTOR": "optional",
        "KOPGROEP_URL": f"http://localhost:{port}",
    }


def start_postman(environment: dict[str, str]) -> None:
    """Deliver the mail that waits, beside the server that this process becomes; it stops when that one stops."""
    words = ["deliver", "--every", "2", "--beside", str(os.getpid())]
    subprocess.Popen([sys.executable, sys.argv[0], *words], env=environment)  # noqa: S603  (our own command)


def mail_to_files() -> bool:
    """Whether mail is written to files because there is no mail server."""
    return bool(settings.MAILERS["post"]["BACKEND"].endswith("filebased.EmailBackend"))


def taken(port: int) -> bool:
    """Whether something on this machine already listens there."""
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) == 0


def server(port: int) -> list[str]:
    """The arguments of the web server: one worker of four threads, on this machine only."""
    options = "--interface wsgi --workers 1 --blocking-threads 4 --no-ws --log-level warning --host 127.0.0.1"
    return ["-m", "granian", *options.split(), "--port", str(port), "kopgroep.config.wsgi:application"]
