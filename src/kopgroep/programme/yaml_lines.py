"""YAML as plain data, together with the line on which each key stands.

Stricter than YAML itself: a key that appears twice is a fault (YAML keeps the last one silently), and so is
an alias (a text must be readable where it is used).
"""

from collections.abc import Hashable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import yaml

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Marked:
    """Data with the line (from 1) of every key path."""

    data: Any
    lines: dict[KeyPath, int] = field(default_factory=dict)

    def line_of(self, path: KeyPath) -> int | None:
        """The line of the deepest part of the path that the file has."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return None


def key_of(path: KeyPath) -> str:
    """A path as people write it: ``indicators[3].rule.theme``."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return "".join(steps).removeprefix(".")


def matches(data: Any, pattern: str) -> Iterator[tuple[KeyPath, Any]]:
    """Every place in the data that fits a pattern such as ``themes.*.line``, with what stands there.

    A star stands for every item of a list or every key of a mapping. Where the data has another shape, nothing fits.
    """
    found: list[tuple[KeyPath, Any]] = [((), data)]
    for step in pattern.split("."):
        found = [item for path, value in found for item in _below(path, value, step)]
    yield from found


def _below(path: KeyPath, value: Any, step: str) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, dict):
        keys = value if step == "*" else [step] if step in value else []
        yield from (((*path, key), value[key]) for key in keys)
    elif isinstance(value, list) and step == "*":
        yield from (((*path, index), item) for index, item in enumerate(value))


class YamlError(Exception):
    """A file that cannot be read as YAML: ``line`` (from 1, when known), what is wrong, and what to do."""

    def __init__(self, problem: str, remedy: str, line: int | None) -> None:
        super().__init__(problem)
        self.problem, self.remedy, self.line = problem, remedy, line


class _NoAliases(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()  # type: ignore[no-untyped-call]  # the stubs leave it untyped
            raise YamlError(f"alias *{event.anchor}", "Write the text out in full", event.start_mark.line + 1)
        return super().compose_node(parent, index)


def read(text: str) -> Marked:
    """The data of one YAML document. Raises YamlError.

    The reader written in C is six times as fast, and says less about what is wrong: that is left to the other one.
    """
    if yaml.__with_libyaml__:
        with suppress(yaml.YAMLError, YamlError):
            return _read(yaml.CSafeLoader(text))
    return read_thoroughly(text)


def read_thoroughly(text: str) -> Marked:
    """The same, with the reader that names every fault well. Raises YamlError."""
    loader = _NoAliases(text)
    try:
        return _read(loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        problem = f"not YAML: {error.problem or error.context}"
        remedy = "Check the indent (spaces, no tabs), the colons and the quotes on and just above this line"
        raise YamlError(problem, remedy, mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlError(f"a character that YAML does not allow: {error.reason}", "Remove it", line) from error
    finally:
        loader.dispose()


type _Loader = _NoAliases | yaml.CSafeLoader


def _read(loader: _Loader) -> Marked:
    node = loader.get_single_node()
    if node is None:
        return Marked(None)
    lines: dict[KeyPath, int] = {}
    _note_lines(loader, node, (), lines, seen=set())
    return Marked(loader.construct_document(node), lines)


def _note_lines(loader: _Loader, node: yaml.Node, path: KeyPath, lines: dict[KeyPath, int], seen: set[int]) -> None:
    if id(node) in seen:
        raise YamlError("an alias", "Write the text out in full", node.start_mark.line + 1)
    seen.add(id(node))
    lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _note_lines(loader, item, (*path, index), lines, seen)
    elif isinstance(node, yaml.MappingNode):
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = _key(loader, key_node, line)
            if (*path, key) in lines:
                first = lines[(*path, key)]
                raise YamlError(f"key {key!r} stands here twice; first on line {first}", "Keep one of the two", line)
            lines[(*path, key)] = line
            _note_lines(loader, value_node, (*path, key), lines, seen)
    else:
        _check_scalar(loader, node)


def _key(loader: _Loader, node: yaml.Node, line: int) -> str | int:
    key = loader.construct_object(node, deep=True) if isinstance(node, yaml.ScalarNode) else None
    if isinstance(key, bool):
        raise YamlError(f"key {node.value} is read as true or false", f'Write it in quotes: "{node.value}"', line)
    if not isinstance(key, Hashable) or not isinstance(key, str | int):
        raise YamlError("a key that is not a word or a whole number", "Write a plain word before the colon", line)
    return key


def _check_scalar(loader: _Loader, node: yaml.Node) -> None:
    try:
        loader.construct_object(node, deep=True)
    except ValueError as error:
        line = node.start_mark.line + 1
        raise YamlError(f"{node.value!r} looks like a date but is none", "Write YYYY-MM-DD", line) from error
