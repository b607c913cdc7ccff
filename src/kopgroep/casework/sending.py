"""Keeping a consent and sending the card: steps of the acts of both the adviser and the entrepreneur."""

from kopgroep.accounts.audit import note
from kopgroep.accounts.models import User
from kopgroep.base.clock import today
from kopgroep.casework import referral_letters as letters
from kopgroep.casework.cards import wording_of
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event
from kopgroep.casework.moving import move
from kopgroep.companies.models import Consent


def keep_consent(referral: Referral, *, given: bool, answered_by: str, how: Consent.How, by: User | None) -> Consent:
    """Write one answer, with the words that it was an answer to."""
    consent = Consent.objects.create(
        company=referral.company,
        person=referral.person,
        purpose=Consent.Purpose.SHARE,
        recipient=referral.partner,
        given=given,
        wording=wording_of(referral),
        answered_by=answered_by.strip()[:120],
        answered_on=today(),
        how=how,
        noted_by=by,
    )
    note(
        "consent", referral, by=by, company_id=referral.company_id, given=given, how=str(how), partner=referral.partner
    )
    return consent


def send(referral: Referral, *, consent: Consent, by: User | None) -> Referral:
    """Send the card of a locked referral to the partner, in a new round."""
    referral = move(
        referral, Event.SEND, by=by, consent=consent, sent_on=today(), round=referral.round + 1, decline_reason=""
    )
    letters.hand_card(referral)
    return referral
