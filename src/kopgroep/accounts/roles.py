"""The roles of the programme and the permissions that each holds. Their texts live in the programme folder."""

from kopgroep.accounts.permissions import Permission as May
from kopgroep.programme.kinds import RoleCode

Role = RoleCode
"""A role that a person can hold. One person may hold several. The programme gives each its name and description."""

_READ = frozenset(
    {
        May.SEE_WORKSPACE,
        May.SEE_COMPANIES,
        May.SEE_QUESTIONS,
        May.SEE_JOURNEYS,
        May.SEE_PARTNERS,
        May.SEE_REFERRALS,
        May.SEE_MONITOR,
    }
)

_ADVISE = _READ | {
    May.SEE_LINES,
    May.EXPORT_COMPANIES,
    May.EDIT_COMPANY,
    May.TAKE_QUESTION,
    May.RECORD_CONTACT,
    May.RECORD_INTAKE,
    May.RECORD_MEASURE,
    May.OPEN_JOURNEY,
    May.BOOK_HOURS,
    May.HOLD_EVENT,
    May.REFER,
    May.PLAN_WORK,
    May.MERGE_COMPANIES,
    May.RECORD_RESULT,
}

ROLES: dict[Role, frozenset[May]] = {
    Role.ADVISER: _ADVISE,
    Role.SPECIALIST: _ADVISE,
    # A partner sees the cards of its own organisation and nothing else.
    Role.PARTNER: frozenset({May.ANSWER_REFERRAL}),
    Role.SCHEME_OFFICER: _READ | {May.SEE_LINES, May.VERIFY_RESULT, May.CLOSE_QUARTER},
    Role.MANAGER: _ADVISE
    | {
        May.OVERRIDE_CAP,
        May.ASSIGN_MANAGER,
        May.HAND_OVER,
        May.CORRECT_LINE,
        May.RECORD_MONEY,
        May.MANAGE_PARTNERS,
        May.SEE_POST,
        May.MANAGE_POST,
        May.MANAGE_ROLES,
        May.IMPORT_REGISTER,
        May.VERIFY_RESULT,
        May.RUN_SURVEY,
        May.CLOSE_QUARTER,
        May.SEE_READ_LOG,
        May.SEE_AUDIT,
    },
    Role.FUNDER: frozenset({May.SEE_WORKSPACE, May.SEE_MONITOR}),
    Role.ANALYST: frozenset({May.SEE_WORKSPACE, May.SEE_MONITOR, May.EXPORT_EVALUATION}),
    Role.PRIVACY_OFFICER: frozenset(
        {
            May.SEE_WORKSPACE,
            May.SEE_COMPANIES,
            May.SEE_REFERRALS,
            May.SEE_LINES,
            May.SEE_READ_LOG,
            May.SEE_AUDIT,
            May.SEE_POST,
            May.SEE_MONITOR,
        }
    ),
    # The entrepreneur follows a question through a link in the mail and needs no account.
    Role.ENTREPRENEUR: frozenset(),
}
