"""Every address of the workspace is tried by everybody; what each hears follows from the mark on the view."""

import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from kopgroep.accounts.models import User
from kopgroep.accounts.permissions import Permission
from kopgroep.accounts.roles import ROLES, Role
from kopgroep.base.clock import now
from kopgroep.casework.actions.drafts import take_mailed
from kopgroep.casework.actions.hours import book_hours
from kopgroep.casework.actions.lists import keep_list
from kopgroep.casework.invitations import read_invitation
from kopgroep.casework.models import SavedList, Survey
from kopgroep.casework.models.referral_states import State
from kopgroep.companies.actions import add_company
from kopgroep.companies.doubles import name_pair
from kopgroep.companies.merging import merge_companies
from kopgroep.config.entrance import urls as entrance
from kopgroep.partners.models import Membership
from kopgroep.portal import urls as portal
from kopgroep.programme import current
from kopgroep.scans.actions.proofs import add_proof
from kopgroep.workspace import urls as workspace
from tests.cast import CAST, make_user, member
from tests.factories import (
    TODAY,
    make_company,
    make_contact,
    make_filling,
    make_journey,
    make_question,
    make_referral,
    pdf,
)
from tests.planned import ics, make_appointment, make_plan, make_task
from tests.post.letters import make_letter
from tests.results import make_result

FIXED = uuid.UUID("5f0d7b1c-6a52-4d6e-9f7f-1c1f5d6c2a10")
LET_IN = {200, 302, 404, 409, 422}
"""What somebody may hear who may do it: a page, the way on, or what is missing in an empty form."""

NEEDS_A_LOG_IN = "mijn-account/"


@pytest.fixture
def rows(today_is: Callable[[date], None], db: None) -> dict[str, dict[str, Any]]:
    """One row of each kind, by the first word of the address that shows it."""
    today_is(TODAY)
    adviser = make_user("Tessa Tijdelijk", *[role for role in ROLES if Permission.OVERRIDE_CAP in ROLES[role]])
    caller = make_user("Wim Wachter", *[role for role in ROLES if role == "adviser"])
    partner, answers = current().partners[0].code, make_user("Piet Partner", Role.PARTNER)
    member_of = Membership.objects.create(user=answers, partner=partner, since=TODAY)
    company = make_company()
    journey = make_journey(company, adviser)
    referral = make_referral(company, adviser, State.SENT)
    plan = make_plan(company, adviser)
    filling = make_filling(company, adviser)
    proof = add_proof(filling, pdf(), by=adviser)
    scan = current().scans[0].code
    entry = book_hours(journey, contact=30, on=TODAY, submission=FIXED, by=adviser)
    twice, double = (add_company(name=name, by=adviser) for name in ("De Drift", "Drift Timmerwerk"))
    return {
        "bedrijven": {"pk": company.pk, "code": scan},
        "scans": {"pk": filling.pk, "code": scan, "rule": 0},
        "bewijzen": {"pk": proof.pk},
        "contacten": {"pk": make_contact(company, adviser).pk},
        "vragen": {"pk": make_question(company=company).pk},
        "trajecten": {"pk": journey.pk, "entry_pk": entry.pk},
        "kaarten": {"pk": referral.pk},
        "doorverwijzingen": {"pk": referral.pk, "word": "intrekken"},
        "mensen": {"pk": caller.pk},
        "partners": {"code": member_of.partner, "pk": member_of.pk},
        "rapporten": {"quarter": "2023Q1", "kind": current().reports[0].code, "form": "html"},
        "monitor": {"code": current().indicators[0].code, "pk": entry.pk, "table": "doelen"},
        "mijn-werk": {"table": "uren"},
        "plussen": {"code": "plus"},
        "dubbelen": {"pk": name_pair(company, twice, by=adviser).pk},
        "samenvoegingen": {"pk": merge_companies(company, double, by=adviser).pk},
        "regels": {"pk": entry.pk},
        "kwartalen": {"quarter": "2021Q1", "code": current().indicators[0].code},
        "enquetes": {"pk": make_round(TODAY.year - 1, adviser).pk},
        "lijsten": {"pk": keep_list("Emmen", of=SavedList.Of.JOURNEYS, query="", shared=True, by=adviser).pk},
        "post": {"pk": make_letter().pk},
        "resultaten": {"pk": make_result(company, adviser).pk},
        "plannen": {"pk": plan.pk},
        "acties": {"pk": plan.actions.get().pk},
        "planmomenten": {"pk": plan.checks.order_by("months")[0].pk},
        "taken": {"pk": make_task(adviser).pk},
        "afspraken": {"pk": make_appointment(company, adviser).pk},
        # Of nobody, so that everybody who records contacts may decide.
        "concepten": {"pk": take_mailed(read_invitation(ics())).pk},
    }


def make_round(year: int, by: User) -> Survey:
    """A round of the yearly survey in which nobody is asked."""
    facts = {"survey": current().surveys[0].code, "opened_by": by, "opened_at": now(), "closes_on": TODAY}
    return Survey.objects.create(year=year, programme_hash=current().hash, **facts)


def addresses(patterns: list[URLPattern], *, plain: bool = False) -> list[Any]:
    """Each pattern as a test case, by its name; with ``plain`` only those that need no key."""
    wanted = [pattern for pattern in patterns if not (plain and pattern.pattern.regex.groupindex)]
    return [pytest.param(pattern, id=str(pattern.name)) for pattern in wanted]


def filled_in(pattern: URLPattern, rows: dict[str, dict[str, Any]]) -> str:
    """The address with the keys of rows that exist."""
    known = rows.get(str(pattern.pattern).partition("/")[0], {})
    wanted = pattern.pattern.regex.groupindex
    return reverse(f"workspace:{pattern.name}", kwargs={key: known[key] for key in wanted})


def heard(client: Client, address: str) -> int:
    """The status of opening an address, or of sending an empty form there when it only takes forms."""
    answer = client.get(address)
    return client.post(address).status_code if answer.status_code == 405 else answer.status_code


@pytest.mark.parametrize("pattern", addresses(workspace.urlpatterns))
def test_the_workspace_opens_for_who_may_and_for_nobody_else(
    pattern: URLPattern, rows: dict[str, dict[str, Any]], client: Client
) -> None:
    permission: Permission = pattern.callback.asks  # type: ignore[attr-defined]  # every view carries the mark
    address = filled_in(pattern, rows)
    wrong = {}
    for key, (_name, roles) in CAST.items():
        client.force_login(member(key))
        status = heard(client, address)
        may = any(permission in ROLES[role] for role in roles)
        if (status not in LET_IN) if may else (status != 403):
            wrong[key] = status
    assert wrong == {}, f"{address} asks {permission}"


@pytest.mark.parametrize("pattern", addresses(workspace.urlpatterns))
def test_the_workspace_sends_visitors_to_the_log_in_page(
    pattern: URLPattern, rows: dict[str, dict[str, Any]], client: Client
) -> None:
    address = filled_in(pattern, rows)
    for method in (client.get, client.post):
        answer = method(address)
        if answer.status_code != 405:
            assert (answer.status_code, answer.headers["Location"]) == (
                302,
                f"{reverse('account_login')}?next={address}",
            )


def test_two_names_do_not_share_an_address() -> None:
    routes = [str(pattern.pattern) for pattern in workspace.urlpatterns]
    assert sorted(set(routes)) == sorted(routes)


@pytest.mark.parametrize("pattern", addresses(portal.urlpatterns, plain=True))
def test_the_portal_is_open_to_all(pattern: URLPattern, client: Client, charlie: User) -> None:
    address = reverse(f"portal:{pattern.name}")
    assert client.get(address).status_code in {200, 301, 302, 204}
    client.force_login(charlie)
    assert client.get(address).status_code in {200, 301, 302, 204}


@pytest.mark.parametrize("pattern", addresses(entrance.urlpatterns, plain=True))
def test_ones_own_account_asks_who_it_is(pattern: URLPattern, client: Client, charlie: User) -> None:
    address = reverse(str(pattern.name))
    mine = str(pattern.pattern).startswith(NEEDS_A_LOG_IN) or pattern.name == "account_start"
    answer = client.get(address)
    if mine:
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (302, reverse("account_login"))
    else:
        assert answer.status_code in {200, 302}
    client.force_login(charlie)
    assert client.get(address).status_code in {200, 302, 404}
