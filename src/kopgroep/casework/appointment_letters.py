"""The mails of an appointment: the invitation, every new version of it, and its withdrawal."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.base.clock import now
from kopgroep.casework.calendars import CANCEL, REQUEST, invitation
from kopgroep.casework.models import Appointment
from kopgroep.post.actions import Attachment
from kopgroep.post.composing import compose
from kopgroep.post.models import Letter
from kopgroep.programme import current


def invite(appointment: Appointment) -> Letter | None:
    """Mail the appointment as it stands; None when nobody is to be invited."""
    return _write(appointment, REQUEST) if appointment.invite else None


def uninvite(appointment: Appointment) -> Letter | None:
    """Mail that it does not go on, to the address that was invited; None when nobody was."""
    return _write(appointment, CANCEL) if appointment.invite else None


def _write(appointment: Appointment, method: str) -> Letter:
    person, to = appointment.person, appointment.invite
    language = person.language if person else settings.LANGUAGE_CODE
    with override(language):
        words = {"subject": appointment.subject, "programme": current().name.in_(language)}
        if method == CANCEL:
            subject = _("Cancelled: %(subject)s") % words
        elif appointment.sequence:
            subject = _("Changed: %(subject)s") % words
        else:
            subject = _("Appointment with %(programme)s: %(subject)s") % words
    calendar = invitation(
        appointment,
        method=method,
        to=to,
        name=person.name if person else to,
        title=appointment.subject,
        stamp=now(),
    )
    name = person.name if person and person.email == to else ""
    codes = {item.code: item.name.in_(language) for item in current().channels}
    channel = codes.get(appointment.channel, appointment.channel)
    return compose(
        "mail/appointment/cancelled" if method == CANCEL else "mail/appointment/invited",
        {"appointment": appointment, "name": name, "changed": appointment.sequence > 0, "channel": channel},
        key=f"appointment:{appointment.pk}:{appointment.sequence}:{method.lower()}:{to}"[:120],
        to=to,
        subject=subject,
        language=language,
        reply_to=appointment.owner.email,
        company_id=appointment.company_id,
        about=appointment,
        attachments=[Attachment("invitation.ics", f"text/calendar; method={method}", calendar)],
    )
