"""The parts of a day and the kinds of things in it, in words."""

from django.utils.translation import gettext as _

from kopgroep.casework.day import Section
from kopgroep.casework.due import Kind


def section_words() -> dict[Section, str]:
    """What each part of a day is called."""
    return {
        Section.OVERDUE: _("Too late"),
        Section.TODAY: _("For today"),
        Section.NEW: _("New"),
        Section.SILENT: _("Silent"),
        Section.WEEK: _("This week"),
        Section.FULL: _("Trajectories nearly full"),
        Section.LETTERS: _("Post"),
    }


def kind_words() -> dict[Kind, str]:
    """What each kind of thing is called."""
    return {
        Kind.QUESTION: _("Question"),
        Kind.STEP: _("Next step"),
        Kind.TASK: _("Task"),
        Kind.ACTION: _("Action of the plan"),
        Kind.CHECK: _("Look at the plan together"),
        Kind.REFERRAL: _("Referral"),
        Kind.APPOINTMENT: _("Appointment"),
        Kind.DRAFT: _("From the calendar"),
        Kind.COMPANY: _("No contact for a long time"),
        Kind.JOURNEY: _("Hours nearly gone"),
        Kind.LETTER: _("Mail that did not surely arrive"),
    }
