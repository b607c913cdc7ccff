"""Codes that lines of the ledger keep have to fit in them."""

from kopgroep.programme.reading import Folder
from kopgroep.programme.references import LISTS
from kopgroep.programme.sheets import SERIES

KEPT = (
    "lines",
    "themes",
    "sources",
    "phases",
    "event kinds",
    "contact kinds",
    "channels",
    "question outcomes",
    "journey outcomes",
    "referral outcomes",
    "decline reasons",
    "result kinds",
    "surveys",
)
"""The lists of which a line of the ledger keeps a code."""
LONGEST = 40
"""As many signs as a line keeps of a code."""


def check_code_lengths(folder: Folder) -> None:
    """Every code that is too long for the lines that will keep it."""
    for name in KEPT:
        where, pattern = LISTS[name]
        for file in folder.series(where) if where in SERIES else [where]:
            for path, code in folder.find(file, pattern):
                if isinstance(code, str) and len(code) > LONGEST:
                    problem = f"code {code!r} has {len(code)} signs"
                    folder.blame_at(file, path, problem, f"Shorten it to {LONGEST} signs: lines of the ledger keep it")
