"""The audit trail in words: what each verb means to a reader, and how its details are named."""

import re
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kopgroep.accounts.models import AuditEvent
from kopgroep.base.dates import nice_date
from kopgroep.casework.note_warnings import NATIONAL_NUMBER
from kopgroep.programme import current
from kopgroep.scans.models import Filling
from kopgroep.workspace.post_words import STATES

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DEEDS: dict[str, str | Promise] = {
    "add company": _("added a company"),
    "add_person person": _("added a person to a company"),
    "answer filling": _("filled in answers of a scan"),
    "ask question": _("asked a question"),
    "assign_manager company": _("changed the account manager"),
    "attach_company question": _("linked a question to a company"),
    "become_manager company": _("became account manager"),
    "book_hours journey": _("wrote hours"),
    "change_details user": _("changed the details of an account"),
    "change_list savedlist": _("changed a kept list"),
    "choose_digest digestchoice": _("chose what comes by mail"),
    "close journey": _("closed a trajectory"),
    "close question": _("closed a question"),
    "close_account user": _("closed an account"),
    "complete_contact contact": _("completed a contact moment"),
    "correct_hours journey": _("corrected hours"),
    "drop letter": _("settled a mail that did not surely leave"),
    "drop_list savedlist": _("let a kept list go"),
    "export_companies user": _("exported companies"),
    "export_evaluation user": _("took the evaluation file"),
    "export_lines user": _("exported the lines behind a figure"),
    "export_portfolio user": _("exported a portfolio"),
    "export_rights user": _("exported the roles of everybody"),
    "finish_step contact": _("ticked off a next step"),
    "grant_role user": _("gave a role"),
    "hand_over appointment": _("handed over an appointment"),
    "hand_over contact": _("handed over a next step"),
    "hand_over contactdraft": _("handed over a contact moment from the calendar"),
    "hand_over filling": _("handed over a scan"),
    "hand_over journey": _("handed over a trajectory"),
    "hand_over plan": _("handed over a plan"),
    "hand_over planaction": _("handed over an action of a plan"),
    "hand_over question": _("handed over a question"),
    "hand_over referral": _("handed over a referral"),
    "hand_over savedlist": _("handed over a kept list"),
    "hand_over task": _("handed over a task"),
    "hand_over user": _("handed over the work of somebody"),
    "hold_event event": _("held a meeting"),
    "hold_intake intake": _("held an intake"),
    "invite user": _("invited somebody"),
    "join_partner user": _("let an account answer for a partner"),
    "keep_address filling": _("gave the address for the link to a scan"),
    "keep_list savedlist": _("kept a list"),
    "keep_words contact": _("kept sensitive words in a note"),
    "keep_words intake": _("kept sensitive words in an intake"),
    "keep_words journey": _("kept sensitive words with a trajectory"),
    "keep_role user": _("kept the last programme manager"),
    "leave_partner user": _("ended that an account answers for a partner"),
    "log_in user": _("logged in"),
    "log_in_failed user": _("failed to log in"),
    "judge_again likelydouble": _("let a pair wait again"),
    "judge_distinct likelydouble": _("said that two files are two companies"),
    "merge company": _("merged two companies"),
    "name_pair likelydouble": _("said that two files may be one company"),
    "open journey": _("opened a trajectory"),
    "pause_desk desk": _("paused a partner"),
    "record_benchmark measure": _("wrote a benchmark"),
    "record_contact contact": _("wrote a contact moment"),
    "record_money entry": _("wrote money"),
    "record_position measure": _("wrote a position on the ladder"),
    # The yearly survey.
    "open_survey survey": _("opened a round of the yearly survey"),
    "try_letter survey": _("mailed the letter of the survey to oneself"),
    "pause_survey survey": _("paused the letters of the yearly survey"),
    "resume_survey survey": _("let the letters of the yearly survey leave again"),
    "close_survey survey": _("closed a round of the yearly survey"),
    "answer_survey surveyask": _("answered the yearly survey"),
    "refuse_survey surveyask": _("did not want to take part in the yearly survey"),
    "survey_bounce surveyask": _("did not get the letter of the yearly survey"),
    # A quarter.
    "propose_quarter closing": _("proposed to close a quarter"),
    "close_quarter closing": _("closed a quarter"),
    # A scan, its proofs and its steps.
    "start filling": _("started a scan"),
    "finish filling": _("finished a scan"),
    "link filling": _("said which company a scan is of"),
    "withdraw filling": _("withdrew a scan"),
    "add proof": _("added a proof"),
    "judge proof": _("looked at a proof"),
    "record_step step": _("wrote down a step"),
    "take_snapshot snapshot": _("froze a quarter of the benchmark"),
    "register.read registerrun": _("read a register file"),
    # A referral: each event of its table, and what is done around it.
    "draft_referral referral": _("prepared a referral"),
    "change_draft referral": _("changed a referral"),
    "consent referral": _("wrote down consent"),
    "referral_ask_consent referral": _("asked the entrepreneur for consent"),
    "referral_refuse referral": _("gave no consent"),
    "referral_send referral": _("sent a referral"),
    "referral_accept referral": _("accepted a referral"),
    "referral_decline referral": _("declined a referral"),
    "referral_expire referral": _("got no answer to a referral"),
    "referral_remind referral": _("was reminded of a referral"),
    "referral_contact referral": _("reported first contact"),
    "referral_start referral": _("reported to be at work"),
    "referral_report referral": _("reported the result"),
    "referral_confirm referral": _("said whether it helped"),
    "referral_close referral": _("closed a referral"),
    "referral_reroute referral": _("chose another partner"),
    "referral_withdraw referral": _("withdrew a referral"),
    "referral_reopen referral": _("opened a referral again"),
    # A result of the help, from forecast to verified.
    "write result": _("wrote down a result"),
    "ask result": _("asked the company about a result"),
    "state result": _("stated a result"),
    "deny result": _("said that a result is not so"),
    "leave_unanswered result": _("got no answer about a result"),
    "verify result": _("verified a result"),
    "withdraw result": _("took a result back"),
    "keep_words result": _("kept sensitive words with a result"),
    "release_hours journey": _("gave reserved hours back"),
    "reopen question": _("opened a question again"),
    "reopen_account user": _("opened an account again"),
    "reopen_step contact": _("opened a next step again"),
    "resend letter": _("sent a mail again"),
    "reserve_hours journey": _("reserved hours"),
    "resume_desk desk": _("ended the pause of a partner"),
    "reverse entry": _("corrected a line"),
    "set_desk desk": _("said how a partner is reached"),
    "state_fact company": _("wrote what a company says of itself"),
    "take question": _("took a question"),
    "undo_merge company": _("undid a merge"),
    "withdraw_role user": _("took a role away"),
    "add planaction": _("added an action to a plan"),
    "add task": _("wrote a task"),
    "agree plan": _("agreed on a plan"),
    "cancel appointment": _("cancelled an appointment"),
    "change planaction": _("changed an action of a plan"),
    "change task": _("changed a task"),
    "drop contactdraft": _("dropped a draft from the calendar"),
    "drop planaction": _("dropped an action of a plan"),
    "end agendalink": _("ended the link to the own calendar"),
    "end plan": _("ended a plan"),
    "hold plancheck": _("wrote down what came of a plan"),
    "keep_words plancheck": _("kept sensitive words with what came of a plan"),
    "finish planaction": _("ticked off an action of a plan"),
    "finish task": _("ticked off a task"),
    "keep contactdraft": _("kept a draft from the calendar"),
    "keep_words plan": _("kept sensitive words in a plan"),
    "keep_words referral": _("kept sensitive words in a referral"),
    "keep_words task": _("kept sensitive words in a task"),
    "make agendalink": _("made a link to the own calendar"),
    "move appointment": _("moved an appointment"),
    "pass task": _("passed a task on"),
    "plan appointment": _("planned an appointment"),
    "renew contactdraft": _("read a newer invitation"),
    "reopen contactdraft": _("took a draft from the calendar back"),
    "reopen planaction": _("opened an action of a plan again"),
    "reopen task": _("opened a task again"),
    "take_in contactdraft": _("read an invitation"),
    "write_up appointment": _("wrote up an appointment"),
    # What allauth tells the person by mail.
    "account_connected user": _("connected the account to the log-in of the organisation"),
    "account_disconnected user": _("disconnected the account from the log-in of the organisation"),
    "password_changed user": _("changed the password"),
    "password_reset user": _("chose a new password by mail"),
    "password_set user": _("chose a password"),
    "recovery_codes_generated user": _("made recovery codes"),
    "totp_activated user": _("set up an app as second factor"),
    "totp_deactivated user": _("removed the app as second factor"),
    "webauthn_added user": _("added a passkey or security key"),
    "webauthn_removed user": _("removed a passkey or security key"),
}
"""What happened, by verb and kind of row."""

NAMES: dict[str, str | Promise] = {
    "actions": _("actions"),
    "against": _("held against"),
    "amount": _("amount"),
    "appointment": _("appointment"),
    "areas": _("municipalities"),
    "ask": _("what is asked"),
    "caller": _("will call"),
    "cents": _("cents"),
    "changed": _("changed"),
    "channel": _("through"),
    "companies": _("companies"),
    "company": _("company"),
    "double": _("double"),
    "contact": _("minutes of conversation"),
    "contact_email": _("e-mail address"),
    "contact_name": _("contact person"),
    "contact_phone": _("telephone"),
    "dated_on": _("dated"),
    "description": _("what for"),
    "done_by": _("who does it"),
    "due_on": _("by when"),
    "earlier_owner": _("before that of"),
    "email": _("e-mail address"),
    "field": _("what"),
    "filters": _("filters"),
    "form": _("kind of file"),
    "given": _("consent given"),
    "groups": _("about"),
    "helped": _("helped?"),
    "how": _("how"),
    "item": _("question"),
    "invite": _("address of the invitation"),
    "kind": _("kind"),
    "language": _("language"),
    "manager": _("account manager"),
    "methods": _("with"),
    "minutes": _("minutes"),
    "months": _("months after it was agreed"),
    "mode": _("how it was filled in"),
    "name": _("name"),
    "needs": _("what they struggle with"),
    "new": _("new"),
    "next_step": _("next step"),
    "next_step_on": _("when"),
    "next_step_owner": _("who does that"),
    "note": _("note"),
    "on": _("day"),
    "open_actions": _("actions still open"),
    "open_questions": _("questions left open"),
    "outcome": _("outcome"),
    "owner": _("of whom"),
    "partner": _("partner"),
    "phase": _("phase"),
    "phone": _("telephone"),
    "place": _("place"),
    "position": _("place in the plan"),
    "preparation": _("minutes of preparation"),
    "proof": _("proof"),
    "proof_seen": _("proof"),
    "reason": _("reason"),
    "refused": _("refused"),
    "role": _("role"),
    "roles": _("roles"),
    "round": _("round of asking"),
    "quarter": _("quarter"),
    "remark": _("remark"),
    "rows": _("rows"),
    "scan": _("scan"),
    "seal": _("seal"),
    "sequence": _("version"),
    "service": _("service"),
    "source": _("source"),
    "specialist": _("specialist"),
    "starts_at": _("moment"),
    "step": _("step"),
    "subject": _("about what"),
    "text": _("what will be done"),
    "theme": _("theme"),
    "through": _("by way of"),
    "title": _("title"),
    "travel": _("minutes of travel"),
    "until": _("until"),
    "values": _("fingerprint of the figures"),
    "was": _("status before"),
    "who": _("name"),
}

CODES: dict[str, dict[str, str | Promise]] = {
    "helped": {"yes": _("yes"), "partly": _("partly"), "no": _("no")},
    "how": {
        "link": _("the link in the mail"),
        "visit": _("on a visit"),
        "phone": _("by telephone"),
        "email": _("a mail"),
    },
    "mode": {str(mode): mode.label for mode in Filling.Mode},
    "through": {"link": _("the link in the mail"), "account": _("an account"), "adviser": _("by telephone")},
}
"""The codes of details that are no programme's, in words."""


def deed(event: AuditEvent) -> str:
    """What was done, in words; the verb itself when it has none yet."""
    return str(DEEDS.get(f"{event.verb} {event.subject_type}", event.verb.replace("_", " ")))


def details(event: AuditEvent, *, without: tuple[str, ...] = ()) -> str:
    """What was said of it, such as ``theme: export, minutes: 45``; what is empty or nought is left out."""
    said = [(key, value) for key, value in event.detail.items() if key not in without]
    told = [(NAMES.get(key, key.replace("_", " ")), plain(named(key, value))) for key, value in said]
    return ", ".join(f"{name}: {value}" for name, value in told if value not in {"", "0"})


def named(key: str, value: Any) -> Any:
    """The programme's own word for a code, such as the name of a role or theme; what has none stays as it is."""
    programme, language = current(), get_language() or "nl"
    known: dict[str, Any] = {
        "role": programme.roles,
        "theme": {theme.code: theme for theme in programme.themes},
        "kind": {kind.code: kind for kind in programme.results.kinds},
        "group": {group.code: group for group in programme.sensitive_words},
        "reason": {reason.code: reason for reason in programme.decline_reasons},
        "scan": {scan.code: scan for scan in programme.scans},
        "service": {service.code: service for service in programme.services},
    }
    if key == "was" and value in STATES:
        return str(STATES[value][0])
    words = known.get(key.removesuffix("s"), {})
    if isinstance(value, list):
        return [named(key, item) for item in value]
    if key in CODES:
        return CODES[key].get(str(value), value)
    if key == "partner":
        return next((partner.name for partner in programme.partners if partner.code == value), value)
    if key == "changed" and value in NAMES:
        return str(NAMES[value])
    if value == NATIONAL_NUMBER:
        return _("citizen service number")
    return words[value].name.in_(language) if isinstance(value, str) and value in words else value


def plain(value: Any) -> str:
    """A value of the trail on one line."""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dict):
        return ", ".join(f"{name} {plain(item)}" for name, item in value.items())
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    if isinstance(value, str) and DAY.fullmatch(value):
        return nice_date(date.fromisoformat(value), get_language() or "nl")
    return "" if value is None else str(value)
