"""A referral from the side of the adviser: prepare, ask consent, send, find another way, end."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kopgroep.accounts.audit import note
from kopgroep.accounts.locking import take
from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission, requires
from kopgroep.base.clock import today
from kopgroep.base.errors import Refused
from kopgroep.base.working_days import add_working_days
from kopgroep.casework import referral_letters as letters
from kopgroep.casework.actions.questions import new_reference
from kopgroep.casework.cards import card_of
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import SEEN_BY_PARTNER, Event, State
from kopgroep.casework.moving import move
from kopgroep.casework.note_warnings import keep_words
from kopgroep.casework.referrable import Wanted, check, check_still
from kopgroep.casework.sending import keep_consent, send
from kopgroep.companies.models import Company, Consent
from kopgroep.ledger.actions import take_back
from kopgroep.ledger.models import Entry
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind

CHANGEABLE = {
    "partner", "service", "theme", "ask", "internal_note", "person", "contact_name", "contact_email", "contact_phone",
    "language",
}  # fmt: skip
UNDONE_BY_REOPENING = (EntryKind.REFERRAL_RESULT, EntryKind.REFERRAL_CONFIRMED, EntryKind.REFERRAL_CLOSED)


@requires(Permission.REFER)
@transaction.atomic
def draft_referral(
    company: Company,
    wanted: Wanted,
    *,
    submission: uuid.UUID,
    by: User,
    previous: Referral | None = None,
    kept: Sequence[str] = (),
) -> Referral:
    """Prepare a referral. Nothing leaves the house yet. The same ``submission`` twice gives one.

    ``kept`` are the groups of sensitive words that the writer was asked about and kept.

    Raises Refused for what cannot be referred, and for a partner that declined this question before.
    """
    known = Referral.objects.filter(submission=submission).first()
    if known:
        return known
    check(wanted, company)
    referral = Referral.objects.create(
        reference=new_reference(),
        company=company,
        owner=by,
        state_on=today(),
        made_on=today(),
        due_on=add_working_days(today(), current().clocks.referral_draft),
        previous=previous,
        submission=submission,
        **{**vars(wanted), "ask": wanted.ask.strip(), "contact_name": wanted.contact_name.strip()},
    )
    note("draft_referral", referral, by=by, company_id=company.pk, partner=referral.partner)
    keep_words(referral, kept, by=by, company_id=company.pk)
    return referral


@requires(Permission.REFER)
@transaction.atomic
def change_draft(
    referral: Referral, *, by: User, version: int | None = None, kept: Sequence[str] = (), **changes: Any
) -> Referral:
    """Change a referral before it is sent. Consent that was asked counts no more: the text would be another one.

    Raises Refused once it was sent, ValueError for a field that is not for changing.
    """
    if not set(changes) <= CHANGEABLE:
        raise ValueError(f"Not to be changed here: {sorted(set(changes) - CHANGEABLE)}")
    referral = take(referral, version=version)
    if referral.state not in (State.DRAFT, State.CONSENT_ASKED):
        raise Refused(_("This referral was sent already. Withdraw it and make a new one."))
    for name, value in changes.items():
        setattr(referral, name, value)
    names = Wanted.__dataclass_fields__
    check(Wanted(**{name: getattr(referral, name) for name in names}), referral.company, but=referral.pk)
    referral.state, referral.card, referral.state_on = State.DRAFT, {}, today()
    referral.due_on = add_working_days(today(), current().clocks.referral_draft)
    # A consent link that was mailed shows the old text: from now on it opens nothing.
    referral.round += 1
    referral.version += 1
    referral.save(update_fields=[*changes, "state", "card", "state_on", "due_on", "round", "version"])
    shown = {name: str(value) for name, value in changes.items() if name != "internal_note"}
    note("change_draft", referral, by=by, company_id=referral.company_id, **shown)
    keep_words(referral, kept, by=by, company_id=referral.company_id)
    return referral


@requires(Permission.REFER)
@transaction.atomic
def ask_consent(referral: Referral, *, by: User, version: int | None = None) -> Referral:
    """Freeze the card and mail the entrepreneur what would be shared with whom. No answer is a no.

    Raises Refused without an address to mail to.
    """
    referral = take(referral, version=version)
    check_still(referral)
    if not referral.contact_email:
        raise Refused(
            _("There is no e-mail address. Ask by telephone and write down the answer."), field="contact_email"
        )
    referral = move(
        referral, Event.ASK_CONSENT, by=by, card=card_of(referral), asked_on=today(), round=referral.round + 1
    )
    letters.ask_for_consent(referral)
    return referral


@requires(Permission.REFER)
@transaction.atomic
def note_consent(
    referral: Referral, *, given: bool, answered_by: str, how: Consent.How, by: User, version: int | None = None
) -> Referral:
    """Write down what the entrepreneur said on a visit or by telephone. A yes sends the card, a no withdraws it."""
    referral = take(referral, version=version)
    if referral.state not in (State.DRAFT, State.CONSENT_ASKED):
        raise Refused(_("Consent was settled already for this referral."))
    if not answered_by.strip():
        raise Refused(_("Say who gave the answer."), field="answered_by")
    if given:
        check_still(referral)
    if referral.state == State.DRAFT:
        referral.card = card_of(referral)
        referral.save(update_fields=["card"])
    consent = keep_consent(referral, given=given, answered_by=answered_by, how=how, by=by)
    if given:
        return send(referral, consent=consent, by=by)
    event = Event.WITHDRAW if referral.state == State.DRAFT else Event.REFUSE
    return move(referral, event, by=by, consent=consent, end_reason=_("no consent"), round=referral.round + 1)


@requires(Permission.REFER)
@transaction.atomic
def send_again(referral: Referral, *, by: User, version: int | None = None) -> Referral:
    """Send the same card to the same partner once more; the earlier link opens nothing any more."""
    referral = take(referral, version=version)
    if referral.consent is None:
        raise Refused(_("There is no consent yet. Ask for it first."))
    check_still(referral)
    return send(referral, consent=referral.consent, by=by)


@requires(Permission.REFER)
@transaction.atomic
def withdraw_referral(referral: Referral, *, reason: str, by: User, version: int | None = None) -> Referral:
    """Take a referral back, with a reason. A partner that had the card is told."""
    referral = take(referral, version=version)
    if not reason.strip():
        raise Refused(_("Say why the referral is withdrawn."), field="reason")
    had_card = referral.state in SEEN_BY_PARTNER
    told = {"reason": reason.strip()}
    referral = move(referral, Event.WITHDRAW, by=by, end_reason=reason.strip(), round=referral.round + 1, told=told)
    if had_card:
        letters.withdraw_card(referral)
    return referral


@requires(Permission.REFER)
@transaction.atomic
def reopen_referral(referral: Referral, *, reason: str, by: User, version: int | None = None) -> Referral:
    """Open an ended referral again, with a reason: back to the partner when it had a result, else to a draft.

    The result and the answer of the entrepreneur count no more: their lines are reversed. Raises Refused without a
    reason, and for a referral that another one has replaced.
    """
    referral = take(referral, version=version)
    if not reason.strip():
        raise Refused(_("Say why the referral is opened again."), field="reason")
    if referral.decline_reason:
        raise Refused(_("This partner declined it. Make a new referral to another partner."))
    check_still(referral)
    fresh: dict[str, Any] = {"round": referral.round + 1, "end_reason": reason.strip(), "closed_on": None}
    back_to_partner = referral.state != State.WITHDRAWN
    if back_to_partner:
        fresh |= {
            "outcome": "",
            "outcome_note": "",
            "result_on": None,
            "helped": "",
            "helped_note": "",
            "helped_on": None,
        }
    else:
        fresh |= {"card": {}, "consent": None, "sent_on": None, "accepted_on": None, "contacted_on": None}
    referral = move(referral, Event.REOPEN, by=by, told={"reason": reason.strip()}, **fresh)
    if back_to_partner:
        for entry in Entry.objects.standing().about(referral).filter(kind__in=UNDONE_BY_REOPENING).order_by("pk"):
            take_back(entry, reason=reason, by=by)
        letters.hand_card(referral)
    return referral


@requires(Permission.REFER)
@transaction.atomic
def reroute_referral(
    referral: Referral,
    *,
    partner: str,
    submission: uuid.UUID,
    by: User,
    service: str = "",
    version: int | None = None,
) -> Referral:
    """Prepare the same question for another partner, after a decline or no answer. The first one is done with.

    The entrepreneur is asked again: consent was for the other partner. Raises Refused for a partner that declined
    this question, and for the one that did not answer.
    """
    known = Referral.objects.filter(submission=submission).first()
    if known:
        return known
    referral = take(referral, version=version)
    if partner == referral.partner:
        raise Refused(_("This is the same partner. Choose another one, or send it again."), field="partner")
    move(referral, Event.REROUTE, by=by, told={"partner": partner}, round=referral.round + 1)
    kept = ("theme", "ask", "contact_name", "contact_email", "contact_phone", "question", "person", "internal_note")
    wanted = Wanted(
        partner=partner, service=service, language=referral.language, **{name: getattr(referral, name) for name in kept}
    )
    return draft_referral(referral.company, wanted, submission=submission, by=by, previous=referral)


@requires(Permission.REFER)
@transaction.atomic
def close_referral(referral: Referral, *, by: User, version: int | None = None) -> Referral:
    """Close a referral with a known result, once the entrepreneur answered or the term for answering is over."""
    referral = take(referral, version=version)
    if referral.state == State.RESULT_KNOWN and not referral.helped and referral.due_on and referral.due_on >= today():
        raise Refused(
            _("The entrepreneur can still answer until %(day)s. Ask by telephone, or wait.")
            % {"day": referral.due_on.strftime("%d-%m-%Y")}
        )
    return move(referral, Event.CLOSE, by=by, closed_on=today(), coded=referral.outcome)
