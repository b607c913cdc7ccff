"""Whether somebody's answers stand for the company."""

from datetime import date

from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.conditions import Holds, all_of, on_answer
from kopgroep.scans.engine.routing import answers
from kopgroep.scans.engine.states import Stored


def stands(scan: Scan, stored: Stored, *, on: date) -> bool:
    """Whether these answers count in figures, by the conditions under ``counting`` of the scan."""
    given = answers(scan, stored, on)
    conditions = [condition for condition in scan.counting if condition.item]
    outcomes = (on_answer(one, scan, scan.items[str(one.item)], given[str(one.item)], on) for one in conditions)
    return all_of(outcomes) is Holds.MET
