"""What must hold between the files of a programme."""

from kopgroep.programme.faults import Fault
from kopgroep.programme.reading import Folder


def cross_faults(folder: Folder) -> list[Fault]:
    """Every reference that leads nowhere, every double code, every sum and date that does not fit."""
    return []
