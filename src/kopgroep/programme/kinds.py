"""Words that the code itself acts on. A region may describe them; it cannot add to them."""

from enum import IntEnum, StrEnum


class EntryKind(StrEnum):
    """What a line of the ledger says has happened. Counting rules ask for one of these."""

    QUESTION_ASKED = "question_asked"
    QUESTION_TAKEN = "question_taken"
    QUESTION_CLOSED = "question_closed"
    CONTACT_HELD = "contact_held"
    INTAKE_HELD = "intake_held"
    JOURNEY_OPENED = "journey_opened"
    JOURNEY_CLOSED = "journey_closed"
    HOURS_RESERVED = "hours_reserved"
    HOURS_WRITTEN = "hours_written"
    HOURS_RELEASED = "hours_released"
    BENCHMARK_TAKEN = "benchmark_taken"
    LADDER_POSITION = "ladder_position"
    EVENT_HELD = "event_held"
    MONEY_COMMITTED = "money_committed"
    MONEY_SPENT = "money_spent"
    MANAGER_ASSIGNED = "manager_assigned"
    REFERRAL_ASKED = "referral_asked"
    REFERRAL_SENT = "referral_sent"
    REFERRAL_ACCEPTED = "referral_accepted"
    REFERRAL_DECLINED = "referral_declined"
    REFERRAL_EXPIRED = "referral_expired"
    REFERRAL_CONTACTED = "referral_contacted"
    REFERRAL_STARTED = "referral_started"
    REFERRAL_RESULT = "referral_result"
    REFERRAL_CONFIRMED = "referral_confirmed"
    REFERRAL_CLOSED = "referral_closed"
    REFERRAL_WITHDRAWN = "referral_withdrawn"
    REFERRAL_REOPENED = "referral_reopened"
    REFERRAL_REROUTED = "referral_rerouted"
    PLAN_AGREED = "plan_agreed"
    ACTION_DONE = "action_done"
    STEP_SHOWN = "step_shown"
    RESULT_FORECAST = "result_forecast"
    RESULT_STATED = "result_stated"
    RESULT_VERIFIED = "result_verified"
    SURVEY_ASKED = "survey_asked"
    SURVEY_ANSWERED = "survey_answered"
    SURVEY_SCORED = "survey_scored"


class LineKind(StrEnum):
    """Who pays for a line: the programme itself, a deal with its own targets, or somebody's extra."""

    BASE = "base"
    DEAL = "deal"
    PLUS = "plus"


class Dimension(StrEnum):
    """By what a figure can be split or narrowed down."""

    MUNICIPALITY = "municipality"
    SECTOR = "sector"
    SIZE = "size"
    THEME = "theme"
    LINE = "line"
    FUNDER = "funder"
    PARTNER = "partner"
    EXPERIENCE = "experience"


class Experience(StrEnum):
    """How long a company existed when the line was written."""

    STARTER = "starter"
    ESTABLISHED = "established"
    UNKNOWN = "unknown"


class Evidence(IntEnum):
    """How much a claim of effect can bear: the Maryland scale, as evaluators of policy use it."""

    ASKED = 0
    """Only asked whether they would have done it anyway."""
    BEFORE_AFTER = 1
    CONTROLS = 2
    """A comparison with others, held equal on what is known of them."""
    DIFFERENCES = 3
    """Difference in differences."""
    NEARLY_DRAWN = 4
    DRAWN = 5
    """Who got it was decided by lot."""


class Unit(StrEnum):
    """In what a result is counted."""

    PERSONS = "persons"
    FTE = "fte"
    EUROS = "euros"
    TIMES = "times"


class Movement(StrEnum):
    """Whether a result is something new or something that would else have gone."""

    CREATED = "created"
    RETAINED = "retained"


class Doer(StrEnum):
    """Who does what was agreed or advised."""

    COMPANY = "company"
    ADVISER = "adviser"
    PARTNER = "partner"


class RoleCode(StrEnum):
    """The roles for which every programme gives a name and a description."""

    ADVISER = "adviser"
    SPECIALIST = "specialist"
    PARTNER = "partner"
    SCHEME_OFFICER = "scheme_officer"
    MANAGER = "manager"
    FUNDER = "funder"
    ANALYST = "analyst"
    PRIVACY_OFFICER = "privacy_officer"
    ENTREPRENEUR = "entrepreneur"
