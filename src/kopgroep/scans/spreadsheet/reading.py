"""Reading a spreadsheet that came back: what each row says, and what to mend where it cannot be kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.base.errors import Refused
from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.programme.scans.conditions import NO, YES
from kopgroep.scans.answer_fields import unmarked_number
from kopgroep.scans.answer_words import STATES, WORDS, fault_words
from kopgroep.scans.engine.answers import WrongAnswerError, clean
from kopgroep.scans.engine.routing import asked
from kopgroep.scans.spreadsheet import words
from kopgroep.scans.spreadsheet.cells import Cell, table_of
from kopgroep.scans.spreadsheet.opening import FIELD, open_workbook
from kopgroep.scans.told import told_stored


@dataclass(frozen=True)
class Line:
    """One question as the sheet answers it."""

    row: int
    """As the spreadsheet program counts it."""
    code: str
    ask: str
    typed: str
    """What stands in the cell."""
    said: str = ""
    """What will be kept, in words; empty when nothing is."""
    fault: str = ""
    """Why it is not kept, with what to do."""
    note: str = ""
    """It is kept, but this must be known."""
    passed: bool = False
    """Whether it is kept and does not count: by the other answers the question is not asked."""


@dataclass(frozen=True)
class Sheet:
    """What was read."""

    version: str
    """The version of the scan for which the sheet was made; empty when it does not say."""
    lines: tuple[Line, ...]
    """The questions that were answered, in the order of the sheet; what is left empty is not there."""
    answers: Mapping[str, Any]
    """Stored answers by question."""
    empty: int
    """How many questions of the scan have no answer in the sheet."""

    @property
    def passed(self) -> bool:
        """Whether there are answers that do not count."""
        return any(line.passed for line in self.lines)

    @property
    def refused(self) -> list[Line]:
        """What is not kept."""
        return [line for line in self.lines if line.fault]


def read_sheet(content: bytes, scan: Scan, *, on: date) -> Sheet:
    """Read a filled-in sheet of a scan. Raises Refused when nothing of it can be read, with what to do."""
    table = table_of(open_workbook(content), scan)
    reader = _Reader(scan)
    lines = list(reader.lines(table.rows))
    if not lines:
        raise Refused(_("No answer was filled in. The answers belong in column %s.") % table.letter, field=FIELD)
    _check_columns(lines, scan)
    going = {item.code for item in asked(scan, reader.answers, on)}
    lines = [replace(line, passed=bool(line.said) and line.code not in going) for line in lines]
    empty = len([code for code in going if code not in reader.answers])
    return Sheet(table.version, tuple(lines), reader.answers, empty)


def _check_columns(lines: list[Line], scan: Scan) -> None:
    """Raises Refused when the answers are the questions: two columns changed places."""
    asks = {words.fold(text) for item in scan.items.values() for text in (item.ask.nl, item.ask.en)}
    if any(words.fold(line.typed) in asks for line in lines):
        message = _("The questions stand in the column of the answers. Put the columns back in their places.")
        raise Refused(message, field=FIELD)


class _Reader:
    """The rows of one sheet, question by question."""

    def __init__(self, scan: Scan) -> None:
        self.scan, self.language = scan, get_language() or "nl"
        self.answers: dict[str, Any] = {}
        self.rows: dict[str, int] = {}
        self.states = {word: state for state, text in STATES.items() for word in words.everywhere(text)}
        self.none = words.everywhere(words.NONE_OF_THESE)
        self.yes, self.no = (words.everywhere(WORDS[word]) | {word} for word in (YES, NO))

    def lines(self, rows: Mapping[int, Cell]) -> Iterator[Line]:
        """What each answered row says; the ticks of a question are told in the row of that question."""
        ticks = self._ticks(rows)
        for row, cell in rows.items():
            code, _sign, tick = cell.code.partition(words.TICK_SIGN)
            item = self.scan.items.get(code)
            if tick:
                if item is None or tick not in self.scan.words(item):
                    yield from self._unknown(row, cell)
            elif item is None:
                yield from self._unknown(row, cell)
            elif code in self.rows:
                yield from self._twice(row, cell, item)
            else:
                self.rows[code] = row
                yield from self._question(row, cell, item, ticks.get(code, {}))

    def _ticks(self, rows: Mapping[int, Cell]) -> dict[str, dict[str, tuple[int, Cell]]]:
        found: dict[str, dict[str, tuple[int, Cell]]] = {}
        for row, cell in rows.items():
            code, _sign, tick = cell.code.partition(words.TICK_SIGN)
            item = self.scan.items.get(code)
            if tick and item and tick in self.scan.words(item) and not cell.is_empty:
                found.setdefault(code, {})[tick] = (row, cell)
        return found

    def _unknown(self, row: int, cell: Cell) -> Iterator[Line]:
        if not cell.is_empty:
            fault = _("The scan does not have this question in its present version. Nothing to mend: it is left out.")
            yield Line(row, cell.code, cell.ask, cell.typed, fault=fault)

    def _twice(self, row: int, cell: Cell, item: Item) -> Iterator[Line]:
        if not cell.is_empty:
            fault = _("This question stands in row %s too. Keep one of the two.") % self.rows[item.code]
            yield Line(row, item.code, self._ask(item), cell.typed, fault=fault)

    def _question(self, row: int, cell: Cell, item: Item, ticks: dict[str, tuple[int, Cell]]) -> Iterator[Line]:
        if cell.is_empty and not ticks:
            return
        ask = self._ask(item)
        names = words.names_of(self.scan, item, self.language) if ticks else {}
        typed = cell.typed or "; ".join(f"{names[tick]}: {found.typed}" for tick, (_row, found) in ticks.items())
        line = Line(row, item.code, ask, typed)
        try:
            answer = clean(self.scan, item.code, self._raw(cell, item, ticks))
        except WrongAnswerError as error:
            yield replace(line, fault=fault_words(self.scan, error))
        except Refused as refused:
            yield replace(line, fault=refused.message)
        else:
            self.answers[item.code] = answer
            yield replace(
                line, said=told_stored(self.scan, item, answer, self.language), note=self._reworded(cell, item)
            )

    def _raw(self, cell: Cell, item: Item, ticks: dict[str, tuple[int, Cell]]) -> dict[str, Any]:
        """The answer in the form that the engine checks. Raises Refused for a cell that has no value of its own."""
        for _row, found in [(0, cell), *ticks.values()]:
            if found.trouble:
                raise Refused(found.trouble)
        word = words.fold(cell.text)
        if word in self.states:
            if ticks:
                raise Refused(_("Ticks stand below “%s”. Keep one of the two.") % cell.typed)
            return {"state": self.states[word]}
        if item.kind is ItemKind.MANY:
            return {"value": self._alone(item, self._ticked(cell, item, ticks))}
        if item.kind is ItemKind.NUMBER:
            return {"value": unmarked_number(cell.text, item) if isinstance(cell.value, str) else cell.number}
        if item.kind is ItemKind.DATE:
            return {"value": cell.day}
        if item.kind is ItemKind.TEXT:
            return {"value": cell.text}
        return {"value": words.known_words(self.scan, item).get(word, cell.text)}

    def _ticked(self, cell: Cell, item: Item, ticks: dict[str, tuple[int, Cell]]) -> list[str]:
        """The ticks below a question, or a list with semicolons in its own cell."""
        chosen = []
        for tick, (row, found) in ticks.items():
            word = words.fold(found.text)
            if word in self.yes or word in ("x", "1"):
                chosen.append(tick)
            elif word not in self.no and word != "0":
                raise Refused(
                    _("In row %(row)s stands “%(typed)s”. Write yes or no.") % {"row": row, "typed": found.typed}
                )
        if cell.is_empty:
            return chosen
        if ticks and chosen:
            raise Refused(_("Ticks stand below “%s”. Keep one of the two.") % cell.typed)
        if words.fold(cell.text) in self.none:
            return []
        known = words.known_words(self.scan, item)
        return [known.get(words.fold(part), part) for part in cell.text.split(";") if part.strip()]

    def _alone(self, item: Item, chosen: list[str]) -> list[str]:
        """The ticks, when one that says that there is none stands by itself."""
        for option in self.scan.options(item):
            if option.alone and option.code in chosen and len(chosen) > 1:
                raise Refused(_("“%s” goes with no other tick. Keep one of the two.") % option.name.in_(self.language))
        return chosen

    def _ask(self, item: Item) -> str:
        return item.ask.in_(self.language)

    def _reworded(self, cell: Cell, item: Item) -> str:
        """A remark when the sheet asked this in other words than the scan does now."""
        if not cell.ask or words.fold(cell.ask) in {words.fold(item.ask.nl), words.fold(item.ask.en)}:
            return ""
        return _("In this sheet the question had other words. Look whether the answer still fits.")
