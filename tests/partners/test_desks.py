"""Where a partner takes its cards, when it takes none, and which accounts answer for it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from kopgroep.accounts.models import AuditEvent, User
from kopgroep.base.errors import Refused, Stale
from kopgroep.partners.actions import join_partner, leave_partner, pause_desk, resume_desk, set_desk
from kopgroep.partners.models import Desk, Membership, partners_of
from tests.factories import TODAY

JUNE = date(2023, 6, 1)


def noted() -> list[tuple[str, dict[str, str]]]:
    """The audit trail, oldest first."""
    return [(event.verb, event.detail) for event in AuditEvent.objects.order_by("pk")]


def test_a_desk_is_made_the_first_time_and_changed_the_next(marieke: User) -> None:
    set_desk("nom", email="Balie@NOM.example.org ", phone="050 000 00 00", by=marieke)
    desk = set_desk("nom", email="balie@nom.example.org", contact_name="Team mkb", by=marieke)
    assert list(Desk.objects.values_list("partner", "email", "phone", "contact_name")) == [
        ("nom", "balie@nom.example.org", "", "Team mkb")
    ]
    assert desk.version == 3
    assert noted()[0] == (
        "set_desk",
        {"partner": "nom", "email": "balie@nom.example.org", "phone": "050 000 00 00", "contact_name": ""},
    )


@pytest.mark.parametrize("address", ["balie", "balie@", "a b@example.org"])
def test_what_is_no_address_is_refused_at_its_field(marieke: User, address: str) -> None:
    with pytest.raises(Refused) as refused:
        set_desk("nom", email=address, by=marieke)
    assert refused.value.field == "email"
    assert Desk.objects.count() == 0


def test_a_partner_that_the_programme_does_not_have_is_refused(marieke: User, petra: User) -> None:
    for act in (
        lambda: set_desk("nergens", email="", by=marieke),
        lambda: pause_desk("nergens", until=JUNE, reason="vol", by=marieke),
        lambda: join_partner(petra, "nergens", by=marieke),
    ):
        with pytest.raises(Refused, match="Het programma heeft deze partner niet"):
            act()


def test_a_pause_ends_by_itself_on_its_day(marieke: User) -> None:
    desk = pause_desk("nom", until=JUNE, reason=" Vol ", by=marieke)
    assert desk.pause_reason == "Vol"
    assert [desk.is_paused(day) for day in (TODAY, JUNE - timedelta(days=1), JUNE)] == [True, True, False]
    assert Desk.objects.pauses(TODAY) == {"nom": JUNE}
    assert Desk.objects.pauses(JUNE) == {}


def test_a_pause_asks_a_day_to_come_and_a_reason(marieke: User) -> None:
    with pytest.raises(Refused) as today:
        pause_desk("nom", until=TODAY, reason="vol", by=marieke)
    with pytest.raises(Refused) as silent:
        pause_desk("nom", until=JUNE, reason="  ", by=marieke)
    assert (today.value.field, silent.value.field) == ("until", "reason")
    assert Desk.objects.pauses(TODAY) == {}


def test_resuming_twice_is_noted_once(marieke: User) -> None:
    pause_desk("nom", until=JUNE, reason="vol", by=marieke)
    for _ in range(2):
        desk = resume_desk("nom", by=marieke)
    assert (desk.is_paused(), desk.pause_reason) == (False, "")
    assert [verb for verb, _detail in noted()] == ["pause_desk", "resume_desk"]


def test_a_form_that_was_open_too_long_overwrites_nothing(marieke: User) -> None:
    desk = set_desk("nom", email="eerst@example.org", by=marieke)
    pause_desk("nom", until=JUNE, reason="vol", by=marieke)
    with pytest.raises(Stale):
        set_desk("nom", email="later@example.org", version=desk.version, by=marieke)
    assert Desk.objects.get().email == "eerst@example.org"


def test_the_database_refuses_a_pause_without_reason(db: None) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Desk.objects.create(partner="nom", paused_until=JUNE)


def test_an_account_answers_for_its_partners_until_it_leaves(marieke: User, petra: User) -> None:
    first = join_partner(petra, "nom", by=marieke)
    join_partner(petra, "qredits", by=marieke)
    assert partners_of(petra) == {"nom", "qredits"}
    left = leave_partner(first, by=marieke)
    assert (left.until, partners_of(petra)) == (TODAY, {"qredits"})
    again = join_partner(petra, "nom", by=marieke)
    assert again.pk != first.pk
    assert partners_of(petra) == {"nom", "qredits"}


def test_joining_and_leaving_twice_change_nothing(marieke: User, petra: User) -> None:
    one, other = (join_partner(petra, "nom", by=marieke) for _ in range(2))
    assert one == other
    for _ in range(2):
        leave_partner(one, by=marieke)
    assert [verb for verb, _detail in noted()] == ["join_partner", "leave_partner"]


def test_only_an_open_account_with_the_role_joins(marieke: User, petra: User, anna: User) -> None:
    with pytest.raises(Refused, match="Geef deze persoon eerst de rol van partner"):
        join_partner(anna, "nom", by=marieke)
    User.objects.filter(pk=petra.pk).update(is_active=False)
    with pytest.raises(Refused, match="Dit account is gesloten"):
        join_partner(petra, "nom", by=marieke)
    assert Membership.objects.count() == 0


def test_a_closed_account_answers_for_nobody(marieke: User, petra: User) -> None:
    join_partner(petra, "nom", by=marieke)
    petra.is_active = False
    assert partners_of(petra) == set()


def test_a_partner_sees_only_its_own_desk_and_colleagues(marieke: User, petra: User, anna: User, charlie: User) -> None:
    for code in ("nom", "qredits"):
        set_desk(code, email="", by=marieke)
    join_partner(petra, "nom", by=marieke)
    assert [desk.partner for desk in Desk.objects.visible_to(petra)] == ["nom"]
    assert [member.user for member in Membership.objects.visible_to(petra)] == [petra]
    assert [desk.partner for desk in Desk.objects.visible_to(anna)] == ["nom", "qredits"]
    assert [Desk.objects.visible_to(charlie).count(), Membership.objects.visible_to(charlie).count()] == [0, 0]
