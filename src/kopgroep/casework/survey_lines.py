"""The lines that the yearly survey writes in the ledger, each inside the transaction of its act; twice writes one."""

from datetime import date

from kopgroep.casework.models import SurveyAsk
from kopgroep.ledger.actions import write_line
from kopgroep.ledger.models import Entry
from kopgroep.programme.kinds import EntryKind


def write_asked(ask: SurveyAsk, *, on: date, again: bool = False) -> Entry:
    """A company was asked; ``again`` after the line was taken back, because the letter arrived all the same."""
    return _write(EntryKind.SURVEY_ASKED, ask, on, what="asked:again" if again else "asked", outcome=ask.survey.survey)


def write_answered(ask: SurveyAsk, *, on: date) -> Entry:
    """A company answered."""
    return _write(EntryKind.SURVEY_ANSWERED, ask, on, what="answered", outcome=ask.survey.survey)


def write_mark(ask: SurveyAsk, question: str, mark: int, *, on: date) -> Entry:
    """The mark that a company gave on one question."""
    return _write(EntryKind.SURVEY_SCORED, ask, on, what=question, outcome=question, quantity=mark)


def _write(kind: EntryKind, ask: SurveyAsk, on: date, *, what: str, outcome: str, quantity: int = 1) -> Entry:
    return write_line(
        kind,
        happened_on=on,
        by=None,
        key=f"survey:{ask.pk}:{what}",
        subject=ask,
        company=ask.company,
        theme=ask.theme,
        outcome=outcome,
        quantity=quantity,
        detail={"survey": ask.survey.survey, "year": ask.survey.year},
    )
