"""Closing a quarter: one person proposes, another one closes exactly what was proposed."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.base.periods import quarter_ends
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.reporting.closing import Value, ended_quarters, hash_of, made_of, view_of
from kopgroep.reporting.definitions import definitions
from kopgroep.reporting.fingerprints import code_version, fingerprint_of_lines, last_line, seal_of
from kopgroep.reporting.models import Closing, Frozen

BATCH = 500
REMARK = 500


@requires(Permission.CLOSE_QUARTER)
def propose_quarter(quarter: str, *, remark: str = "", by: User) -> Closing:
    """Propose a quarter with the figures as they are known now; a proposal that is still open is renewed.

    Raises Refused for a quarter that is not over, not of the programme, closed already, or after an open one.
    The counting happens before the transaction of the change, so that nobody waits for it: it looks at lines up to
    ``last_line`` alone, and those do not change.
    """
    _check(quarter)
    if len(remark.strip()) > REMARK:
        raise Refused(_("Keep the remark within %(n)s characters.") % {"n": REMARK}, field="remark")
    facts = facts_of(quarter) | {"proposed_by": by, "remark": remark.strip()}
    with transaction.atomic():
        fresh = {"proposed_at": now(), **facts}
        closing, made = Closing.objects.select_for_update().get_or_create(quarter=quarter, defaults=fresh)
        if closing.is_closed:
            raise Refused(_("This quarter is closed already."))
        if not made and all(getattr(closing, name) == value for name, value in facts.items()):
            return closing
        for name, value in fresh.items():
            setattr(closing, name, value)
        closing.version += not made
        closing.save()
        note("propose_quarter", closing, by=by, quarter=quarter, remark=closing.remark, values=closing.hash)
    return closing


@requires(Permission.CLOSE_QUARTER)
def close_quarter(closing: Closing, *, seen: str, by: User) -> Closing:
    """Close what was proposed, for good. ``seen`` is the fingerprint of the figures on the page of who closes.

    Everything is counted once more from the lines of the proposal. Raises Refused for the one who proposed it, for a
    quarter that is closed already, and when lines, doubles, definitions or figures are not those of the proposal.
    """
    closing = Closing.objects.select_related("proposed_by").get(pk=closing.pk)
    if closing.is_closed and closing.closed_by == by and closing.hash == seen:
        return closing
    _may_close(closing, seen, by)
    found = list(made_of(view_of(closing)))
    lines = fingerprint_of_lines(closing.until, closing.last_line)
    then = (closing.hash, closing.lines, closing.lines_hash, closing.definitions)
    if (hash_of(found), lines.count, lines.hash, definitions()) != then:
        raise Refused(_("The figures changed since they were proposed. Propose the quarter again."))
    with transaction.atomic():
        version = closing.version
        closing = Closing.objects.select_for_update(of=("self",)).select_related("proposed_by").get(pk=closing.pk)
        _may_close(closing, seen, by)
        if closing.version != version:
            raise Refused(_("The quarter was proposed anew while you looked at it. Look at the figures again."))
        closing.closed_by, closing.closed_at = by, now()
        closing.version += 1
        closing.save(update_fields=["closed_by", "closed_at", "version"])
        Frozen.objects.bulk_create((_frozen(closing, value) for value in found), batch_size=BATCH)
        note("close_quarter", closing, by=by, quarter=closing.quarter, seal=seal_of(closing))
    return closing


def facts_of(quarter: str) -> dict[str, Any]:
    """All that a proposal notes, as known now."""
    until, last, doubles = quarter_ends(quarter), last_line(), Company.objects.doubles()
    facts: dict[str, Any] = {
        "until": until,
        "last_line": last,
        "doubles": {str(double): stayed for double, stayed in sorted(doubles.items())},
        "definitions": definitions(),
        "programme_hash": current().hash,
        "code_version": code_version(),
    }
    lines = fingerprint_of_lines(until, last)
    found = made_of(view_of(Closing(quarter=quarter, **facts)))
    return facts | {"lines": lines.count, "lines_hash": lines.hash, "hash": hash_of(found)}


def _check(quarter: str) -> None:
    ended = ended_quarters(today())
    if quarter not in ended:
        raise Refused(_("Choose a quarter of the programme that is over."))
    closed = set(Closing.objects.closed().values_list("quarter", flat=True))
    if quarter in closed:
        raise Refused(_("This quarter is closed already."))
    before = [name for name in ended[: ended.index(quarter)] if name not in closed]
    if before:
        raise Refused(_("Close %(quarter)s first. Quarters are closed in their order.") % {"quarter": before[0]})


def _may_close(closing: Closing, seen: str, by: User) -> None:
    if closing.is_closed:
        raise Refused(_("This quarter is closed already."))
    if closing.proposed_by == by:
        raise Refused(_("You proposed this quarter. Ask a colleague to close it."))
    if closing.hash != seen:
        raise Refused(_("The quarter was proposed anew while you looked at it. Look at the figures again."))


def _frozen(closing: Closing, value: Value) -> Frozen:
    kind, code, dimension, cell = value.key
    exact = {"part": value.part, "whole": value.whole, "n": value.n, "definition_hash": value.definition_hash}
    return Frozen(closing=closing, kind=kind, code=code, dimension=dimension, cell=cell, **exact)
