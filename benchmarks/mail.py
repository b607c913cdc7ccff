"""How fast the outbox empties into a mail server on this machine: ``.venv/bin/python -m benchmarks.mail``.

Beside it stands the same mail over one connection without an outbox: what is left is the price of knowing what happened
(two commits for each mail, on SQLite with a wait for the disk). Real mail servers take longer to answer than this one.
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

from kit import postgres

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30


@contextmanager
def mail_server() -> Iterator[int]:
    """The port of a mail server in a process of its own, which takes everything and keeps nothing."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    words = ["-n", "-l", f"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Sink"]
    server = subprocess.Popen([sys.executable, "-m", "aiosmtpd", *words])
    try:
        limit = monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if monotonic() > limit:
                    raise
                sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()


def measure(count: int) -> None:
    """Write, send without an outbox and deliver so many letters in the database of this process; print a row."""
    import django

    django.setup()
    from django.core.mail import mailers
    from django.core.management import call_command
    from django.db import connection

    from kopgroep.post.actions import write_letter
    from kopgroep.post.delivery import MAILER, deliver
    from kopgroep.post.mail import as_mail
    from kopgroep.post.models import Letter

    call_command("migrate", verbosity=0)
    if Letter.objects.exists():
        raise SystemExit("There is mail in this database. Measure on an empty one.")
    words = {"kind": "note", "to": "bram@example.org", "subject": "Bericht", "text": "Dag.\n" * 20}
    begun = perf_counter()
    for number in range(count):
        write_letter(key=str(number), html="<p>Dag.</p>" * 20, **words)  # type: ignore[arg-type]  # all are text
    written = perf_counter() - begun

    mailer = mailers[MAILER]
    mailer.open()
    begun = perf_counter()
    for letter in Letter.objects.order_by("pk"):
        mailer.send_messages([as_mail(letter)])
    bare = perf_counter() - begun
    mailer.close()

    begun = perf_counter()
    told = deliver(limit=count)
    delivered = perf_counter() - begun
    if told != {"sent": count}:
        raise SystemExit(f"Not everything was sent: {dict(told)}")
    rates = " | ".join(f"{count / seconds:,.0f}" for seconds in (written, bare, delivered))
    print(f"| {connection.vendor} | {count:,} | {rates} | {delivered / bare:.1f} |", flush=True)


def main() -> None:
    """A row for each database."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        measure(asked.letters)
        return
    print("| database | mails | written/s | sent without outbox/s | delivered/s | times as long |")
    print("|---|---:|---:|---:|---:|---:|", flush=True)
    with mail_server() as port, postgres.running() as server, tempfile.TemporaryDirectory() as folder:
        for url in (f"sqlite:///{folder}/mail.sqlite3", server):
            environment = os.environ | {
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "kopgroep.config.settings",
                "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
                "KOPGROEP_SMTP_HOST": "127.0.0.1",
                "KOPGROEP_SMTP_PORT": str(port),
            }
            command = [sys.executable, "-m", "benchmarks.mail", "--here", "--letters", str(asked.letters)]
            subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
