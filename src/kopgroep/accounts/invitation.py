"""The mail that tells somebody that there is an account."""

from django.conf import settings
from django.core.mail import send_mail
from django.tasks import task
from django.urls import reverse
from django.utils.translation import gettext as _

from kopgroep.accounts.models import User
from kopgroep.programme import current


@task
def send_invitation(user_id: int, invited_by: str) -> None:
    """Mail where and how to log in. The address itself is the key, so the mail can be read by others without harm."""
    user = User.objects.get(pk=user_id)
    programme = current().name.in_("nl")
    text = _(
        "Hello %(name)s,\n\n"
        "%(invited_by)s made an account for you for %(programme)s.\n\n"
        "Log in at %(address)s\n"
        "Choose 'Send me a code by mail' and fill in this e-mail address. You need no password.\n"
        "Later you can add a passkey, or a password with an app.\n"
    ) % {
        "name": user.get_short_name(),
        "invited_by": invited_by,
        "programme": programme,
        "address": settings.BASE_URL.rstrip("/") + reverse("account_login"),
    }
    subject = _("Your account for %(programme)s") % {"programme": programme}
    send_mail(subject, text, None, [user.email])
