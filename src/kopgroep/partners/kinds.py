"""The kinds of partners in words, in the order in which they are shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PARTNER_KINDS: dict[str, str | Promise] = {
    "government": _("Governments"),
    "municipal_service": _("Municipal services"),
    "regional_programme": _("Regional programmes"),
    "support_programme": _("Support programmes"),
    "grant_programme": _("Grant programmes"),
    "development_company": _("Development companies"),
    "financier": _("Financiers"),
    "knowledge_institution": _("Knowledge institutions"),
    "education": _("Schools and universities"),
    "business_association": _("Business associations"),
    "sector_association": _("Sector associations"),
    "local_association": _("Local associations"),
    "business_park": _("Business parks"),
    "network": _("Networks"),
    "cluster": _("Clusters"),
}
