"""The words for the codes that every programme shares. What a region names itself comes from its programme."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FORMS = {
    "grant": _("Grant"),
    "voucher": _("Voucher"),
    "loan": _("Loan"),
    "loan_or_equity": _("Loan or share capital"),
    "loan_or_guarantee": _("Loan or guarantee"),
    "guarantee": _("Guarantee"),
    "tax": _("Tax benefit"),
    "advice": _("Advice"),
    "guidance": _("Guidance"),
    "programme": _("Programme"),
}
"""What an instrument gives."""

STATUSES = {
    "open": pgettext_lazy("a scheme", "open"),
    "closed": pgettext_lazy("a scheme", "closed"),
    "rounds": pgettext_lazy("a scheme", "opens in rounds"),
    "yearly": pgettext_lazy("a scheme", "opens every year"),
    "ongoing": pgettext_lazy("a scheme", "open all the time"),
    "unknown": pgettext_lazy("a scheme", "not known"),
}
"""What the source said of an instrument on the day it was looked at."""

SHAPES = {"open": "ok", "ongoing": "ok", "rounds": "near", "yearly": "near", "closed": "rest", "unknown": "rest"}
"""The shape that stands beside the word of a status."""
