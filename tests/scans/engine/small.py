"""Small scans for the tests of the engine, made of plain data."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kopgroep.programme.scans import Scan
from kopgroep.scans.engine.results import Result, Score
from kopgroep.scans.engine.scoring import score

DAY = date(2023, 5, 15)

type Data = dict[str, Any]


def text(words: str) -> Data:
    """A text in both languages."""
    return {"nl": words, "en": f"{words} (en)"}


def item(code: str, kind: str = "yes_partly_no", **more: Any) -> Data:
    """A question."""
    return {"code": code, "ask": text(code), "kind": kind, **more}


def choice(code: str, points: Sequence[float | None], **more: Any) -> Data:
    """A question with options o0, o1 and so on, worth these points."""
    options = [{"code": f"o{n}", "name": text(f"o{n}"), "points": worth} for n, worth in enumerate(points)]
    return item(code, "choice", options=options, **more)


def ticks(code: str, points: Sequence[float | None], **more: Any) -> Data:
    """A question with boxes o0, o1 and so on."""
    return choice(code, points, **more) | {"kind": "many"}


def number(code: str, bands: Sequence[tuple[float, float]] = (), **more: Any) -> Data:
    """A question for a number, with the points from each edge."""
    return item(code, "number", bands=[{"at_least": edge, "points": points} for edge, points in bands], **more)


def _scale(kind: str, code: str, **more: Any) -> Data:
    return {"code": code, "name": text(code), "meaning": text(code), "kind": kind, **more}


def mean(code: str, items: dict[str, float], **more: Any) -> Data:
    """A weighted mean."""
    return _scale("mean", code, items=items, weights=sum(items.values()), **more)


def count(code: str, items: dict[str, float], **more: Any) -> Data:
    """A count of points."""
    return _scale("count", code, items=items, weights=sum(items.values()), **more)


def mean_of(code: str, scales: list[str], **more: Any) -> Data:
    """A mean of other scales."""
    return _scale("mean_of", code, scales=scales, **more)


def ratio(code: str, parts: list[str], wholes: list[str]) -> Data:
    """Parts of wholes."""
    return _scale("ratio", code, parts=parts, wholes=wholes)


def growth(code: str, start: str, end: str, years: int, **more: Any) -> Data:
    """Growth between two numbers."""
    return _scale("growth", code, start=start, end=end, years=years, **more)


def gates(code: str, *phases: list[Data] | Data, **more: Any) -> Data:
    """A ladder with phases p1, p2 and so on; a list is what must hold, data is a gate as it is written."""
    written = [{"must": phase} if isinstance(phase, list) else phase for phase in phases]
    numbered = [{"phase": f"p{n}", **gate} for n, gate in enumerate(written, start=1)]
    return _scale("gates", code, ladder="ladder", gates=numbered, **more)


def levels(*edges: float, **demands: list[Data]) -> list[Data]:
    """Levels l0, l1 and so on from these edges; ``l2=[...]`` gives one its demands."""
    return [
        {
            "code": f"l{n}",
            "name": text(f"l{n}"),
            "at_least": edge,
            "text": text("-"),
            "demands": demands.get(f"l{n}", []),
        }
        for n, edge in enumerate(edges)
    ]


def variable(code: str, *conditions: Data) -> Data:
    """Something that holds or not."""
    return {"code": code, "name": text(code), "all_of": list(conditions)}


def on(item: str, *words: str, **test: Any) -> Data:
    """A condition on a question: one of these words, or another test."""
    return {"item": item, "one_of": list(words)} if words else {"item": item, **test}


def at(scale: str, *words: str, **test: Any) -> Data:
    """A condition on a scale: one of these levels, or a range."""
    return {"scale": scale, "one_of": list(words)} if words else {"scale": scale, **test}


def advice(code: str, scale: str, *when: Data, **more: Any) -> Data:
    """A piece of advice."""
    words = {key: text(key) for key in ("title", "text", "reason", "proof")}
    return {
        "code": code,
        **words,
        "scale": scale,
        "when": list(when),
        "hours": 2,
        "does": "company",
        "months": 6,
        **more,
    }


def section(*items: Data, code: str = "page", **more: Any) -> Data:
    """A page of questions."""
    return {"code": code, "name": text(code), "items": list(items), **more}


def scan_of(items: Sequence[Data], *scales: Data, **more: Any) -> Scan:
    """A scan of these questions on one page, or of these pages, and these scales."""
    pages = list(items) if "items" in items[0] else [section(*items)]
    first: Data = {
        "code": "small",
        "version": "1.0.0",
        "name": text("small"),
        "theme": "theme",
        "purpose": text("purpose"),
        "minutes": 5,
        "grounds": "Made up.",
        "sections": pages,
        "scales": list(scales) or [mean("m", {pages[0]["items"][0]["code"]: 1})],
    }
    return Scan.model_validate({"headline": [first["scales"][0]["code"]], **first, **more})


def given(**answers: Any) -> dict[str, dict[str, Any]]:
    """Stored answers: ``dont_know`` and ``not_applicable`` are states, the rest are values."""
    states = ("dont_know", "not_applicable")
    return {
        code: {"state": value} if isinstance(value, str) and value in states else {"value": value}
        for code, value in answers.items()
    }


def result(scan: Scan, *, day: date = DAY, **answers: Any) -> Result:
    """The result of these answers."""
    return score(scan, given(**answers), on=day)


def first(scan: Scan, **answers: Any) -> Score:
    """The score of the first scale."""
    return result(scan, **answers).scales[scan.scales[0].code]
