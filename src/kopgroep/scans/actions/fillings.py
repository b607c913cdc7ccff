"""A scan from the first page to the result."""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.permissions import Permission, open_to_all, requires
from kopgroep.base.clock import now, start_of, today
from kopgroep.base.errors import Refused
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.programme.scans import Scan
from kopgroep.scans.counting import count, uncount
from kopgroep.scans.editions import edition_of
from kopgroep.scans.engine.answers import WrongAnswerError, clean
from kopgroep.scans.engine.routing import open_items
from kopgroep.scans.engine.scoring import ENGINE, score
from kopgroep.scans.engine.standing import stands
from kopgroep.scans.groups import place_of
from kopgroep.scans.models import Filling, Proof
from kopgroep.scans.peers import first_compared, group_in
from kopgroep.scans.prefill import known_answers

Mode = Filling.Mode
LONGEST_PAUSE = 600
"""Seconds; somebody who stays away longer was not filling in a scan."""


@dataclass(frozen=True)
class Visitor:
    """Who fills in a scan at the counter: how to reach them, and which company they say it is."""

    contact_name: str = ""
    contact_email: str = ""
    company_guess: Company | None = None
    company_typed: str = ""
    language: str = "nl"


@dataclass(frozen=True)
class Saved:
    """What became of a page of answers: the scan as it is now, and what could not be kept, by question."""

    filling: Filling
    faults: dict[str, WrongAnswerError] = field(default_factory=dict)


@open_to_all
def begin_alone(
    scan: Scan, visitor: Visitor, *, submission: uuid.UUID, then: Callable[[Filling], object] | None = None
) -> Filling:
    """Start a scan at the counter, without an account. The same ``submission`` twice starts one.

    Which company it is remains a guess until somebody of the programme has said so: until then it counts nowhere.
    ``then`` is called once, in the transaction of the first start: the letter with the link is written there.
    """
    facts = vars(visitor) | {"mode": Mode.ALONE}
    return _start(scan, submission=submission, by=None, then=then, about=visitor.company_guess, **facts)


@requires(Permission.RECORD_MEASURE)
def start_filling(
    scan: Scan,
    company: Company,
    *,
    mode: str,
    submission: uuid.UUID,
    by: User,
    contact_name: str = "",
    contact_email: str = "",
    language: str = "nl",
    then: Callable[[Filling], object] | None = None,
) -> Filling:
    """Start a scan of a known company: together, from a spreadsheet, or for the company to fill in alone by a link.

    Raises Refused for a scan that ended, and without an address when the company is to do it alone.
    """
    if not scan.is_active(today()):
        raise Refused(_("This scan is not used any more."))
    if mode == Mode.ALONE and not contact_email:
        raise Refused(_("Fill in the e-mail address to which the link goes."), field="contact_email")
    contact = {"contact_name": contact_name, "contact_email": contact_email, "language": language}
    return _start(
        scan, submission=submission, by=by, then=then, about=company, company=company, mode=mode, adviser=by, **contact
    )


def _start(
    scan: Scan,
    *,
    submission: uuid.UUID,
    by: User | None,
    about: Company | None,
    then: Callable[[Filling], object] | None,
    **facts: Any,
) -> Filling:
    earlier = Filling.objects.filter(submission=submission).first()
    if earlier:
        return earlier
    try:
        with transaction.atomic():
            moment = now()
            known = known_answers(scan, about, linked=facts.get("company") is not None)
            filling = Filling.objects.create(
                edition=edition_of(scan),
                scan=scan.code,
                started_at=moment,
                saved_at=moment,
                answers={item: one.answer for item, one in known.items()},
                prefilled={item: str(one.origin) for item, one in known.items()},
                programme_hash=current().hash,
                submission=submission,
                **facts,
            )
            note("start", filling, by=by, company_id=filling.company_id, scan=scan.code, mode=str(filling.mode))
            if then:
                then(filling)
            return filling
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one was first.
        return Filling.objects.get(submission=submission)


@open_to_all
@transaction.atomic
def save_answers(
    filling: Filling, given: Mapping[str, Any], *, looked_at: Collection[str] = (), by: User | None = None
) -> Saved:
    """Keep answers: per question ``{"value": …}``, ``{"state": …}``, or None to take it away.

    What is right is kept and what is wrong is told, so that one slip loses nothing. Questions that are not named stay
    as they are: two people who fill in one scan do not undo each other. ``looked_at`` names questions whose answers
    were on the page: what was filled in beforehand is their own from then on. Whoever holds the link may do this; in
    the workspace the page asks the permission. Raises Refused for a scan that is finished or withdrawn.
    """
    filling = take(filling, version=None)
    _check_open(filling)
    scan, answers, faults = filling.definition, dict(filling.answers), {}
    for item, raw in given.items():
        try:
            kept = clean(scan, item, raw) if raw is not None else None
        except WrongAnswerError as error:
            faults[item] = error
            continue
        if kept is None:
            answers.pop(item, None)
        else:
            answers[item] = kept
    if answers != filling.answers:
        _note_answers(filling, by=by)
    moment = now()
    pause = int((moment - filling.saved_at).total_seconds())
    filling.seconds += pause if 0 < pause <= LONGEST_PAUSE else 0
    filling.answers, filling.saved_at = answers, moment
    filling.prefilled = {item: of for item, of in filling.prefilled.items() if item not in {*given, *looked_at}}
    filling.version += 1
    filling.save(update_fields=["answers", "prefilled", "saved_at", "seconds", "version"])
    return Saved(filling, faults)


def _note_answers(filling: Filling, *, by: User | None) -> None:
    """Write who answered, once a day: each answer is saved by itself, and thirty lines would hide the rest."""
    written = AuditEvent.objects.filter(subject_type="filling", subject_id=filling.pk, verb="answer", actor=by)
    if not written.filter(at__gte=start_of(today())).exists():
        note("answer", filling, by=by, company_id=filling.company_id, scan=filling.scan)


@open_to_all
@transaction.atomic
def keep_address(
    filling: Filling, email: str, *, by: User | None = None, then: Callable[[Filling], object] | None = None
) -> Filling:
    """Write where the link and the result go, when nobody said it yet; a known address stays.

    ``then`` is called in the same transaction: the letter is written there. Raises Refused without any address, and
    for a scan that is finished or withdrawn.
    """
    filling = take(filling, version=None)
    _check_open(filling)
    if not filling.contact_email:
        if not email:
            raise Refused(_("Fill in the e-mail address to which the link goes."), field="email")
        filling.contact_email = email
        filling.version += 1
        filling.save(update_fields=["contact_email", "version"])
        note("keep_address", filling, by=by, company_id=filling.company_id, scan=filling.scan)
    if then:
        then(filling)
    return filling


def _check_open(filling: Filling) -> None:
    if filling.withdrawn_on:
        raise Refused(_("This scan was withdrawn."))
    if filling.finished_at:
        raise Refused(_("This scan is finished. Its answers do not change any more."))


@open_to_all
@transaction.atomic
def finish_filling(
    filling: Filling,
    *,
    by: User | None = None,
    incomplete: bool = False,
    then: Callable[[Filling], object] | None = None,
) -> Filling:
    """Score the answers and freeze them. Finishing twice changes nothing.

    Questions that were not answered make Refused, unless ``incomplete`` says that the person knows: then each scale
    says on how much it was measured, or that it was not. ``then`` is called once: the letter is written there.
    """
    filling = take(filling, version=None)
    if filling.finished_at and not filling.withdrawn_on:
        return filling
    _check_open(filling)
    scan, day = filling.definition, today()
    left = open_items(scan, filling.answers, on=day)
    if not filling.answers:
        raise Refused(_("Nothing has been answered yet."))
    if left and not incomplete:
        raise Refused(_("Some questions have not been answered yet: %(count)s.") % {"count": len(left)})
    filling.finished_at, filling.finished_on, filling.finished_by = now(), day, by
    filling.result, filling.engine = score(scan, filling.answers, on=day).as_json(), ENGINE
    filling.counts = scan.code not in current().survey_scans and stands(scan, filling.answers, on=day)
    _place(filling)
    filling.version += 1
    filling.save()
    if filling.company:
        count(filling, by=by)
    note("finish", filling, by=by, company_id=filling.company_id, scan=filling.scan, open_questions=len(left))
    if then:
        then(filling)
    return filling


def _place(filling: Filling) -> None:
    """Freeze the group of the company, and the benchmark that it was first held against."""
    place = place_of(filling.company or filling.company_guess, filling)
    for name, value in vars(place).items():
        setattr(filling, name, value)
    filling.snapshot, filling.peer_group = first_compared(filling)


@requires(Permission.RECORD_MEASURE)
@transaction.atomic
def link_filling(filling: Filling, company: Company, *, by: User, version: int | None = None) -> Filling:
    """Say which company a scan from the counter is of; from then on it counts.

    Raises Refused when it was linked already, is not finished, or when that company has just merged into another.
    """
    filling = take(filling, version=version)
    if filling.company_id == company.pk:
        return filling
    if filling.company_id:
        raise Refused(_("This scan belongs to a company already."))
    if not filling.finished_at or filling.withdrawn_on:
        raise Refused(_("Only a finished scan can be linked to a company."))
    if company.merged_into_id:
        raise Refused(_("This company was merged into another one. Choose that one."), field="company")
    filling.company, filling.adviser = company, filling.adviser or by
    place = place_of(company, filling)
    for name, value in vars(place).items():
        setattr(filling, name, value)
    if filling.snapshot:
        filling.peer_group = group_in(filling, filling.snapshot)
    filling.version += 1
    filling.save()
    Proof.objects.filter(filling=filling).update(company=company)
    count(filling, by=by)
    note("link", filling, by=by, company_id=company.pk, scan=filling.scan)
    return filling


@requires(Permission.RECORD_MEASURE)
@transaction.atomic
def withdraw_filling(filling: Filling, *, reason: str, by: User, version: int | None = None) -> Filling:
    """Take a scan back, with a reason: it stays to be read and counts nowhere. Raises Refused without a reason."""
    filling = take(filling, version=version)
    if not reason.strip():
        raise Refused(_("Say why this scan is withdrawn."), field="reason")
    if filling.withdrawn_on:
        return filling
    filling.withdrawn_on, filling.withdraw_reason = today(), reason.strip()
    filling.version += 1
    filling.save(update_fields=["withdrawn_on", "withdraw_reason", "version"])
    uncount(filling, reason=filling.withdraw_reason, by=by)
    note("withdraw", filling, by=by, company_id=filling.company_id, scan=filling.scan)
    return filling
