"""From plain data to checked objects; what pydantic finds becomes faults that say how to mend them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kopgroep.programme.faults import MistakeError, known
from kopgroep.programme.parts import (
    AREA_PATTERN,
    CODE_PATTERN,
    QUARTER_PATTERN,
    SECTOR_PATTERN,
    SIZE_PATTERN,
    URL_PATTERN,
    VERSION_PATTERN,
    Part,
    Text,
)
from kopgroep.programme.reading import Folder
from kopgroep.programme.sensitive import STEM_PATTERN
from kopgroep.programme.sheets import model_of

TAGS = ("count", "kind", "ask")
"""The keys that say which of several shapes a part has: a counting rule, a scale, a step, a question."""

Said = tuple[str, str]
"""A problem and its remedy."""

EXAMPLES = {
    CODE_PATTERN: "small letters and digits with - or _ between them, such as smart-manufacturing",
    URL_PATTERN: "an address such as https://example.org/page",
    AREA_PATTERN: "two capitals and four digits, such as GM9999",
    SECTOR_PATTERN: "scheme and section letter, such as 2008-C",
    STEM_PATTERN: "a word, or words with one space between, and at most one star at the end, such as schuldsaner*",
    VERSION_PATTERN: "three numbers with dots, such as 1.0.0",
    QUARTER_PATTERN: "a quarter such as 2023Q1",
    SIZE_PATTERN: "a class such as 5-9 or 100+, in quotes",
}


def parse(folder: Folder, name: str) -> Part | None:
    """The object of one readable file, or None after noting its faults."""
    data = folder.sheets[name].data
    try:
        return model_of(name).model_validate(data)
    except ValidationError as error:
        for details in _without_echoes(error.errors(include_url=False)):
            candidates, place = _locate(model_of(name), details["loc"])
            if details["type"] == "union_tag_invalid":
                place = (*place, _discriminator(details))
            elif details["type"] == "union_tag_not_found":
                candidates, _ = _locate(model_of(name), (*details["loc"], _discriminator(details)))
            problem, remedy = _say(details, candidates)
            folder.blame_at(name, place, problem, remedy)
        return None


def _without_echoes(found: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without "too short" for a list that is only short because one of its items is wrong."""
    places = [details["loc"] for details in found]

    def is_echo(place: tuple[str | int, ...]) -> bool:
        return any(len(other) > len(place) and other[: len(place)] == place for other in places)

    return [details for details in found if details["type"] != "too_short" or not is_echo(details["loc"])]


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    """The parts that an annotation names, through Annotated, unions, tuples and mappings."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


def _tag_of(part: type[Part], tags: Iterable[str] = TAGS) -> tuple[Any, ...]:
    """The words that choose this part among others: the literal of its key ``count``, ``kind`` or ``ask``."""
    fields = [part.model_fields[tag] for tag in tags if tag in part.model_fields]
    return tuple(word for field in fields for word in get_args(field.annotation))


def _discriminator(details: ErrorDetails) -> str:
    """The key that chooses among several shapes, as pydantic names it: in quotes."""
    return str(details.get("ctx", {}).get("discriminator")).strip("'")


def _locate(model: type[Part], loc: tuple[str | int, ...]) -> tuple[list[type[Part]], tuple[str | int, ...]]:
    """The parts whose keys may stand at the end of the place, and the place as the file has it.

    pydantic puts the tag of a union and a mark for mapping keys into the place; the file has neither.
    """
    at, parts, place = [model], [model], list[str | int]()
    for step in loc:
        tagged = [part for part in at if step in _tag_of(part)]
        if tagged and not any(step in part.model_fields for part in at):
            at = parts = tagged
        elif step != "[key]":
            place.append(step)
            parts = at
            fields = [part.model_fields[step] for part in at if step in part.model_fields]
            at = [found for field in fields for found in _parts_in(field.annotation)] or at
    return parts, tuple(place)


def _keys(parts: list[type[Part]]) -> list[str]:
    return list(dict.fromkeys(key for part in parts for key in part.model_fields))


def _say(details: ErrorDetails, parts: list[type[Part]]) -> Said:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    last = str(details["loc"][-1])
    if kind == "missing":
        return "missing", f"Add {last}:"
    if kind == "extra_forbidden":
        return f"unknown key {last!r}", known(last, _keys(parts), "keys")
    if value is None:
        return "empty", "Fill it in, or remove the key"
    if isinstance(context.get("error"), MistakeError):
        return context["error"].problem, context["error"].remedy
    if kind in ("enum", "literal_error", "union_tag_invalid"):
        options = re.findall(r"'([^']*)'", str(context.get("expected") or context.get("expected_tags")))
        word = context.get("tag", value)
        bare = " (a bare yes, no, on or off)" if isinstance(word, bool) else ""
        return f"no such word {_shown(word)}{bare}", known(word, options, "words")
    if kind == "union_tag_not_found":
        key = _discriminator(details)
        *words, last = [word for part in parts for word in _tag_of(part, [key])]
        return f"no {key}", f"Add {key}: {', '.join(words)} or {last}"
    for kinds, say in SAYINGS:
        if kind in kinds:
            return say(value, context, parts)
    return details["msg"].removeprefix("Value error, "), "See docs/reference/programme.md"


def _shown(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else repr(value)


def _text(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    if isinstance(value, bool):
        return (
            f"{_shown(value)} where text is meant",
            'Write it in quotes, such as "no": YAML reads a bare yes, no, on or off as true or false',
        )
    if isinstance(value, list | dict):
        return "a list or keys where text is meant", "Write one text behind the colon"
    return f"{value} where text is meant", f'Write it in quotes: "{value}"'


def _shape(value: Any, context: dict[str, Any], parts: list[type[Part]]) -> Said:
    if issubclass(parts[-1], Text) or context.get("class_name") == "Text":
        return f"one text {_shown(value)} where two languages are meant", "Write nl: and en: below it"
    return f"{_shown(value)} where keys are meant", "Write its keys below it, each with a colon"


def _list(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{_shown(value)} where a list is meant", "Write one item per line, each starting with a dash"


def _empty(_value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return "empty", "Fill it in"


def _pattern(value: Any, context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{value!r} has the wrong form", f"Write {EXAMPLES[context['pattern']]}"


def _day(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{_shown(value)} is not a day", "Write it as 2021-01-31, without quotes"


def _flag(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{value!r} is neither true nor false", "Write true or false, without quotes"


def _number(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{_shown(value)} is not a whole number", "Write a whole number without quotes"


def _fraction(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{_shown(value)} is not a number", "Write a number such as 52.99, without quotes"


def _limit(value: Any, context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    lowest, highest = context.get("ge"), context.get("le")
    bound = f"{lowest:g} or more" if lowest is not None else f"{highest:g} or less"
    return f"{value} is out of range", f"Write {bound}"


def _cents(value: Any, _context: dict[str, Any], _parts: list[type[Part]]) -> Said:
    return f"{value} has too many digits", "Write euros with at most two decimals"


SAYINGS: tuple[tuple[tuple[str, ...], Callable[[Any, dict[str, Any], list[type[Part]]], Said]], ...] = (
    (("string_type",), _text),
    (("model_type", "model_attributes_type", "dict_type"), _shape),
    (("tuple_type", "list_type"), _list),
    (("string_too_short", "too_short"), _empty),
    (("string_pattern_mismatch",), _pattern),
    (("date_type", "date_from_datetime_inexact"), _day),
    (("bool_type",), _flag),
    (("int_type",), _number),
    (("float_type", "finite_number", "decimal_type", "decimal_parsing"), _fraction),
    (("greater_than_equal", "less_than_equal"), _limit),
    (("decimal_max_places", "decimal_max_digits", "decimal_whole_digits"), _cents),
)


def as_dict(part: Part) -> dict[str, Any]:
    """The fields of a part without turning the parts below into dictionaries."""
    return {name: getattr(part, name) for name in type(part).model_fields}
