"""Setting paper: a template of ours and some data in, a tagged PDF out. The only module that knows Typst."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import typst

PAPER = Path(__file__).parent / "paper"
STANDARDS: list[Any] = ["ua-1", "a-2a"]
"""Built to PDF/UA-1 (for who reads with a screen reader) and PDF/A-2a (for who keeps it for ever)."""


def typeset(template: str, data: Mapping[str, Any], *, written: Callable[[Any], str] = str) -> bytes:
    """The paper that ``paper/TEMPLATE.typ`` makes of the data. The same data give the same bytes.

    ``written`` writes what JSON does not know, such as days. The data name the ``language``, the ``title`` and, as
    ``year``, ``month`` and ``day`` of ``dated``, the date of the document; no clock is read, nothing is fetched, and no
    font is used but ours. Raises typst.TypstError when the template breaks, or would not be accessible.
    """
    return bytes(
        typst.compile(
            PAPER / f"{template}.typ",
            root=PAPER,
            font_paths=[PAPER / "fonts"],
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            sys_inputs={"data": json.dumps(data, default=written, ensure_ascii=False, sort_keys=True)},
        )
    )
