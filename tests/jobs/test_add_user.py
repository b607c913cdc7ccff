"""The first account of a new installation, made from the command line."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.accounts.roles import Role


def test_the_first_manager_is_made_without_a_password(db: None) -> None:
    told = StringIO()
    call_command("add_user", "Marieke@Example.org", "Marieke de Vries", stdout=told)
    user = User.objects.get()
    assert (user.email, user.name, user.roles) == ("marieke@example.org", "Marieke de Vries", {Role.MANAGER})
    assert user.has_usable_password() is False
    assert told.getvalue() == "Marieke de Vries can log in with marieke@example.org, as manager.\n"
    assert list(AuditEvent.objects.order_by("pk").values_list("verb", "actor")) == [
        ("invite", None),
        ("grant_role", None),
    ]


def test_roles_can_be_named(db: None) -> None:
    call_command("add_user", "a@example.org", "A", "--role", "adviser", "--role", "specialist", stdout=StringIO())
    assert User.objects.get().roles == {Role.ADVISER, Role.SPECIALIST}


def test_a_weak_password_makes_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _question: "kort")
    with pytest.raises(CommandError, match="12"):
        call_command("add_user", "a@example.org", "A", "--password")
    assert User.objects.count() == 0


def test_a_known_address_is_refused_in_words(marieke: User) -> None:
    with pytest.raises(CommandError, match="adres"):
        call_command("add_user", marieke.email, "Somebody Else")
    assert User.objects.count() == 1
