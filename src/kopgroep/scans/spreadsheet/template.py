"""The empty spreadsheet of a scan, to be filled in without a connection."""

import io
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.programme.scans.conditions import NO, YES
from kopgroep.scans.answer_words import WORDS, plain_number, states_of
from kopgroep.scans.spreadsheet import words

WIDTHS = (24, 62, 20, 40, 34)
LISTS = "lists"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def template_of(scan: Scan, *, language: str = "") -> bytes:
    """A workbook with one row per question, and below a question with ticks one row per tick.

    A cell that has fixed answers offers them as a list. Questions that ended are left out by who reads it: the sheet
    belongs to one version, which stands in its first row.
    """
    file = io.BytesIO()
    book: Any = xlsxwriter.Workbook(file, OPTIONS)
    _Sheet(book, scan, language or get_language() or "nl").write()
    book.close()
    return file.getvalue()


class _Sheet:
    """One workbook while it is written."""

    def __init__(self, book: Any, scan: Scan, language: str) -> None:
        self.book, self.scan, self.language = book, scan, language
        self.sheet: Any = book.add_worksheet(_("Questions"))
        self.lists: Any = book.add_worksheet(LISTS)
        self.known: dict[tuple[str, ...], str] = {}
        wrap = {"text_wrap": True, "valign": "top"}
        self.plain = book.add_format(wrap)
        self.bold = book.add_format(wrap | {"bold": True})
        self.head = book.add_format(wrap | {"bold": True, "bottom": 1})
        self.quiet = book.add_format(wrap | {"font_color": "#5B5B52"})
        box = wrap | {"bg_color": "#F3F1E7", "border": 1, "border_color": "#8A8A7C"}
        self.field = book.add_format(box)
        self.day = book.add_format(box | {"num_format": "dd-mm-yyyy"})

    def write(self) -> None:
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self._about()
        row = 4
        for number, word in enumerate(words.COLUMNS):
            self.sheet.write_string(row - 1, number, str(word), self.head)
        self.sheet.freeze_panes(row, 0)
        for section in self.scan.sections:
            self.sheet.write_string(row, 1, section.name.in_(self.language), self.bold)
            row += 1
            for item in section.items:
                row = self._question(row, item)
        self.lists.hide()
        self.sheet.activate()

    def _about(self) -> None:
        facts = (str(words.SCAN), self.scan.code, str(words.VERSION), self.scan.version)
        for column, fact in enumerate(facts):
            self.sheet.write_string(0, column, fact, self.bold if column % 2 == 0 else self.plain)
        self.sheet.write_string(1, 1, self.scan.name.in_(self.language), self.bold)
        how = _("Fill in the last column only. What you leave empty is not answered. Send it back as .xlsx.")
        self.sheet.write_string(2, 1, how, self.quiet)

    def _question(self, row: int, item: Item) -> int:
        """Write one question; the number of the row below it and its ticks."""
        self.sheet.write_string(row, 0, item.code, self.quiet)
        self.sheet.write_string(row, 1, item.ask.in_(self.language), self.plain)
        self.sheet.write_string(row, 2, str(words.KINDS[item.kind]), self.quiet)
        self.sheet.write_string(row, 3, self._allowed(item), self.quiet)
        self.sheet.write_blank(row, 4, None, self.day if item.kind is ItemKind.DATE else self.field)
        self._offer(row, self._listed(item))
        row += 1
        if item.kind is ItemKind.MANY:
            for code, name in words.names_of(self.scan, item, self.language).items():
                self.sheet.write_string(row, 0, f"{item.code}{words.TICK_SIGN}{code}", self.quiet)
                self.sheet.write_string(row, 1, f"    {name}", self.plain)
                self.sheet.write_blank(row, 4, None, self.field)
                self._offer(row, (str(WORDS[YES]), str(WORDS[NO])))
                row += 1
        return row

    def _listed(self, item: Item) -> tuple[str, ...]:
        """The answers that the cell offers."""
        states = tuple(str(word) for _state, word in states_of(item))
        if item.kind is ItemKind.MANY:
            return (*self._none(item), *states)
        if item.kind in (ItemKind.NUMBER, ItemKind.DATE, ItemKind.TEXT):
            return ()
        return (*words.names_of(self.scan, item, self.language).values(), *states)

    def _none(self, item: Item) -> tuple[str, ...]:
        """The word for ticking nothing, unless the list has a tick for that."""
        return () if any(option.alone for option in self.scan.options(item)) else (str(words.NONE_OF_THESE),)

    def _allowed(self, item: Item) -> str:
        """What may be filled in, in words."""
        states = [str(word) for _state, word in states_of(item)]
        said = []
        if item.kind is ItemKind.MANY:
            none = self._none(item)
            or_here = _("Choose “Yes” beside each one that holds, or here: “%s”.")
            said.append(or_here % none[0] if none else _("Choose “Yes” beside each one that holds."))
        if item.kind is ItemKind.NUMBER:
            said += [_("In: %s.") % item.unit.in_(self.language)] if item.unit else []
            said += [_("At least %s.") % plain_number(item.minimum)] if item.minimum is not None else []
            said += [_("At most %s.") % plain_number(item.maximum)] if item.maximum is not None else []
        if item.kind is ItemKind.DATE:
            said.append(_("Such as 15-5-2023."))
        if states and not self._listed(item):
            said.append(_("Or: %s.") % ", ".join(states))
        if item.help:
            said.append(item.help.in_(self.language))
        return " ".join(said)

    def _offer(self, row: int, answers: tuple[str, ...]) -> None:
        """Let the cell show its answers as a list. A list of its own sheet, as one in the cell holds 255 characters."""
        if not answers:
            return
        rule = {"validate": "list", "source": self._kept(answers), "error_type": "warning"}
        rule |= {"error_title": _("Not in the list"), "error_message": _("Choose an answer from the list.")}
        self.sheet.data_validation(row, 4, row, 4, rule)

    def _kept(self, answers: tuple[str, ...]) -> str:
        if answers not in self.known:
            column = len(self.known)
            for row, answer in enumerate(answers):
                self.lists.write_string(row, column, answer)
            letter = xlsxwriter.utility.xl_col_to_name(column)
            self.known[answers] = f"={LISTS}!${letter}$1:${letter}${len(answers)}"
        return self.known[answers]
