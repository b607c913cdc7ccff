"""Names of the programme's codes, in the language of the page."""

from collections.abc import Iterable
from decimal import Decimal

from django import template
from django.utils.translation import get_language, gettext

from kopgroep.accounts.models import AuditEvent
from kopgroep.casework.result_words import amount_words, unit_of
from kopgroep.casework.result_words import kind_word as result_kind_word
from kopgroep.casework.result_words import without_word as without_words
from kopgroep.casework.timeline import Item
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind as Kind
from kopgroep.workspace.log_words import deed, details

register = template.Library()

LISTS = {
    "theme": "themes",
    "line": "lines",
    "channel": "channels",
    "contact_kind": "contact_kinds",
    "contact_outcome": "contact_outcomes",
    "question_outcome": "question_outcomes",
    "journey_outcome": "journey_outcomes",
    "referral_outcome": "referral_outcomes",
    "decline_reason": "decline_reasons",
    "partner": "partners",
    "event_kind": "event_kinds",
    "need": "needs",
    "size": "sizes",
}


def name_of(code: str, what: str) -> str:
    """The name of a code of the programme; the code itself when the programme no longer knows it."""
    found = next((item.name for item in getattr(current(), LISTS[what]) if item.code == code), code)
    # An organisation has one name, whatever the language.
    return found if isinstance(found, str) else str(found.in_(get_language() or "nl"))


@register.filter
def named(code: str, what: str) -> str:
    """The name of a code: ``{{ journey.theme|named:"theme" }}``."""
    return name_of(code, what) if code else ""


@register.filter
def all_named(codes: Iterable[str], what: str) -> str:
    """The names of several codes, with commas."""
    return ", ".join(name_of(code, what) for code in codes)


@register.filter
def municipality(code: str) -> str:
    """The name of a municipality of the area; the code itself for one outside it."""
    return next((m.name for m in current().area if m.code == code), code)


def kind_words() -> dict[Kind, str]:
    """What happened, in a word or two."""
    return {
        Kind.QUESTION_ASKED: gettext("New question"),
        Kind.QUESTION_TAKEN: gettext("Question taken"),
        Kind.QUESTION_CLOSED: gettext("Question closed"),
        Kind.CONTACT_HELD: gettext("Contact"),
        Kind.INTAKE_HELD: gettext("Intake"),
        Kind.JOURNEY_OPENED: gettext("Trajectory opened"),
        Kind.JOURNEY_CLOSED: gettext("Trajectory closed"),
        Kind.HOURS_RESERVED: gettext("Hours reserved"),
        Kind.HOURS_WRITTEN: gettext("Hours"),
        Kind.HOURS_RELEASED: gettext("Hours given back"),
        Kind.BENCHMARK_TAKEN: gettext("Benchmark"),
        Kind.LADDER_POSITION: gettext("Position on the ladder"),
        Kind.STEP_SHOWN: gettext("Step shown"),
        Kind.EVENT_HELD: gettext("Meeting"),
        Kind.MONEY_COMMITTED: gettext("Money committed"),
        Kind.MONEY_SPENT: gettext("Money spent"),
        Kind.MANAGER_ASSIGNED: gettext("Account manager"),
        Kind.REFERRAL_ASKED: gettext("Consent asked"),
        Kind.REFERRAL_SENT: gettext("Referral sent"),
        Kind.REFERRAL_ACCEPTED: gettext("Referral accepted"),
        Kind.REFERRAL_DECLINED: gettext("Referral declined"),
        Kind.REFERRAL_EXPIRED: gettext("Referral not answered"),
        Kind.REFERRAL_CONTACTED: gettext("Partner in contact"),
        Kind.REFERRAL_STARTED: gettext("Partner at work"),
        Kind.REFERRAL_RESULT: gettext("Result of a referral"),
        Kind.REFERRAL_CONFIRMED: gettext("Entrepreneur about the referral"),
        Kind.REFERRAL_CLOSED: gettext("Referral closed"),
        Kind.REFERRAL_WITHDRAWN: gettext("Referral withdrawn"),
        Kind.REFERRAL_REOPENED: gettext("Referral opened again"),
        Kind.REFERRAL_REROUTED: gettext("To another partner"),
        Kind.PLAN_AGREED: gettext("Plan agreed"),
        Kind.ACTION_DONE: gettext("Action of the plan done"),
        Kind.RESULT_FORECAST: gettext("Result expected"),
        Kind.RESULT_STATED: gettext("Result stated"),
        Kind.RESULT_VERIFIED: gettext("Result verified"),
        Kind.SURVEY_ASKED: gettext("Survey sent"),
        Kind.SURVEY_ANSWERED: gettext("Survey answered"),
        Kind.SURVEY_SCORED: gettext("Mark in the survey"),
    }


@register.filter
def kind_word(kind: str) -> str:
    """What a line of the ledger says, in a word or two."""
    return kind_words()[Kind(kind)]


@register.filter
def moment_title(item: Item) -> str:
    """The title of a moment on the timeline: how people spoke for a contact, else what happened."""
    title = (
        name_of(item.channel, "channel") if item.kind is Kind.CONTACT_HELD and item.channel else kind_word(item.kind)
    )
    if item.partner:
        return f"{title}: {name_of(item.partner, 'partner')}"
    theme = name_of(item.theme, "theme") if item.theme else ""
    return f"{title}, {theme[0].lower()}{theme[1:]}" if theme else title


@register.filter
def moment_outcome(item: Item) -> str:
    """What came of a moment: the outcome of a question or trajectory, the phase on the ladder."""
    if item.kind is Kind.QUESTION_CLOSED:
        return name_of(item.outcome, "question_outcome")
    if item.kind is Kind.JOURNEY_CLOSED:
        return name_of(item.outcome, "journey_outcome")
    if item.group == "referral":
        return referral_end(item.kind, item.outcome)
    if item.group == "result":
        return result_of(item.outcome, item.quantity)
    if item.kind is Kind.LADDER_POSITION:
        phases = {phase.code: phase for phase in current().ladder.phases}
        return phases[item.outcome].name.in_(get_language() or "nl") if item.outcome in phases else item.outcome
    return ""


def result_of(kind: str, hundredths: int) -> str:
    """What a line about a result says: the kind and the amount with its unit."""
    return f"{result_kind_word(kind)}: {amount_words(Decimal(hundredths) / 100, unit_of(kind))}"


@register.filter
def without_word(code: str) -> str:
    """What would have happened without the help, as the company chose it."""
    return without_words(code)


def referral_end(kind: Kind, outcome: str) -> str:
    """What a line about a referral says besides its kind: the reason, the result, whether it helped."""
    if kind is Kind.REFERRAL_DECLINED:
        return name_of(outcome, "decline_reason")
    if kind is Kind.REFERRAL_CONFIRMED:
        return helped_word(outcome)
    return name_of(outcome, "referral_outcome") if kind is Kind.REFERRAL_RESULT else ""


@register.filter
def helped_word(code: str) -> str:
    """What the entrepreneur said in the end."""
    return {"yes": gettext("helped"), "partly": gettext("partly helped"), "no": gettext("not helped")}.get(code, "")


@register.filter
def tells_words(item: Item) -> bool:
    """Whether the words of a moment are told again: of a referral once, when consent was asked or it was sent."""
    return item.group != "referral" or item.kind in (Kind.REFERRAL_ASKED, Kind.REFERRAL_SENT)


@register.filter
def moment_shape(item: Item) -> str:
    """The shape on the line: a circle for speaking, a square for hours, a diamond for what begins or ends."""
    if item.group == "contact":
        return "circle"
    return "square" if item.group == "hours" else "diamond"


@register.filter
def group_word(group: str) -> str:
    """The word on a filter of the timeline."""
    words = {
        "question": gettext("Questions"),
        "contact": gettext("Contact"),
        "journey": gettext("Trajectories"),
        "referral": gettext("Referrals"),
        "plan": gettext("Growth plan"),
        "hours": gettext("Hours"),
        "measure": gettext("Measured"),
        "result": gettext("Results"),
    }
    return words[group]


@register.filter
def why_undone(reason: str) -> str:
    """Why a line was taken back: what somebody wrote, or what the programme itself found, in words."""
    found = {"proof": gettext("there is a proof now"), "proof refused": gettext("the proof does not show it")}
    return found.get(reason, reason)


@register.filter
def said_done(event: AuditEvent) -> str:
    """What was done, as the head of a line of a history."""
    words = deed(event)
    return words[:1].upper() + words[1:]


@register.filter
def said_who(event: AuditEvent) -> str:
    """Who did it: the name that was given with an answer, else the account, else nobody: the clock."""
    return str(event.detail.get("who") or (event.actor.name if event.actor else ""))


@register.filter
def said_more(event: AuditEvent) -> str:
    """What was said with it, apart from who."""
    return details(event, without=("who",))


@register.filter
def first_words(text: str, number: int = 18) -> str:
    """The first words of a long text."""
    words = str(text).split()
    return " ".join(words[:number]) + (" …" if len(words) > number else "")
