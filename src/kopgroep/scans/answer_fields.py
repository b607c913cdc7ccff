"""The form of one page of a scan, made from its definition.

It stands below the surfaces, because the entrepreneur alone (portal) and together with the adviser (workspace) fill in
exactly the same; see the floor plan.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kopgroep.programme.scans import Item, ItemKind, Scan
from kopgroep.scans.answer_widgets import MARK, NONE, Ticks, ValueAndState, plain_box
from kopgroep.scans.answer_words import fault_words, options_of, plain_number, states_of
from kopgroep.scans.engine.answers import WrongAnswerError, clean
from kopgroep.scans.models import Filling
from kopgroep.scans.walking import Part

PREFIX = "vraag-"
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:(?P<sign>[.,])\d{3})(?:(?P=sign)\d{3})*")
AROUND = re.compile(r"[\s\u00a0\u202f€%]")
SOME_DECIMALS = 3
"""From so many decimals on nobody can tell whether 1.250 is a thousand or one and a quarter."""

Given = dict[str, Any]


class AnswerField(forms.Field):
    """One question. Its value is the answer as it is stored, or None for no answer; see ``engine/answers.py``."""

    unmarked = True
    """The label does not say "(optional)": every question may be left open until the end."""

    def __init__(self, scan: Scan, item: Item, language: str) -> None:
        self.scan, self.item = scan, item
        super().__init__(
            required=False,
            label=item.ask.in_(language),
            help_text=escape(item.help.in_(language)) if item.help else "",
            widget=_widget(scan, item, language),
        )

    def prepare_value(self, value: Any) -> Any:
        """What the boxes show: of a stored answer, or what was typed."""
        if not isinstance(value, dict):
            return value
        state, shown = value.get("state"), value.get("value")
        ticked = [f"{MARK}{state}"] if state else []
        if self.item.kind is ItemKind.MANY:
            return ticked or list(shown or []) or [NONE]
        if isinstance(shown, int | float):
            shown = plain_number(shown, in_box=True)
        if isinstance(self.widget, ValueAndState):
            return [shown or "", ticked]
        return ticked[0] if ticked else shown

    def clean(self, value: Any) -> Given | None:
        """The answer as it is stored. Raises ValidationError for one that does not fit the question."""
        raw = self._raw(value)
        if raw is None:
            return None
        try:
            return clean(self.scan, self.item.code, raw)
        except WrongAnswerError as error:
            raise forms.ValidationError(fault_words(self.scan, error)) from error

    def _raw(self, value: Any) -> Given | None:
        """What was filled in: a value, a state, or nothing."""
        typed, marks = self._apart(value)
        if not typed and not marks:
            return None
        if len(marks) + bool(typed) > 1:
            raise forms.ValidationError(_("Choose one of the two: an answer, or one of the boxes below it."))
        if marks == [NONE]:
            return {"value": []}
        if marks:
            return {"state": marks[0].removeprefix(MARK)}
        return {"value": unmarked_number(typed, self.item) if self.item.kind is ItemKind.NUMBER else typed}

    def _apart(self, value: Any) -> tuple[Any, list[str]]:
        """The answer, and the boxes that stand for no answer."""
        if isinstance(self.widget, ValueAndState):
            typed, marks = value or ("", [])
            return str(typed or "").strip(), list(marks)
        if self.item.kind is ItemKind.MANY:
            ticked = list(value or [])
            marks = [tick for tick in ticked if tick.startswith(MARK)]
            return [tick for tick in ticked if tick not in marks], marks
        word = str(value or "").strip()
        return ("", [word]) if word.startswith(MARK) else (word, [])


class SectionForm(forms.Form):
    """The questions of one page. ``seen`` tells which were on it, with the answers that they had then.

    So an answer that this person did not touch is not sent: two people who fill in one scan do not undo each other.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None = None, *, filling: Filling, part: Part) -> None:
        self.filling, self.part = filling, part
        self.before = _read_seen(data)
        shown = self.before or {item.code: None for item in part.items}
        items = [item for item in part.section.items if item.code in shown] if data is not None else part.items
        stored = {item.code: filling.answers.get(item.code) for item in items}
        initial = {PREFIX + code: answer for code, answer in stored.items()}
        super().__init__(data, initial={**initial, "seen": json.dumps(stored)})
        language = get_language() or "nl"
        for item in items:
            self.fields[PREFIX + item.code] = AnswerField(filling.definition, item, language)
        self.items = list(items)

    def given(self) -> Given:
        """What this person changed, by question; None takes an answer away. Wrong answers are left out."""
        found = {item.code: self.cleaned_data[PREFIX + item.code] for item in self.items if self._fits(item)}
        return {code: answer for code, answer in found.items() if answer != self.before.get(code)}

    def _fits(self, item: Item) -> bool:
        return PREFIX + item.code in self.cleaned_data

    def faults(self) -> dict[str, str]:
        """What is wrong, by question, in one sentence each."""
        return {
            item.code: str(self.errors[PREFIX + item.code][0])
            for item in self.items
            if PREFIX + item.code in self.errors
        }

    def question(self, item: Item) -> forms.BoundField:
        """The field of one question."""
        return self[PREFIX + item.code]


def unmarked_number(typed: str, item: Item) -> str:
    """A number without the marks that people write in it: euros, per cent, spaces, thousands."""
    plain = AROUND.sub("", typed)
    found = THOUSANDS.match(plain)
    if found is None or item.decimals >= SOME_DECIMALS:
        return plain
    rest, sign = plain[found.end() :], found["sign"]
    if rest and (rest[0] == sign or rest[0] not in ".,"):
        return plain
    return found[0].replace(sign, "") + rest


def _widget(scan: Scan, item: Item, language: str) -> forms.Widget:
    states = [(f"{MARK}{state}", words) for state, words in states_of(item)]
    if item.kind is ItemKind.MANY:
        alone = [option.code for option in scan.options(item) if option.alone]
        none = [] if alone else [(NONE, _("None of these"))]
        return Ticks([*options_of(scan, item, language), *none, *states], alone=alone)
    if options := options_of(scan, item, language):
        return forms.RadioSelect(choices=[*options, *states])
    unit = item.unit.in_(language) if item.unit else ""
    return ValueAndState(plain_box(item), states, label=item.ask.in_(language), unit=unit)


def _read_seen(data: Mapping[str, Any] | None) -> Given:
    """The questions that were on the page; nothing when that was damaged, and then only what is filled in counts."""
    try:
        seen = json.loads(str((data or {}).get("seen") or "{}"))
    except ValueError:
        return {}
    return seen if isinstance(seen, dict) else {}
