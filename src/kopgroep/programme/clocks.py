"""How long each step may take."""

from kopgroep.programme.parts import Part, Positive


class Clocks(Part):
    """The terms of the programme; each says in which unit it counts."""

    first_call: Positive
    """Working days from a question to the call by the adviser."""
    first_intake: Positive
    """Working days from taking a question to the intake, when one is needed."""
    referral_draft: Positive
    """Working days in which an adviser asks for consent for a referral that was begun."""
    referral_consent: Positive
    """Working days in which the entrepreneur says yes or no to sharing; no answer is a no."""
    referral_accept: Positive
    """Working days in which a partner accepts or declines."""
    referral_expire: Positive
    """Working days after which an unanswered referral expires and goes back to the adviser. Longer than accept."""
    referral_reroute: Positive
    """Working days in which the adviser finds another way after a decline or an expired referral."""
    referral_contact: Positive
    """Working days from acceptance to the first contact with the company."""
    referral_result: Positive
    """Working days from acceptance to a known result."""
    referral_confirm: Positive
    """Working days in which the entrepreneur is asked whether he or she was helped, before it is closed without."""
    to_manager: Positive
    """Working days that a call or a referral may be too late before it shows on the manager's day page as well."""
    silent_days: Positive
    """Calendar days without contact after which a company shows up as silent."""
    one_conversation_days: Positive
    """Calendar days in which an earlier contact by anyone gives a warning when a visit is planned."""
    pressure_days: Positive
    """Calendar days over which the conversations with a company are counted, by whomever they were held."""
    pressure_high: Positive
    """Number of conversations in those days from which a company is asked too much."""
    hours_warning_percent: Positive
    """Percentage of the hour cap from which a journey shows as nearly full."""
    follow_link_days: Positive
    """Calendar days that the link in the mail to the entrepreneur keeps working after the last change."""
    scan_link_days: Positive
    """Calendar days after the last answer that the link to a scan keeps working."""
    plan_check_months: tuple[Positive, ...]
    """Months after agreeing on a growth plan at which adviser and company look at it together."""
    aftercare_months: tuple[Positive, ...]
    """Months after a closed journey at which the company is asked how it went on."""
    starter_months: Positive = 36
    """Calendar months from its first day in which a company counts as a starter."""
