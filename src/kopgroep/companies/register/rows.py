"""Turning a record of a file into the facts we keep, or into the reason why not."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from django.utils.translation import gettext as _

from kopgroep.companies.register import checks
from kopgroep.companies.register.checks import Wrong
from kopgroep.companies.register.lines import Record
from kopgroep.companies.register.mapping import YES_OR_NO, Mapping
from kopgroep.companies.search_text import search_text_of

YES = {"yes": "yes", "no": "no"}
LONGEST = {"company_name": 200, "street": 100, "place": 80, "legal_form": 40}
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]|\ufffd")
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}")


class Facts(NamedTuple):
    """One establishment as a file describes it, in the order of the staging table."""

    line: int
    kvk: str
    number: str
    rsin: str
    company_name: str
    legal_form: str
    non_mailing: bool
    fictional: bool
    name: str
    is_main: bool
    street: str
    house_number: str
    postcode: str
    place: str
    municipality_code: str
    address_shielded: bool
    sbi_scheme: str
    sbi_code: str
    sbi_section: str
    size_class: str
    website: str
    email_domain: str
    phone: str
    started_on: str | None
    ended_on: str | None
    search_text: str


class Row(NamedTuple):
    """The facts with what there can be several of: further trade names and side activities."""

    facts: Facts
    names: tuple[str, ...]
    side_sbi: tuple[str, ...]


class Warnings:
    """Things that were put right on the way: how often, and the first line."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self.first: dict[str, int] = {}

    def add(self, what: str, line: int) -> None:
        self.count[what] += 1
        self.first.setdefault(what, line)


class RowReader:
    """Reads the records of one file. `header` is its first row, `snapshot_on` the date every row must have."""

    def __init__(
        self,
        mapping: Mapping,
        header: Sequence[str],
        *,
        snapshot_on: date | None,
        municipalities: frozenset[str],
        sizes: tuple[tuple[str, int, int | None], ...],
    ) -> None:
        self.mapping, self.width = mapping, len(header)
        self.municipalities, self.sizes = municipalities, sizes
        self.snapshot = snapshot_on.isoformat() if snapshot_on else None
        places = {column: place for place, column in enumerate(header)}
        self.fields = tuple(field for field, column in mapping.columns.items() if column in places)
        self.pick = itemgetter(*(places[mapping.columns[field]] for field in self.fields))
        self.column = {field: mapping.columns.get(field, field) for field in mapping.supplies}
        given = {*self.fields, *mapping.constants}
        self.yes_or_no = [(f, mapping.values.get(f, YES)) for f in sorted(YES_OR_NO & given)]
        self.translated = [(f, words) for f, words in mapping.values.items() if f in given - YES_OR_NO]
        self.warnings = Warnings()

    def read(self, record: Record) -> Row:
        """Raises `Wrong` when the row cannot be taken."""
        self._whole(record)
        cell = self._cells(record.cells)
        number = checks.digits(cell["number"], 12, self.column["number"])
        kvk = cell.get("kvk_number", "")
        if kvk or "kvk_number" not in self.mapping.optional:
            kvk = checks.digits(kvk, 8, self.column.get("kvk_number", "kvk_number"))
        names = self._names(cell)
        yes = self._yes_or_no(cell)
        postcode = checks.postcode(cell.get("postcode", ""), self.column.get("postcode", ""))
        scheme = cell.get("sbi_scheme", "")
        code, section = checks.activity(scheme, cell.get("sbi_code", ""), self.column.get("sbi_code", ""))
        started, ended = self._dates(cell)
        website, domain, phone = self._reach(cell, record.line)
        place = self._text(cell, "place")
        if checks.looks_damaged(names[0] + place):
            self.warnings.add("mojibake", record.line)
        house = " ".join(filter(None, map(cell.get, ("house_number", "house_letter", "house_addition"))))
        return Row(
            Facts(
                line=record.line,
                kvk=kvk,
                number=number,
                rsin=checks.rsin(cell.get("rsin", ""), self.column.get("rsin", "")),
                company_name=self._text(cell, "company_name") or names[0],
                legal_form=self._text(cell, "legal_form"),
                non_mailing=yes["non_mailing"],
                fictional=yes["fictional"],
                name=names[0],
                is_main=yes["is_main"],
                street=self._text(cell, "street"),
                house_number=self._short(house, 20, "house_number"),
                postcode=postcode,
                place=place,
                municipality_code=checks.municipality(
                    cell.get("municipality_code", ""),
                    postcode,
                    self.municipalities,
                    self.column.get("municipality_code", ""),
                ),
                address_shielded=yes["address_shielded"],
                sbi_scheme=scheme if code else "",
                sbi_code=code,
                sbi_section=section,
                size_class=checks.size_class(cell.get("size_class", ""), self.sizes, self.column.get("size_class", "")),
                website=website,
                email_domain=domain,
                phone=phone,
                started_on=started,
                ended_on=ended,
                search_text=search_text_of(
                    names=(*names, cell.get("company_name", "")),
                    kvk_number=kvk,
                    number=number,
                    # Who could be found by a shielded address would be shown by it.
                    place="" if yes["address_shielded"] else place,
                    postcode="" if yes["address_shielded"] else postcode,
                    email_domain=domain,
                ),
            ),
            names[1:],
            self._side(cell, scheme, code),
        )

    def _whole(self, record: Record) -> None:
        if record.fault:
            raise Wrong(
                _("A quotation mark is opened on this line and not closed."),
                _("Close it, or write a quotation mark inside a cell twice."),
            )
        if len(record.cells) != self.width:
            reason = _("The row has %(found)s cells, the header has %(expected)s.")
            raise Wrong(
                reason % {"found": len(record.cells), "expected": self.width},
                _("Look for a separator too many or too few; put a cell that holds one between quotation marks."),
            )
        if _CONTROL.search("".join(record.cells)):
            raise Wrong(
                _("The row holds signs that cannot be read."),
                _("Save the file again in UTF-8, or name its encoding in a mapping."),
            )

    def _cells(self, cells: list[str]) -> dict[str, str]:
        found = dict(zip(self.fields, map(str.strip, self.pick(cells)), strict=True))
        if self.mapping.constants:
            found |= self.mapping.constants
        for field, words in self.translated:
            found[field] = words.get(found[field], found[field])
        return found

    def _yes_or_no(self, cell: dict[str, str]) -> dict[str, bool]:
        answers = {"is_main": True, "non_mailing": False, "address_shielded": False, "fictional": False}
        for field, words in self.yes_or_no:
            answer = words.get(cell[field])
            if answer is None:
                reason = _('%(column)s must be one of %(words)s, it is "%(text)s".') % {
                    "column": self.column[field],
                    "words": ", ".join(word for word in words if word),
                    "text": cell[field][:40],
                }
                raise Wrong(reason, _("Correct the cell, or name the word under values in a mapping."))
            answers[field] = answer == "yes"
        return answers

    def _names(self, cell: dict[str, str]) -> tuple[str, ...]:
        text = cell["names"] or cell.get("company_name", "")
        parts = (_tidy(part.strip()) for part in text.split(self.mapping.list_separator))
        names = tuple(dict.fromkeys(part for part in parts if part))
        if not names:
            raise Wrong(_("The row gives no name."), _("Fill in at least one name."))
        for name in names:
            self._short(name, 200, "names")
        return names

    def _dates(self, cell: dict[str, str]) -> tuple[str | None, str | None]:
        pattern = self.mapping.date_format
        started, ended, snapshot = (
            checks.day(cell[field], pattern, self.column[field]) if cell.get(field) else None
            for field in ("started_on", "ended_on", "snapshot_on")
        )
        if started and ended and ended < started:
            raise Wrong(
                _("The end (%(ended)s) lies before the start (%(started)s).") % {"ended": ended, "started": started},
                _("Correct one of the two dates."),
            )
        if snapshot and self.snapshot and snapshot != self.snapshot:
            reason = _("The row is of %(found)s, the file is of %(expected)s.")
            raise Wrong(
                reason % {"found": snapshot, "expected": self.snapshot},
                _("Put each date in a file of its own."),
            )
        return started, ended

    def _reach(self, cell: dict[str, str], line: int) -> tuple[str, str, str]:
        """Website, mail domain and phone. A bad one is left out and counted: no company is refused for it."""
        website, phone = cell.get("website", ""), cell.get("phone", "")
        if len(website) > 200 or " " in website:
            self.warnings.add("website", line)
            website = ""
        if len(phone) > 30:
            self.warnings.add("phone", line)
            phone = ""
        email = cell.get("email", "").lower()
        domain = email.rpartition("@")[2]
        if email and ("@" not in email or len(domain) > 120 or not _DOMAIN.fullmatch(domain)):
            self.warnings.add("email", line)
            domain = ""
        return website, domain, phone

    def _side(self, cell: dict[str, str], scheme: str, main: str) -> tuple[str, ...]:
        if not (text := cell.get("side_sbi", "")):
            return ()
        codes = (
            checks.activity(scheme, part.strip(), self.column["side_sbi"])[0]
            for part in text.split(self.mapping.list_separator)
        )
        return tuple(dict.fromkeys(code for code in codes if code and code != main))

    def _text(self, cell: dict[str, str], field: str) -> str:
        return self._short(_tidy(cell.get(field, "")), LONGEST[field], field)

    def _short(self, text: str, longest: int, field: str) -> str:
        if len(text) > longest:
            reason = _("%(column)s is longer than %(longest)s characters.")
            raise Wrong(reason % {"column": self.column.get(field, field), "longest": longest}, _("Shorten the text."))
        return text


def _tidy(text: str) -> str:
    """One space between words. Nearly every cell is tidy already, so look before splitting."""
    return " ".join(text.split()) if "  " in text or not text.isprintable() else text
