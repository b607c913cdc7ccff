"""Dated files that show something, and who of the programme looked at them."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, open_to_all, requires
from kopgroep.base.clock import now, today
from kopgroep.base.errors import Refused
from kopgroep.scans.counting import count_position, count_proven, count_step
from kopgroep.scans.models import Filling, Measure, Proof

LARGEST = 10 * 1024 * 1024
"""Bytes."""
STARTS: dict[str, tuple[bytes, ...]] = {
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "docx": (b"PK\x03\x04",),
    "xlsx": (b"PK\x03\x04",),
    "odt": (b"PK\x03\x04",),
    "ods": (b"PK\x03\x04",),
}
"""The files that are kept, by the ending of their name, and how their content starts."""


@dataclass(frozen=True)
class Attached:
    """A file as it came in, with the day that stands on it."""

    name: str
    content: bytes
    dated_on: date
    note: str = ""


def check_file(attached: Attached) -> None:
    """Raises Refused for a file that is empty, too large, of another kind, or dated after today."""
    ending = attached.name.rpartition(".")[2].lower()
    if not attached.content:
        raise Refused(_("This file is empty. Choose another one."), field="file")
    if len(attached.content) > LARGEST:
        raise Refused(_("This file is larger than 10 MB. Make it smaller, or send part of it."), field="file")
    if ending not in STARTS or not attached.content.startswith(STARTS[ending]):
        raise Refused(_("Choose a PDF, a picture (PNG or JPG) or a document (DOCX, XLSX, ODT, ODS)."), field="file")
    if attached.dated_on > today():
        raise Refused(_("This day has not come yet. Fill in the day that stands on the document."), field="dated_on")


@open_to_all
@transaction.atomic
def add_proof(filling: Filling, attached: Attached, *, item: str = "", by: User | None = None) -> Proof:
    """Keep a dated file with a scan or with one question of it. The same file twice is kept once.

    What somebody of the programme adds has been seen; what an entrepreneur adds by the link waits to be looked at.
    Raises Refused for a file that is not kept, and for a question that the scan does not have.
    """
    filling = take(filling, version=None)
    if filling.withdrawn_on:
        raise Refused(_("This scan was withdrawn."))
    if item and item not in filling.definition.items:
        raise Refused(_("This scan has no such question."), field="item")
    check_file(attached)
    digest = hashlib.sha256(attached.content).hexdigest()
    known = Proof.objects.filter(filling=filling, item=item, sha256=digest).first()
    if known:
        return known
    proof = _keep(attached, digest, by=by, filling=filling, item=item, company=filling.company)
    _follow(proof, by=by)
    return proof


def keep_with_measure(measure: Measure, attached: Attached, *, by: User) -> Proof:
    """Keep the file that shows a position that was not found by a scan; part of writing that position."""
    check_file(attached)
    digest = hashlib.sha256(attached.content).hexdigest()
    return _keep(attached, digest, by=by, measure=measure, company=measure.company)


def _keep(attached: Attached, digest: str, *, by: User | None, **of: object) -> Proof:
    proof = Proof(
        dated_on=attached.dated_on,
        name=attached.name[-200:],
        size=len(attached.content),
        sha256=digest,
        note=attached.note.strip(),
        added_at=now(),
        added_by=by,
        seen_by=by,
        seen_on=today() if by else None,
        **of,
    )
    proof.file.save(attached.name[-60:], ContentFile(attached.content), save=False)
    proof.save()
    note("add", proof, by=by, company_id=proof.company_id, item=proof.item, dated_on=str(proof.dated_on))
    return proof


@requires(Permission.RECORD_MEASURE)
@transaction.atomic
def judge_proof(proof: Proof, *, refused_reason: str = "", by: User) -> Proof:
    """Say that a file shows what it should or, with a reason, that it does not. The latest judgement counts."""
    proof = take(proof, version=None)
    proof.seen_by, proof.seen_on, proof.refused_reason = by, today(), refused_reason.strip()
    proof.save(update_fields=["seen_by", "seen_on", "refused_reason"])
    note("judge", proof, by=by, company_id=proof.company_id, refused=bool(proof.refused_reason))
    _follow(proof, by=by)
    return proof


def _follow(proof: Proof, *, by: User | None) -> None:
    """A position on the ladder, and the steps that this shows, count as proven from now on, or no longer."""
    if proof.measure:
        count_proven(proof.measure, by=by)
    for step in proof.steps.select_related("proof", "before__edition", "after__edition").order_by("pk"):
        count_step(step, by=by)
    filling = proof.filling
    if filling and filling.finished_at and not filling.withdrawn_on and filling.company:
        count_position(filling, by=by)
