"""Who may do what: the permissions, and the mark that every action carries."""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from kopgroep.base.errors import NotAllowed

P = ParamSpec("P")
R = TypeVar("R")

ACTIONS: dict[str, "Permission | None"] = {}
"""Every marked action by its full name, with the permission it asks; None for an action that is open to all."""


class Permission(StrEnum):
    """One thing a person may do. Roles hold them (``accounts/roles.py``)."""

    SEE_WORKSPACE = "see-workspace"
    SEE_COMPANIES = "see-companies"
    SEE_QUESTIONS = "see-questions"
    SEE_JOURNEYS = "see-journeys"
    SEE_PARTNERS = "see-partners"
    SEE_REFERRALS = "see-referrals"
    SEE_MONITOR = "see-monitor"
    SEE_LINES = "see-lines"
    SEE_READ_LOG = "see-read-log"
    SEE_AUDIT = "see-audit"
    SEE_POST = "see-post"
    EXPORT_COMPANIES = "export-companies"
    EDIT_COMPANY = "edit-company"
    TAKE_QUESTION = "take-question"
    RECORD_CONTACT = "record-contact"
    RECORD_INTAKE = "record-intake"
    REFER = "refer"
    ANSWER_REFERRAL = "answer-referral"
    PLAN_WORK = "plan-work"
    HAND_OVER = "hand-over"
    MERGE_COMPANIES = "merge-companies"
    RECORD_MEASURE = "record-measure"
    OPEN_JOURNEY = "open-journey"
    BOOK_HOURS = "book-hours"
    OVERRIDE_CAP = "override-cap"
    HOLD_EVENT = "hold-event"
    ASSIGN_MANAGER = "assign-manager"
    CORRECT_LINE = "correct-line"
    RECORD_MONEY = "record-money"
    MANAGE_PARTNERS = "manage-partners"
    MANAGE_POST = "manage-post"
    MANAGE_ROLES = "manage-roles"
    IMPORT_REGISTER = "import-register"
    RECORD_RESULT = "record-result"
    VERIFY_RESULT = "verify-result"
    RUN_SURVEY = "run-survey"
    CLOSE_QUARTER = "close-quarter"
    EXPORT_EVALUATION = "export-evaluation"


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark an action with the permission it asks of ``by``; raises NotAllowed for anyone without it."""

    def mark(action: Callable[P, R]) -> Callable[P, R]:
        ACTIONS[f"{action.__module__}.{action.__qualname__}"] = permission

        @wraps(action)
        def checked(*args: P.args, **kwargs: P.kwargs) -> R:
            by: Any = kwargs["by"]
            if not by.may(permission):
                raise NotAllowed(f"{by} lacks the permission {permission}")
            return action(*args, **kwargs)

        return checked

    return mark


def open_to_all[**P, R](action: Callable[P, R]) -> Callable[P, R]:
    """Mark an action that anybody may take, such as asking a question at the counter."""
    ACTIONS[f"{action.__module__}.{action.__qualname__}"] = None
    return action
