"""Counting a frozen quarter again from the ledger, and saying in words what is not as it was."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from pydantic import ValidationError

from kopgroep.accounts.models import AuditEvent
from kopgroep.ledger.models import Entry
from kopgroep.programme import Dimension, current
from kopgroep.reporting.definitions import Item, as_defined
from kopgroep.reporting.fingerprints import fingerprint_of_lines, seal_of
from kopgroep.reporting.made import Value, hash_of, made_of
from kopgroep.reporting.models import Closing, Frozen
from kopgroep.reporting.view import View

CLOSE = "close_quarter"
"""The verb in the audit trail, with the seal of the quarter."""
NOT_YET = {Dimension.EXPERIENCE.value}
"""Splits by what lines once did not say. In a quarter that was closed over such lines they are guarded by their
fingerprint, and not counted again."""


def faults_of(closing: Closing) -> list[str]:
    """What is not as it was when the quarter was closed, one sentence each with what to do; nothing when all is well.

    Everything is counted again from the same lines, by the definitions that were kept with the quarter; so it needs
    neither today's programme nor the numbers that were frozen.
    """
    merged = {int(double): stayed for double, stayed in closing.doubles.items()}
    view = View(closing.until, last_line=closing.last_line, merged=merged)
    faults = [*_broken_seal(closing), *_other_lines(closing)]
    kept = list(closing.values.order_by("kind", "code", "dimension", "cell"))
    whole = hash_of(kept) == closing.hash
    if not whole:
        faults.append(_("The frozen values are not those that were closed. Put them back from a backup."))
    try:
        with as_defined(closing.definitions):
            made = list(made_of(view))
            names = _names()
    except ValidationError:
        return [*faults, _("The definitions of this quarter cannot be read any more. Put them back from a backup.")]
    unsaid = NOT_YET if _older_lines(closing) else set()
    kept_apart = [row for row in kept if row.dimension in unsaid]
    counted = [row for row in kept if row.dimension not in unsaid]
    made = [value for value in made if value.dimension not in unsaid]
    return [*faults, *_other_values(counted, made, kept_apart, names, whole=whole, closed=closing.hash)]


def _older_lines(closing: Closing) -> bool:
    """Whether a line of the quarter is from before lines said how long a company existed."""
    lines = Entry.objects.filter(pk__lte=closing.last_line, happened_on__lte=closing.until)
    return lines.filter(company__isnull=False, experience="").exists()


def _broken_seal(closing: Closing) -> Iterator[str]:
    written = AuditEvent.objects.filter(verb=CLOSE, subject_type="closing", subject_id=closing.pk).order_by("pk").last()
    if written is None:
        yield _("The audit trail does not know that this quarter was closed. Look at who changed the database.")
        return
    sealed: dict[str, Any] = written.detail.get("seal", {})
    for name, value in seal_of(closing).items():
        if sealed.get(name) != value:
            words = {"what": _parts()[name]}
            yield (
                _("%(what)s: changed after closing; the audit trail says otherwise. Restore it from a backup.") % words
            )


def _other_lines(closing: Closing) -> Iterator[str]:
    lines = fingerprint_of_lines(closing.until, closing.last_line)
    if (lines.count, lines.hash) == (closing.lines, closing.lines_hash):
        return
    if lines.count == closing.lines:
        yield _("A line of the ledger was changed in the database. Compare the lines with a backup.")
        return
    words = {"then": closing.lines, "now": lines.count}
    sentence = _("The ledger had %(then)s lines for this quarter and has %(now)s now. Compare the lines with a backup.")
    yield sentence % words


def _other_values(
    kept: list[Frozen],
    made: list[Value],
    kept_apart: list[Frozen],
    names: dict[tuple[str, str], str],
    *,
    whole: bool,
    closed: str,
) -> Iterator[str]:
    was = {(row.kind, row.code, row.dimension, row.cell): row for row in kept}
    now = {value.key: value for value in made}
    # Which side changed: the one whose fingerprint is no longer that of the closing.
    counted = hash_of([*made, *kept_apart]) == closed
    redefined = set()
    for key in sorted(was.keys() | now.keys()):
        row, value = was.get(key), now.get(key)
        if row and value and row.definition_hash != value.definition_hash and key[:2] not in redefined:
            redefined.add(key[:2])
            sentence = _("%(name)s: the definition that was kept is not the one it was counted by.")
            yield sentence % {"name": names.get(key[:2], key[1])}
        if _said(row) == _said(value):
            continue
        words = {"name": _name(key, names), "frozen": _shown(row), "counted": _shown(value)}
        if whole:
            yield _("%(name)s: frozen as %(frozen)s, the ledger now gives %(counted)s.") % words
        elif counted:
            yield _("%(name)s: the ledger gives %(counted)s as it did, but the frozen value says %(frozen)s.") % words
        else:
            yield _("%(name)s: the frozen value says %(frozen)s, the ledger gives %(counted)s.") % words


def _said(value: Frozen | Value | None) -> tuple[int | None, int | None, int] | None:
    return (value.part, value.whole, value.n) if value else None


def _shown(value: Frozen | Value | None) -> str:
    """A value as it is kept, such as ``12``, or ``12/40`` for a share."""
    if value is None or value.part is None:
        return _("nothing")
    return str(value.part) if value.whole is None else f"{value.part}/{value.whole}"


def _names() -> dict[tuple[str, str], str]:
    language, programme = get_language() or "nl", current()
    lists: dict[Frozen.Kind, Iterable[Item]] = {
        Frozen.Kind.INDICATOR: programme.indicators,
        Frozen.Kind.FIGURE: programme.figures,
        Frozen.Kind.MONEY: programme.money,
    }
    return {(kind.value, item.code): item.name.in_(language) for kind, items in lists.items() for item in items}


def _name(key: tuple[str, str, str, str], names: dict[tuple[str, str], str]) -> str:
    kind, code, dimension, cell = key
    name = names.get((kind, code), code)
    return f"{name} ({dimension} {cell})" if dimension else name


def _parts() -> dict[str, str]:
    """The parts of a seal in words."""
    return {
        "until": _("The last day"),
        "last_line": _("The last line"),
        "lines": _("The number of lines"),
        "lines_hash": _("The fingerprint of the lines"),
        "doubles": _("The list of doubles"),
        "definitions": _("The definitions"),
        "programme_hash": _("The version of the programme"),
        "code_version": _("The version of the software"),
        "values": _("The fingerprint of the figures"),
    }
