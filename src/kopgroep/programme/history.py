"""What a scan was when people answered it: the memory that keeps codes from changing their meaning.

``scans/history/CODE.json`` stands beside the scans and is written by ``./kopgroep scan freeze``, never by hand. It is
no part of the programme's content, so it does not change its version.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from kopgroep.programme.fingerprint import fingerprint
from kopgroep.programme.parts import Code, Part, Text
from kopgroep.programme.scans import (
    Condition,
    CountScale,
    GateScale,
    GrowthScale,
    Item,
    ItemKind,
    MeanScale,
    RatioScale,
    Scan,
)
from kopgroep.programme.scans.definition import Version

UNSCORED = frozenset(
    {"revision", "fact", "shared", "dont_know", "minimum", "maximum", "decimals", "choices", "most"}
    | {"profile", "instrument", "checks"}
)
"""Keys of questions and scales without influence on what an answer scores."""


class ItemPast(Part):
    """One question: what it was, since which version, and a hash of wording and answers per revision."""

    kind: ItemKind
    since: Version
    revisions: dict[str, str]

    @property
    def latest(self) -> int:
        """The highest revision that was used."""
        return max(int(number) for number in self.revisions)


class VersionPast(Part):
    """Hashes of one version: of what decides the scores, of all but the texts, and of everything."""

    scores: str
    structure: str
    whole: str


class History(Part):
    """All that was frozen of one scan."""

    scan: Code
    items: dict[Code, ItemPast] = {}
    versions: dict[Version, VersionPast] = {}

    @property
    def latest(self) -> str | None:
        """The highest version that was frozen."""
        return max(self.versions, key=numbers, default=None)

    def as_text(self) -> str:
        """As it is written to its file."""
        return json.dumps(self.model_dump(mode="json"), indent=2, sort_keys=True) + "\n"


def read_history(data: object) -> History | None:
    """A history from JSON data, or None when it is none."""
    try:
        return History.model_validate(data)
    except ValidationError:
        return None


def numbers(version: str) -> tuple[int, ...]:
    """A version to compare by: 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def extended(history: History | None, scan: Scan) -> History:
    """The history with the scan as it is now."""
    before = history or History(scan=scan.code)
    items = dict(before.items)
    for item in scan.items.values():
        past = items.get(item.code) or ItemPast(kind=item.kind, since=scan.version, revisions={})
        revisions = {**past.revisions, str(item.revision): meaning(scan, item)}
        items[item.code] = past.model_copy(update={"revisions": revisions})
    return History(scan=scan.code, items=items, versions={**before.versions, scan.version: imprint(scan)})


def meaning(scan: Scan, item: Item) -> str:
    """A hash of what people read: the question, its help and unit, the kind of answer and the answers."""
    options = [{"code": option.code, "name": _plain(option.name)} for option in scan.options(item)]
    read = {"ask": item.ask, "help": item.help, "unit": item.unit}
    texts = {key: _plain(text) for key, text in read.items() if text is not None}
    return fingerprint({**texts, "kind": str(item.kind), "options": options})


def imprint(scan: Scan) -> VersionPast:
    """The hashes of a scan as it is now."""
    return VersionPast(
        scores=fingerprint(_scores(scan)),
        structure=fingerprint(_plain(scan, texts=False, without={"version", "revision", "grounds"})),
        whole=fingerprint(_plain(scan, without={"version"})),
    )


def _scores(scan: Scan) -> dict[str, Any]:
    """What decides the scores: the scales, and the questions on which they rest with what routes to those."""
    items = {}
    sections = {item.code: section for section, item in scan.walk()}
    for code in sorted(_scored(scan)):
        bare = _plain(scan.items[code], texts=False, without=UNSCORED)
        options = {option.code: option.points for option in scan.options(scan.items[code])}
        page = [_plain(condition) for condition in sections[code].when]
        items[code] = {**bare, "options": options, "page": page}
    scales = {scale.code: _plain(scale, texts=False, without=UNSCORED) for scale in scan.scales}
    return {"items": items, "scales": scales}


def _scored(scan: Scan) -> set[str]:
    """The questions on which a score rests."""
    found = set[str]()
    waiting = [code for scale in scan.scales for code in _named(scale)]
    sections = {item.code: section for section, item in scan.walk()}
    while waiting:
        code = waiting.pop()
        if code in scan.items and code not in found:
            found.add(code)
            waiting += _items_of((*sections[code].when, *scan.items[code].when))
    return found


def _named(scale: object) -> list[str]:
    if isinstance(scale, MeanScale | CountScale):
        return [*scale.items, *(code for variable in scale.variables for code in _items_of(variable.all_of))]
    if isinstance(scale, GateScale):
        return [code for gate in scale.gates for code in _items_of((*gate.must, *gate.either))]
    if isinstance(scale, RatioScale):
        return [*scale.parts, *scale.wholes]
    return [scale.start, scale.end] if isinstance(scale, GrowthScale) else []


def _items_of(conditions: Iterable[Condition]) -> list[str]:
    return [condition.item for condition in conditions if condition.item]


def _plain(value: Any, *, texts: bool = True, without: Collection[str] = ()) -> Any:
    """Plain data without what stands at its default: a key that the code learns later changes no hash of before."""
    if isinstance(value, Part):
        fields = type(value).model_fields
        kept = {name: getattr(value, name) for name in fields if name not in without}
        return {
            name: _plain(item, texts=texts, without=without)
            for name, item in kept.items()
            if (texts or not isinstance(item, Text)) and (fields[name].is_required() or item != fields[name].default)
        }
    if isinstance(value, Mapping):
        return {str(key): _plain(item, texts=texts, without=without) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item, texts=texts, without=without) for item in value]
    return str(value) if isinstance(value, str) else value
