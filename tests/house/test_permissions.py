"""Who may do what, written out; and that no action forgets to ask."""

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import ACTIONS, Permission
from kopgroep.accounts.roles import ROLES, Role
from kopgroep.base.errors import NotAllowed

SRC = Path(__file__).resolve().parents[2] / "src"
DOMAIN = ("accounts", "post", "companies", "partners", "ledger", "scans", "casework", "events", "reporting")

# One line for each permission: adviser, specialist, partner, scheme officer, manager, funder, analyst, privacy
# officer, entrepreneur. Changing a right means changing this table by hand, so that somebody looks at it twice.
TABLE = """
                   A S P O M F N R E
see-workspace      x x . x x x x x .
see-companies      x x . x x . . x .
see-questions      x x . x x . . . .
see-journeys       x x . x x . . . .
see-partners       x x . x x . . . .
see-referrals      x x . x x . . x .
see-monitor        x x . x x x x x .
see-lines          x x . x x . . x .
see-read-log       . . . . x . . x .
see-audit          . . . . x . . x .
see-post           . . . . x . . x .
export-companies   x x . . x . . . .
edit-company       x x . . x . . . .
take-question      x x . . x . . . .
record-contact     x x . . x . . . .
record-intake      x x . . x . . . .
refer              x x . . x . . . .
answer-referral    . . x . . . . . .
plan-work          x x . . x . . . .
hand-over          . . . . x . . . .
merge-companies    x x . . x . . . .
record-measure     x x . . x . . . .
open-journey       x x . . x . . . .
book-hours         x x . . x . . . .
override-cap       . . . . x . . . .
hold-event         x x . . x . . . .
assign-manager     . . . . x . . . .
correct-line       . . . . x . . . .
record-money       . . . . x . . . .
manage-partners    . . . . x . . . .
manage-post        . . . . x . . . .
manage-roles       . . . . x . . . .
import-register    . . . . x . . . .
record-result      x x . . x . . . .
verify-result      . . . x x . . . .
run-survey         . . . . x . . . .
close-quarter      . . . x x . . . .
export-evaluation  . . . . . . x . .
"""
COLUMNS = {
    "A": Role.ADVISER,
    "S": Role.SPECIALIST,
    "P": Role.PARTNER,
    "O": Role.SCHEME_OFFICER,
    "M": Role.MANAGER,
    "F": Role.FUNDER,
    "N": Role.ANALYST,
    "R": Role.PRIVACY_OFFICER,
    "E": Role.ENTREPRENEUR,
}

OPEN_TO_ALL = {
    "kopgroep.casework.actions.questions.ask_question",
    # Each checks by which door it comes: a signed link of this round, an account of this partner, an adviser.
    "kopgroep.casework.actions.referral_answers.accept_referral",
    "kopgroep.casework.actions.referral_answers.contact_referral",
    "kopgroep.casework.actions.referral_answers.decline_referral",
    "kopgroep.casework.actions.referral_answers.report_referral",
    "kopgroep.casework.actions.referral_answers.start_referral",
    # The entrepreneur, through a signed link of this round.
    "kopgroep.casework.actions.referral_consents.answer_consent",
    "kopgroep.casework.actions.referral_consents.confirm_referral",
    # The entrepreneur too: what came of the help.
    "kopgroep.casework.actions.result_answers.deny_result",
    "kopgroep.casework.actions.result_answers.state_result",
    # Whoever fills in a scan at the counter or holds its link; in the workspace the page asks the permission.
    "kopgroep.scans.actions.fillings.begin_alone",
    "kopgroep.scans.actions.fillings.finish_filling",
    "kopgroep.scans.actions.fillings.keep_address",
    "kopgroep.scans.actions.fillings.save_answers",
    "kopgroep.scans.actions.proofs.add_proof",
    # Who holds the link in the letter of the survey.
    "kopgroep.casework.actions.surveys.refuse_survey",
    "kopgroep.casework.actions.surveys.take_answers",
    # The clock, and the mailbox of the programme.
    "kopgroep.casework.actions.drafts.take_mailed",
    "kopgroep.casework.actions.referral_clock.close_unanswered",
    "kopgroep.casework.actions.referral_clock.expire_referrals",
    "kopgroep.casework.actions.referral_clock.remind_partners",
    "kopgroep.casework.actions.refreshing.ask_refreshes",
    "kopgroep.casework.actions.result_answers.close_unanswered_results",
    "kopgroep.casework.actions.survey_clock.run_surveys",
    "kopgroep.scans.actions.asking.ask_to_fill",
    "kopgroep.reporting.actions.soundness.recompute_closed",
    "kopgroep.scans.actions.snapshots.freeze_ended",
    "kopgroep.scans.actions.snapshots.take_snapshot",
}
"""What happens without an account, or with one of several rights."""

STEPS = {
    "kopgroep.accounts.audit.note",
    "kopgroep.accounts.audit.note_read",
    "kopgroep.casework.actions.contacts.become_manager",
    "kopgroep.casework.actions.hours.write_minutes",
    "kopgroep.casework.moving.check_door",
    "kopgroep.casework.moving.move",
    "kopgroep.casework.note_warnings.keep_words",
    "kopgroep.casework.result_lines.take_lines_back",
    "kopgroep.casework.result_lines.write_stage",
    "kopgroep.casework.sending.keep_consent",
    "kopgroep.casework.sending.send",
    "kopgroep.ledger.actions.take_back",
    "kopgroep.ledger.actions.write_line",
    "kopgroep.scans.actions.proofs.keep_with_measure",
    "kopgroep.scans.counting.count",
    "kopgroep.scans.counting.count_position",
    "kopgroep.scans.counting.count_proven",
    "kopgroep.scans.counting.count_step",
    "kopgroep.scans.counting.uncount",
}
"""Steps inside an act that has asked its own permission; no surface may call them."""

NOTING = {"note", "add_action", "add_task", "give_role", "take_role", "take_back", "move", "send"}
"""What writes an audit event: the log itself, and the steps that do it for the act around them."""


def rows() -> Iterator[tuple[str, dict[Role, bool]]]:
    """The table above, line by line."""
    head, *lines = TABLE.strip("\n").splitlines()
    for line in lines:
        name, *marks = line.split()
        yield name, {COLUMNS[letter]: mark == "x" for letter, mark in zip(head.split(), marks, strict=True)}


def modules_of_the_domain() -> list[ModuleType]:
    """Every module below the surfaces that could hold an action."""
    found = []
    for room in DOMAIN:
        package = import_module(f"kopgroep.{room}")
        names = [m.name for m in walk_packages(package.__path__, f"{package.__name__}.") if "migrations" not in m.name]
        found += [import_module(name) for name in names]
    return found


def public_functions() -> dict[str, Callable[..., Any]]:
    """Every public function that a module of the domain itself defines, by its full name."""
    return {
        f"{module.__name__}.{name}": function
        for module in modules_of_the_domain()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and function.__module__ == module.__name__
    }


FUNCTIONS = public_functions()
ASKING = sorted(name for name, permission in ACTIONS.items() if permission is not None)


def test_every_permission_and_role_is_in_the_table() -> None:
    assert [name for name, _marks in rows()] == [permission.value for permission in Permission]
    assert set(COLUMNS.values()) == set(Role)


@pytest.mark.parametrize(("name", "marks"), list(rows()), ids=[name for name, _marks in rows()])
def test_roles_hold_what_the_table_says(name: str, marks: dict[Role, bool]) -> None:
    assert {role: Permission(name) in ROLES[role] for role in Role} == marks


def test_every_public_function_that_takes_a_person_is_marked() -> None:
    takes_a_person = {name for name, function in FUNCTIONS.items() if "by" in inspect.signature(function).parameters}
    # By a link or by the clock nobody comes with an account.
    without_a_person = OPEN_TO_ALL - takes_a_person
    assert takes_a_person - STEPS == set(ACTIONS) - without_a_person


def test_what_is_open_to_all_is_listed() -> None:
    assert {name for name, permission in ACTIONS.items() if permission is None} == OPEN_TO_ALL


@pytest.mark.parametrize("name", ASKING)
def test_charlie_is_refused(name: str, charlie: User) -> None:
    with pytest.raises(NotAllowed):
        FUNCTIONS[name](by=charlie)


@pytest.mark.parametrize("name", ASKING)
def test_a_closed_account_is_refused(name: str, marieke: User) -> None:
    marieke.is_active = False
    with pytest.raises(NotAllowed):
        FUNCTIONS[name](by=marieke)


def called_in(action: str) -> set[str]:
    """The names of the functions that an action calls, by itself or through a function of its own module."""
    module, _dot, name = action.rpartition(".")
    tree = ast.parse((SRC / Path(*module.split("."))).with_suffix(".py").read_text())
    bodies = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    found, waiting = set(), [name]
    while waiting:
        for node in ast.walk(bodies[waiting.pop()]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id not in found:
                found.add(node.func.id)
                waiting += [node.func.id] if node.func.id in bodies else []
    return found


def test_every_action_writes_an_audit_event() -> None:
    assert {name for name in ACTIONS if not called_in(name) & NOTING} == set()


def test_surfaces_do_not_take_a_step_past_the_act_that_asks() -> None:
    steps = {name.rpartition(".")[2] for name in STEPS if ".audit." not in name} | {
        "give_role",
        "take_role",
        "keep_roles",
        "make_user",
    }
    found = set()
    for surface in ("portal", "workspace"):
        for path in (SRC / "kopgroep" / surface).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom):
                    found |= {f"{path.name}: {alias.name}" for alias in node.names if alias.name in steps}
    assert found == set()


def test_charlie_sees_no_rows(charlie: User) -> None:
    models = [model for model in apps.get_models() if hasattr(model._default_manager, "visible_to")]
    assert len(models) >= 13
    open_to_charlie = [m.__name__ for m in models if not m._default_manager.visible_to(charlie).query.is_empty()]  # type: ignore[attr-defined]
    assert open_to_charlie == []
