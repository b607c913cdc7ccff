"""Drafts of contact moments: one per invitation, changed while open, counting for nothing until kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.casework.actions.drafts import drop_draft, keep_draft, reopen_draft, take_mailed, take_upload
from kopgroep.casework.invitations import read_invitation
from kopgroep.casework.models import Contact, ContactDraft
from kopgroep.companies.actions import add_person
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from tests.factories import TODAY, make_company, make_contact
from tests.planned import ics, make_appointment


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def mailed(*lines: str, **changes: Any) -> ContactDraft:
    """What a mailed invitation becomes."""
    return take_mailed(read_invitation(ics(*lines, **changes)))


def of_bram(by: User, name: str = "Van Rhee") -> Company:
    """A company for which the entrepreneur of the invitation speaks."""
    company = make_company(name)
    add_person(company, name="Bram Jansen", email="bram@example.org", source="test", by=by)
    return company


def test_addresses_find_colleague_and_company(anna: User) -> None:
    company = of_bram(anna)
    draft = mailed()
    assert (draft.owner, draft.company, draft.state) == (anna, company, "open")
    assert draft.attendees == [{"name": "", "email": "bram@example.org"}, {"name": "", "email": "anna@example.org"}]


def test_two_companies_are_left_to_a_person(anna: User) -> None:
    of_bram(anna)
    company = make_company("Tweede bedrijf")
    add_person(company, name="Anna thuis", email="anna@example.org", source="test", by=anna)
    assert mailed().company is None


def test_upload_is_of_who_hands_it_in_unless_a_colleague_sent_it(anna: User, sjoerd: User) -> None:
    assert take_upload(read_invitation(ics(ATTENDEE="")), by=sjoerd).owner == sjoerd
    assert take_upload(read_invitation(ics(UID="talk-2")), by=sjoerd).owner == anna


def test_draft_counts_for_nothing(anna: User) -> None:
    of_bram(anna)
    mailed()
    assert (Contact.objects.count(), Entry.objects.count()) == (0, 0)


def test_same_invitation_twice_is_one_draft(anna: User) -> None:
    assert mailed() == mailed(SUMMARY="Andere woorden, zelfde versie")
    assert ContactDraft.objects.get().title == "Gesprek over groei"


def test_newer_version_changes_an_open_draft_only(anna: User) -> None:
    mailed(SEQUENCE="2")
    mailed(SEQUENCE="1", SUMMARY="Ouder")
    draft = mailed(SEQUENCE="3", SUMMARY="Nieuwer", DTSTART="20230511T120000Z", DTEND="20230511T130000Z")
    assert (draft.title, draft.held_on, draft.minutes) == ("Nieuwer", date(2023, 5, 11), 60)
    drop_draft(draft, by=anna)
    assert mailed(SEQUENCE="4", SUMMARY="Te laat").title == "Nieuwer"


def test_withdrawal_marks_the_draft_and_a_new_version_lifts_it(anna: User) -> None:
    mailed(SEQUENCE="1")
    assert mailed(SEQUENCE="0", method="CANCEL").cancelled is False
    withdrawn = mailed(SEQUENCE="1", method="CANCEL", SUMMARY="Geannuleerd: iets")
    assert (withdrawn.cancelled, withdrawn.title) == (True, "Gesprek over groei")
    assert mailed(SEQUENCE="2").cancelled is False


def test_withdrawal_of_the_unknown_and_ones_own_appointment_are_refused(anna: User) -> None:
    with pytest.raises(Refused):
        mailed(method="CANCEL")
    with pytest.raises(Refused):
        mailed(UID=make_appointment(make_company(), anna).uid)
    assert ContactDraft.objects.count() == 0


def test_draft_is_kept_once(anna: User) -> None:
    company = of_bram(anna)
    draft, contact = mailed(), make_contact(company, anna)
    for _ in range(2):
        assert keep_draft(draft, contact, by=anna).state == "kept"
    for act in (drop_draft, reopen_draft):
        with pytest.raises(Refused):
            act(draft, by=anna)
    with pytest.raises(Refused):
        keep_draft(draft, make_contact(company, anna), by=anna)


def test_dropping_can_be_undone(anna: User) -> None:
    draft = mailed()
    drop_draft(draft, by=anna)
    assert list(ContactDraft.objects.open()) == []
    reopen_draft(draft, by=anna)
    assert list(ContactDraft.objects.open()) == [draft]


def test_each_sees_the_own_drafts_and_those_of_nobody(anna: User, sjoerd: User, marieke: User, olga: User) -> None:
    draft, loose = mailed(), mailed(UID="talk-2", ATTENDEE="")
    seen = {user.name: set(ContactDraft.objects.visible_to(user)) for user in (anna, sjoerd, marieke, olga)}
    assert seen == {
        "Anna Bakker": {draft, loose},
        "Sjoerd Hoekstra": {loose},
        "Marieke de Vries": {draft, loose},
        "Olga Smit": set(),
    }
    with pytest.raises(NotAllowed):
        take_upload(read_invitation(ics(UID="talk-3")), by=olga)
