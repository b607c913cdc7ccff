"""The mails of a referral. Each is written inside the act that it tells of, and leaves through the outbox."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.casework.links import Purpose, card_until, link_url
from kopgroep.casework.models import Referral
from kopgroep.casework.models.referral_states import Event
from kopgroep.casework.referral_words import state_word
from kopgroep.partners.models import Desk
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter

FOLDER = "mail/referral"


def desk_of(referral: Referral) -> Desk | None:
    """Where the partner takes its cards, when it has an address."""
    return Desk.objects.filter(partner=referral.partner).exclude(email="").first()


def ask_for_consent(referral: Referral) -> Letter:
    """Ask the entrepreneur whether this card may go to this partner."""
    with override(referral.language):
        subject = _("May we share your question with %(partner)s?") % {"partner": referral.organisation.name}
    context = {"link": link_url(referral, Purpose.CONSENT)}
    return _compose("consent", referral, to=referral.contact_email, subject=subject, context=context)


def hand_card(referral: Referral) -> Letter | None:
    """Send the partner the link to its card; None, and a mail to the adviser, when the partner has no address."""
    desk = desk_of(referral)
    if desk is None:
        return tell_adviser(referral, "no_address")
    with override(settings.LANGUAGE_CODE):
        subject = _("An entrepreneur asks for your help (%(reference)s)") % {"reference": referral.reference}
    context = {"link": link_url(referral, Purpose.CARD), "desk": desk, "until": card_until(referral)}
    return _compose("card", referral, to=desk.email, subject=subject, context=context, language=settings.LANGUAGE_CODE)


def tell_adviser(referral: Referral, what: Event | str) -> Letter:
    """Tell the adviser what happened: the name of an event, or ``no_address``."""
    path = reverse("workspace:referral", args=[referral.pk])
    with override(settings.LANGUAGE_CODE):
        subject = _("Referral %(reference)s: %(state)s") % {
            "reference": referral.reference,
            "state": state_word(referral.state),
        }
    context = {"what": str(what), "workspace_url": settings.BASE_URL.rstrip("/") + path}
    return _compose(
        "adviser",
        referral,
        to=referral.owner.email,
        subject=subject,
        context=context,
        language=settings.LANGUAGE_CODE,
        about=str(what),
    )


def tell_entrepreneur(referral: Referral, what: Event) -> Letter | None:
    """Tell the entrepreneur that the partner took it up (ACCEPT), or could not (DECLINE); None without address."""
    if not referral.contact_email:
        return None
    with override(referral.language):
        subject = _("Your question to %(partner)s") % {"partner": referral.organisation.name}
    context = {"what": str(what)}
    return _compose("progress", referral, to=referral.contact_email, subject=subject, context=context, about=str(what))


def ask_if_helped(referral: Referral) -> Letter | None:
    """Ask the entrepreneur the one closing question; None without address: then the adviser asks."""
    if not referral.contact_email:
        return None
    with override(referral.language):
        subject = _("Did %(partner)s help you?") % {"partner": referral.organisation.name}
    context = {"link": link_url(referral, Purpose.CONFIRM)}
    return _compose("confirm", referral, to=referral.contact_email, subject=subject, context=context)


def remind_partner(referral: Referral) -> Letter | None:
    """Remind the partner of a card that it left too long; once in each state of a round. None without address."""
    desk = desk_of(referral)
    if desk is None:
        return None
    with override(settings.LANGUAGE_CODE):
        subject = _("Still open: an entrepreneur asks for your help (%(reference)s)") % {
            "reference": referral.reference
        }
    context = {"link": link_url(referral, Purpose.CARD), "desk": desk, "until": card_until(referral)}
    return _compose(
        "reminder",
        referral,
        to=desk.email,
        subject=subject,
        context=context,
        language=settings.LANGUAGE_CODE,
        act=_standing(referral),
    )


def was_reminded(referral: Referral) -> bool:
    """Whether the partner was reminded already in this state of this round."""
    return Letter.objects.filter(key=f"referral:{referral.pk}:{_standing(referral)}:reminder").exists()


def _standing(referral: Referral) -> str:
    return f"{referral.state}:{referral.round}"


def thank_entrepreneur(referral: Referral) -> Letter | None:
    """Thank the entrepreneur for the answer to the closing question; None without address."""
    if not referral.contact_email:
        return None
    with override(referral.language):
        subject = _("Thank you for your answer")
    return _compose("thanks", referral, to=referral.contact_email, subject=subject, context={})


def withdraw_card(referral: Referral) -> Letter | None:
    """Tell a partner that already had the card that it need not act any more."""
    desk = desk_of(referral)
    if desk is None:
        return None
    with override(settings.LANGUAGE_CODE):
        subject = _("Referral %(reference)s is withdrawn") % {"reference": referral.reference}
    return _compose(
        "withdrawn", referral, to=desk.email, subject=subject, context={"desk": desk}, language=settings.LANGUAGE_CODE
    )


def _compose(
    template: str,
    referral: Referral,
    *,
    to: str,
    subject: str,
    context: dict[str, Any],
    language: str = "",
    about: str = "",
    act: str = "",
) -> Letter:
    # The version goes up with each move, so the same act writes one letter and a second round another one.
    return compose(
        f"{FOLDER}/{template}",
        {"referral": referral, "card": referral.card, "partner": referral.organisation, **context},
        key=":".join(filter(None, ["referral", str(referral.pk), act or str(referral.version), template, about])),
        to=to,
        subject=subject,
        language=language or referral.language,
        reply_to=referral.owner.email,
        company_id=referral.company_id,
        about=referral,
    )
