"""A letter as mail programs read it."""

from django.core.mail import EmailMultiAlternatives

from kopgroep.post.models import Letter

CALENDAR = "text/calendar"


def as_mail(letter: Letter) -> EmailMultiAlternatives:
    """The letter with its own Message-ID, as text, as HTML where it has that, and with its attachments."""
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        to=[letter.to],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        # Automatic answers ("out of office") to an automatic mail help nobody.
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    for file in letter.attachments:
        mimetype = file["mimetype"]
        if mimetype.startswith(CALENDAR) and "method=" in mimetype:
            # A form of the letter itself, last since mail programs show the last one that they know (RFC 6047).
            mail.attach_alternative(file["content"], mimetype)
            mimetype = "application/ics"
        mail.attach(file["name"], file["content"], mimetype)
    return mail
