"""The files of the ZIP, column by column."""

from kopgroep.reporting.evaluation.columns import ALWAYS, Column, Sheet, Type

LEDGER = "ledger"
REGISTER = "trade register and employment register"
THEME = "codes.csv: theme"
UNTIL = "not yet on the last day of this file"


def _company(meaning: str = "pseudonym of the company") -> Column:
    return Column("company", Type.KEY, meaning, "keyed hash")


def _day(name: str, meaning: str, missing: str = UNTIL, source: str = LEDGER) -> Column:
    return Column(name, Type.DATE, meaning, source, missing=missing)


def _code(name: str, meaning: str, allowed: str, missing: str, source: str = LEDGER) -> Column:
    return Column(name, Type.CODE, meaning, source, allowed=allowed, missing=missing)


def _theme(missing: str = "no theme was named") -> Column:
    return _code("theme", "theme of the programme", THEME, missing)


def _line(missing: str = "no line was named") -> Column:
    return _code("line_kind", "who pays: the programme itself, a deal, somebody's extra", "base|deal|plus", missing)


COMPANIES = Sheet(
    "companies",
    "One company: everybody the programme met, and every company it could have met.",
    (
        _company(),
        _code("role", "the furthest that it came, see the notes", "codes.csv: role", ALWAYS, "ledger and register"),
        _code("municipality", "CBS code", "codes.csv: municipality", "hidden, outside the area or unknown", REGISTER),
        _code("sector", "section with its scheme, or a group", "codes.csv: sector", "hidden or unknown", REGISTER),
        _code("size", "class of people at work, or a group", "codes.csv: size", "hidden or unknown", REGISTER),
        Column(
            "coarsened", Type.INTEGER, "how far sector, size and municipality were made coarser; see the notes",
            "this file", allowed="0..5",
        ),
        _code("legal_form", "group of legal forms", "codes.csv: legal_form", "unknown", REGISTER),
        Column(
            "started_year", Type.INTEGER, "year of its start; the oldest are taken together at 30 years before the "
            "programme", REGISTER, unit="year", missing="unknown, or coarsened is 3 or more",
        ),
        _day("register_on", "day of the register that sector, size and municipality come from",
             "not in any register up to the last day of this file", REGISTER),
        _day("first_contact_on", "first contact moment or intake", "never spoken with"),
        _day("first_treatment_on", "opening of its first trajectory", "never treated"),
    ),
)  # fmt: skip
TREATMENTS = Sheet(
    "treatments",
    "One trajectory: tailor-made help on one theme.",
    (
        Column("treatment", Type.KEY, "pseudonym of the trajectory", "keyed hash"),
        _company(),
        _theme(),
        _line(),
        _day("first_contact_on", "first contact moment or intake of the company before or on the opening",
             "no contact was written before the opening"),
        _day("opened_on", "start of the treatment", ALWAYS),
        _day("closed_on", "end of the treatment"),
        Column("cohort", Type.CODE, "quarter of the start, such as 2023Q1", LEDGER),
        Column("dose_minutes", Type.INTEGER, "hours written up to the last day of this file, corrections included; "
               "no hours that were only reserved", LEDGER, unit="minutes"),
        _code("outcome", "how it ended", "codes.csv: journey_outcome", UNTIL),
        _day("step_shown_on", "first step on this theme that two scans and a dated proof show, from the opening on",
             "no step was shown"),
    ),
)  # fmt: skip
DOSE = Sheet(
    "dose",
    "Hours of one trajectory in one month.",
    (
        Column("treatment", Type.KEY, "as in treatments.csv", "keyed hash"),
        _company(),
        Column("month", Type.MONTH, "month in which the work was done", LEDGER),
        Column("minutes", Type.INTEGER, "contact, preparation and travel; never nought", LEDGER, unit="minutes"),
    ),
)
CONTACTS = Sheet(
    "contacts",
    "One contact moment.",
    (
        _company(),
        _day("held_on", "day", ALWAYS),
        _code("channel", "how they spoke", "codes.csv: channel", "unknown"),
        _code("kind", "specific advice or information only", "codes.csv: contact_kind", "unknown"),
        _theme(),
        Column("minutes", Type.INTEGER, "contact, preparation and travel", LEDGER, unit="minutes", missing="unknown"),
    ),
)
INTAKES = Sheet(
    "intakes",
    "One intake on one theme.",
    (
        _company(),
        _day("held_on", "day", ALWAYS),
        _theme(),
        _line(),
        _code("needs", "coded needs, with a space between two", "codes.csv: need", "no need was coded"),
    ),
)
SCANS = Sheet(
    "scans",
    "One scale of one finished scan (T0, T1, T2, one after the other).",
    (
        Column("measurement", Type.KEY, "pseudonym of the filled-in scan", "keyed hash"),
        _company(),
        _code("scan", "which questionnaire", "codes.csv: scan", ALWAYS),
        Column("version", Type.CODE, "version of the questionnaire", "scan"),
        _day("taken_on", "day on which it was finished", ALWAYS),
        Column("moment", Type.INTEGER, "0 for the first of this company and questionnaire, then 1, 2, ...", LEDGER),
        Column("scale", Type.CODE, "scale of that questionnaire", "scan"),
        Column("value", Type.NUMBER, "score, as shown to the company", "scan", unit="points of the scale",
               missing="not measured: too few questions were answered; never nought"),
        Column("level", Type.CODE, "level that the score stands for", "scan", missing="scale without levels"),
    ),
)  # fmt: skip
LADDER = Sheet(
    "ladder",
    "One position of a company on the ladder of the programme.",
    (
        _company(),
        _theme(),
        _day("taken_on", "day", ALWAYS),
        Column("phase", Type.INTEGER, "number of the phase, 1 is the first", LEDGER),
        _code("proof", "whether somebody has seen a dated proof", "yes|no", ALWAYS),
    ),
)
REFERRALS = Sheet(
    "referrals",
    "One question that was handed to a partner.",
    (
        Column("referral", Type.KEY, "pseudonym of the referral", "keyed hash"),
        _company(),
        _theme(),
        _code("partner", "organisation", "codes.csv: partner", ALWAYS),
        *(_day(f"{word}_on", meaning, "this never happened, or " + UNTIL) for word, meaning in (
            ("asked", "the company was asked for its consent"), ("sent", "sent to the partner"),
            ("accepted", "accepted by the partner"), ("contacted", "the partner spoke with the company"),
            ("started", "the work began"), ("result", "the partner said how it ended"),
            ("declined", "declined by the partner"), ("expired", "the partner gave no answer in time"),
            ("withdrawn", "withdrawn, by the company or by the adviser"), ("closed", "closed"),
        )),
        _code("decline_reason", "why the partner declined", "codes.csv: decline_reason", "not declined"),
        _code("outcome", "how it ended", "codes.csv: referral_outcome", "no result yet"),
        _code("helped", "whether it helped, says the company", "yes|partly|no", "not answered"),
    ),
)  # fmt: skip
APPLICATIONS = Sheet(
    "applications",
    "One thing that a company asked for, served or not: a question, an intake, a referral.",
    (
        _company(),
        _code("kind", "what was asked", "question|intake|referral", ALWAYS),
        _theme("a question has no theme"),
        _day("asked_on", "day on which it was asked", ALWAYS),
        _day("decided_on", "day of the decision", "still waiting, or an intake without trajectory"),
        _code("decision", "served, refused (declined by a partner), no_answer (of a partner), no_service (closed "
              "without service), withdrawn, no_treatment (intake without trajectory on that theme), waiting",
              "served|refused|no_answer|no_service|withdrawn|no_treatment|waiting", ALWAYS),
        _code("reason", "coded reason or outcome", "codes.csv: decline_reason, question_outcome", "none was coded"),
    ),
)  # fmt: skip
RESULTS = Sheet(
    "results",
    "One result at one stage. Never add up stages or kinds.",
    (
        Column("result", Type.KEY, "pseudonym: the stages of one result share it", "keyed hash"),
        _company(),
        _code("stage", "who said it: adviser, company, somebody else than the writer",
              "forecast|stated|verified", ALWAYS),
        _code("kind", "what is counted", "codes.csv: result_kind", ALWAYS),
        _theme(),
        _day("said_on", "day on which it was said", ALWAYS),
        _day("reached_on", "day of the result itself", "unknown"),
        Column("amount", Type.NUMBER, "amount, in the unit of the kind", LEDGER, unit="codes.csv: result_kind"),
        _code("without", "what would have happened without the help, says the company",
              "codes.csv: counterfactual", "only asked at the stage 'stated'"),
        Column("evidence", Type.INTEGER, "Maryland scale, 0 or 1", LEDGER, allowed="0..1",
               missing="a forecast has none"),
    ),
)  # fmt: skip
SURVEY = Sheet(
    "survey",
    "One company in one yearly round: asked or not, and what it answered.",
    (
        _company(),
        Column("year", Type.INTEGER, "year that is asked about", "survey", unit="year"),
        _day("asked_on", "day of the letter", "not asked"),
        _day("answered_on", "day of the answer", "no answer up to the last day of this file"),
        _code("non_response", "why there is no answer, as known now", "codes.csv: non_response", "answered", "survey"),
        _code("question", "question with a mark", "codes.csv: survey_question", "no answer"),
        Column("mark", Type.INTEGER, "the mark", LEDGER, missing="no answer"),
    ),
)
OUTCOMES = Sheet(
    "outcomes_register",
    "A company at one day of the register, treated or not: the outcome that nobody had to be asked for.",
    (
        _company(),
        _day("register_on", "day of the register", ALWAYS, REGISTER),
        _code("register", "which of the two registers", "trade-register|employment-register", ALWAYS, REGISTER),
        _code("size", "class of people at work at the establishment that stands for it, as coarse as in companies.csv",
              "codes.csv: size", "hidden or unknown", REGISTER),
        _code("active", "whether it existed", "yes|no", ALWAYS, REGISTER),
        Column("months", Type.INTEGER, "whole months since the opening of its first trajectory; negative before it. "
               "Take the rows nearest to 0, 12 and 24", "ledger and register", unit="months",
               missing="never treated"),
    ),
)  # fmt: skip
COMPARISON = Sheet(
    "comparison",
    "A company that can serve as a comparison. Its facts and history are in the other files.",
    (
        _company(),
        _code("pool", "why it can", "eligible_not_served|refused|waiting|contacted|intake_only|late", ALWAYS),
        _day("free_until", "first day of its treatment: it is a comparison only before", "never treated"),
    ),
)
DOUBLES = Sheet(
    "doubles",
    "A company that turned out to be another one. Needed only to join files of several years.",
    (
        Column("gone", Type.KEY, "pseudonym that an earlier file may have", "keyed hash"),
        _company("the company that it is"),
    ),
)
SHEETS = (
    COMPANIES, TREATMENTS, DOSE, CONTACTS, INTAKES, SCANS, LADDER, REFERRALS, APPLICATIONS, RESULTS, SURVEY, OUTCOMES,
    COMPARISON, DOUBLES,
)  # fmt: skip
"""Every file with data, in the order of the ZIP."""
