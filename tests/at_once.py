"""Several people at the same moment, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable

from django.db import connection

from kopgroep.base.errors import Refused


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run acts in threads that start together; what became of each: ``done`` or ``refused``, sorted."""
    gate = threading.Barrier(len(acts))
    came: list[str] = []

    def run(act: Callable[[], object]) -> None:
        try:
            gate.wait(timeout=30)
            act()
            came.append("done")
        except Refused:
            came.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(came)
