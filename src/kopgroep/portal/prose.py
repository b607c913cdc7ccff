"""The texts of a programme as HTML: headings, paragraphs, lists, bold words and links. Anything else stays text."""

import re
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_BOLD = re.compile(r"\*\*(.+?)\*\*")
_LINK = re.compile(r"\[([^\]]+)\]\(((?:https?://|mailto:|/)[^\s)]+)\)")
_ITEM = re.compile(r"^(?:[-*]|(\d+)\.)\s+(.*)$")


@dataclass(frozen=True)
class Prose:
    """A text with its title apart, so that the page can set the title as its own heading."""

    title: str
    body: SafeString


def prose(markdown: str) -> Prose:
    """The title (the first ``# `` line; empty without one) and the rest as safe HTML."""
    title, blocks = "", []
    for block in re.split(r"\n\s*\n", markdown.strip()):
        if block.startswith("# ") and not title:
            title, _, block = block[2:].partition("\n")
        if block.strip():
            blocks.append(_block(block.strip()))
    return Prose(title.strip(), mark_safe("\n".join(blocks)))  # noqa: S308  (every piece below is escaped first)


def _block(block: str) -> str:
    """One heading, list or paragraph."""
    if block.startswith("## "):
        return f"<h2>{_inline(block[3:])}</h2>"
    lines = block.splitlines()
    first = _ITEM.match(lines[0])
    if not first:
        return f"<p>{_inline(block)}</p>"
    items: list[str] = []
    for line in lines:
        found = _ITEM.match(line)
        if found:
            items.append(found[2])
        else:
            items[-1] += f" {line.strip()}"
    tag = "ol" if first[1] else "ul"
    return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{tag}>"


def _inline(text: str) -> str:
    """Escaped text with bold words and links."""
    safe = escape(" ".join(text.split()))
    return _LINK.sub(r'<a href="\2">\1</a>', _BOLD.sub(r"<strong>\1</strong>", safe))
