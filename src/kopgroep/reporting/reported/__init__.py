"""The numbers of reports that are no target and no figure of the programme, by their codes: each opens to its lines."""

from kopgroep.programme import EntryKind, UnknownCodeError, current
from kopgroep.reporting.reported.groups import GROUPS, SHARE, GroupNumber
from kopgroep.reporting.reported.journeys import JourneyNumber, targets_of_journeys
from kopgroep.reporting.reported.money import MoneyNumber
from kopgroep.reporting.reported.number import Reported
from kopgroep.reporting.reported.results import ResultNumber
from kopgroep.reporting.reported.surveys import SurveyNumber
from kopgroep.reporting.results import Stage

__all__ = ["Reported", "all_reported", "reported"]


def all_reported() -> dict[str, Reported]:
    """Every such number of the programme by its code."""
    programme = current()
    found: list[Reported] = [MoneyNumber(kind) for kind in (EntryKind.MONEY_SPENT, EntryKind.MONEY_COMMITTED)]
    found += [ResultNumber(kind.code, stage) for kind in programme.results.kinds for stage in Stage]
    found += [GroupNumber(name) for name in [*GROUPS, SHARE]]
    found += [JourneyNumber(code) for code in targets_of_journeys()]
    found += [SurveyNumber(survey.code) for survey in programme.surveys]
    return {number.code: number for number in found}


def reported(code: str) -> Reported:
    """The number with this code. Raises UnknownCodeError."""
    found = all_reported().get(code)
    if found is None:
        raise UnknownCodeError(f"no number of reports has the code {code!r}")
    return found
