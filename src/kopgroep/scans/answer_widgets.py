"""The boxes in which an answer is filled in."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString

from kopgroep.programme.scans import Item, ItemKind
from kopgroep.scans.engine.answers import LONGEST_TEXT

MARK = "="
"""Begins the boxes that stand for no answer. No code of a programme begins so."""
NONE = "=none"
"""Ticked when nothing of a list holds; an empty list is an answer too."""

Options = Sequence[tuple[str, Any]]


class Ticks(forms.CheckboxSelectMultiple):
    """Any number of answers, some of which go with no other one."""

    def __init__(self, choices: Options, *, alone: Collection[str] = ()) -> None:
        super().__init__(choices=choices)
        self.alone = alone

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tell the page which tick undoes the others."""
        option = super().create_option(name, value, *args, **kwargs)
        if value in self.alone:
            option["attrs"]["data-alone"] = ""
        return option


class ValueAndState(forms.MultiWidget):
    """A box to type in with its unit and, below it, the boxes that stand for no answer."""

    template_name = "parts/scan_value.html"

    def __init__(self, box: forms.Widget, states: Options, *, label: str, unit: str) -> None:
        self.unit = unit
        # A box alone has a label; with boxes below it, they are a group, and its legend names only the group.
        self.use_fieldset = bool(states)
        if states:
            box.attrs["aria-label"] = f"{label} ({unit})" if unit else label
        super().__init__([box, Ticks(states)] if states else [box])
        # No code of a programme has a dot in it, so this is no other question's name.
        self.widgets_names = ["", ".state"][: len(self.widgets)]

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The box itself."""
        return id_

    def decompress(self, value: Any) -> list[Any]:
        """What each part shows; ``AnswerField.prepare_value`` has taken the answer apart already."""
        return list(value) if value else ["", []]

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> list[Any]:
        """The text and the ticks."""
        found = list(super().value_from_datadict(data, files, name))
        return [found[0], found[1] if self.use_fieldset else []]

    def render(
        self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: BaseRenderer | None = None
    ) -> SafeString:
        """Draw each part by itself, so that it looks as it does elsewhere; the box keeps the name of the question."""
        context = self.get_context(name, value, dict(attrs or {}))
        subwidgets = context["widget"]["subwidgets"]
        if attrs and attrs.get("id"):
            subwidgets[0]["attrs"]["id"] = attrs["id"]
        drawn = [self._render(part["template_name"], {"widget": part}, renderer) for part in subwidgets]  # type: ignore[attr-defined]  # not in the stubs
        return self._render(self.template_name, {**context, "parts": drawn, "unit": self.unit}, renderer)  # type: ignore[attr-defined,no-any-return]  # as above


def plain_box(item: Item) -> forms.Widget:
    """The box to type a number, a day or a text in."""
    if item.kind is ItemKind.DATE:
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if item.kind is ItemKind.TEXT:
        return forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_TEXT})
    return forms.TextInput(attrs={"inputmode": "decimal" if item.decimals else "numeric", "autocomplete": "off"})
