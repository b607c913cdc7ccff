"""Which questions are asked, and what it means that one is not."""

from datetime import date

from kopgroep.programme.scans import Condition, Item, Otherwise, Scan, Section
from kopgroep.scans.engine.answers import clean
from kopgroep.scans.engine.conditions import Holds, all_of, on_answer
from kopgroep.scans.engine.states import NOT_ASKED, Answer, State, Stored


def answers(scan: Scan, stored: Stored, on: date) -> dict[str, Answer]:
    """Every question with its answer after routing, in order. Raises WrongAnswerError for what cannot be stored.

    An answer to a question that is routed past does not count: it was given before an earlier answer changed.
    """
    return _Route(scan, stored, on).answers()


def asked(scan: Scan, stored: Stored, on: date) -> list[Item]:
    """The questions to ask now, in order: those of which every condition is known to hold."""
    return _Route(scan, stored, on).asked()


def open_items(scan: Scan, stored: Stored, on: date) -> list[Item]:
    """The questions to ask now that have no answer yet."""
    return [item for item in asked(scan, stored, on) if item.code not in stored]


class _Route:
    """One way through the questions. Each is looked up when another one needs it, so their order does not matter."""

    def __init__(self, scan: Scan, stored: Stored, on: date) -> None:
        self.scan, self.on = scan, on
        self.sections = {item.code: section for section, item in scan.walk()}
        self.given = {code: _read(clean(scan, code, raw)) for code, raw in stored.items()}
        self.found: dict[str, Answer] = {}
        self.verdicts: dict[str, Answer | None] = {}

    def answers(self) -> dict[str, Answer]:
        return {code: self.answer(code) for code in self.scan.items}

    def asked(self) -> list[Item]:
        return [item for item in self.scan.items.values() if self.passed(item) is None]

    def answer(self, code: str) -> Answer:
        if code not in self.found:
            # A question that waits for itself is never asked; the validator refuses it.
            self.found[code] = NOT_ASKED
            self.found[code] = self.passed(self.scan.items[code]) or self.given.get(code, NOT_ASKED)
        return self.found[code]

    def passed(self, item: Item) -> Answer | None:
        """The answer of a question that is routed past; None when it is asked."""
        if item.code not in self.verdicts:
            self.verdicts[item.code] = self._judge(item, self.sections[item.code])
        return self.verdicts[item.code]

    def _judge(self, item: Item, section: Section) -> Answer | None:
        if not item.is_active(self.on):
            return Answer(State.NOT_APPLICABLE)
        page = all_of(self.holds(condition) for condition in section.when)
        if page is not Holds.MET:
            return NOT_ASKED if page is Holds.UNKNOWN else Answer(State.NOT_APPLICABLE)
        question = all_of(self.holds(condition) for condition in item.when)
        if question is Holds.UNMET and item.otherwise is Otherwise.ZERO:
            return Answer(State.ZERO)
        if question is Holds.UNKNOWN:
            return NOT_ASKED
        return None if question is Holds.MET else Answer(State.NOT_APPLICABLE)

    def holds(self, condition: Condition) -> Holds:
        """Whether a condition on an earlier question holds; routing knows no scores yet."""
        if condition.item is None:
            return Holds.UNKNOWN
        item = self.scan.items[condition.item]
        return on_answer(condition, self.scan, item, self.answer(item.code), self.on)


def _read(stored: dict[str, object]) -> Answer:
    if "state" in stored:
        return Answer(State(str(stored["state"])))
    value = stored["value"]
    if isinstance(value, list):
        return Answer(State.VALUE, tuple(value))
    assert isinstance(value, str | int | float)
    return Answer(State.VALUE, value)
