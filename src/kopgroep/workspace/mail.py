"""Mail that the workspace writes, put in the outbox in the transaction of what it tells of."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.post.composing import compose
from kopgroep.programme import current


def write_invitation(user: User, *, by: User) -> None:
    """Tell somebody that there is an account. The address itself is the key: others may read this without harm."""
    language = settings.LANGUAGE_CODE
    with override(language):
        subject = _("Your account for %(programme)s") % {"programme": current().name.in_(language)}
    context = {
        "user": user,
        "invited_by": by,
        "login_url": settings.BASE_URL.rstrip("/") + reverse("account_login"),
    }
    key = f"user:{user.pk}:invitation"
    compose(
        "workspace/mail/invitation", context, key=key, to=user.email, subject=subject, language=language, about=user
    )
