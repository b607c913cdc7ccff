"""The daily mail: enough to write for, never twice the same, never half of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused, Stale
from kopgroep.casework import digest
from kopgroep.casework.actions.digests import choose_digest
from kopgroep.casework.day import Section
from kopgroep.casework.digest import LEAST, USUAL, choice_of, news_for, readers, send_digest, send_digests
from kopgroep.casework.models import DigestChoice, DigestTold
from kopgroep.post.models import Letter
from tests.casework.work import DAY, make_appointment, make_draft, make_referral, make_task
from tests.factories import TODAY, make_company, make_question

LATE = TODAY - DAY
TUESDAY = TODAY + DAY


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def wants(user: User, *kinds: Section, least: int = 1) -> None:
    choose_digest(kinds=[kind.value for kind in kinds], least=least, by=user)


def late_tasks(user: User, number: int) -> None:
    for _ in range(number):
        make_task(user, due_on=LATE)


def test_who_never_chose_hears_of_late_and_new_things_from_three_on(anna: User) -> None:
    choice = choice_of(anna)
    assert (choice.kinds, choice.least, choice.pk) == ([section.value for section in USUAL], LEAST, None)
    late_tasks(anna, 2)
    make_task(anna, due_on=TODAY)
    assert send_digest(anna, on=TODAY) is None
    make_draft(anna)
    letter = send_digest(anna, on=TODAY)
    assert letter is not None
    assert (letter.to, letter.kind, letter.state) == (anna.email, "digest", Letter.State.WAITING)


def test_the_job_run_twice_writes_one_mail(anna: User) -> None:
    late_tasks(anna, LEAST)
    assert (send_digests(TODAY), send_digests(TODAY)) == (1, 0)
    assert (Letter.objects.count(), DigestTold.objects.count()) == (1, LEAST)


def test_the_next_day_tells_only_what_is_new(anna: User, today_is: Callable[[date], None]) -> None:
    wants(anna, Section.OVERDUE)
    late_tasks(anna, 2)
    send_digests(TODAY)
    today_is(TUESDAY)
    assert send_digests(TUESDAY) == 0
    make_task(anna, due_on=TODAY, title="Nieuw te laat")
    assert send_digests(TUESDAY) == 1
    assert DigestTold.objects.filter(told_on=TUESDAY).count() == 1


def test_what_comes_after_the_mail_of_a_day_waits_for_the_next(anna: User, today_is: Callable[[date], None]) -> None:
    wants(anna, Section.OVERDUE)
    late_tasks(anna, 1)
    send_digests(TODAY)
    late_tasks(anna, 1)
    assert send_digests(TODAY) == 0
    today_is(TUESDAY)
    assert send_digests(TUESDAY) == 1


def test_a_thing_whose_term_moved_is_told_again(anna: User) -> None:
    wants(anna, Section.OVERDUE)
    task = make_task(anna, due_on=LATE - DAY)
    send_digests(TODAY)
    task.due_on = LATE
    task.save()
    assert send_digests(TUESDAY) == 1


def test_too_little_is_kept_until_it_is_enough(anna: User) -> None:
    wants(anna, Section.OVERDUE, least=3)
    late_tasks(anna, 2)
    assert (send_digests(TODAY), DigestTold.objects.count()) == (0, 0)
    late_tasks(anna, 1)
    send_digests(TUESDAY)
    assert DigestTold.objects.count() == 3


def test_only_the_kinds_that_were_chosen_are_told(anna: User) -> None:
    company = make_company()
    make_task(anna, due_on=LATE)
    make_appointment(company, anna)
    make_draft(anna)
    wants(anna, Section.TODAY)
    assert set(news_for(anna, on=TODAY)) == {Section.TODAY}
    wants(anna)
    assert (news_for(anna, on=TODAY), send_digest(anna, on=TODAY)) == ({}, None)


def test_the_mail_names_company_and_kind_and_nothing_else(anna: User) -> None:
    wants(anna, Section.OVERDUE, Section.NEW)
    company = make_company("Van Rhee")
    make_referral(company, anna, due_on=LATE, ask="Heeft schulden")
    make_task(anna, due_on=LATE, company=company, title="Moeilijk gesprek")
    make_question(company_typed="Eenmanszaak Jansen", text="Ik ben ziek", name="Bram Jansen")
    letter = send_digest(anna, on=TODAY)
    assert letter is not None
    for text in (letter.text, letter.html):
        assert f"/werkplek/bedrijven/{company.pk}/" in text
        assert "Van Rhee" in text
        for secret in ("schulden", "Moeilijk", "ziek", "Bram", "Jansen"):
            assert secret not in text


def test_a_long_list_is_cut_and_says_how_many_more(anna: User) -> None:
    wants(anna, Section.OVERDUE)
    late_tasks(anna, digest.NAMED + 2)
    letter = send_digest(anna, on=TODAY)
    assert letter is not None
    assert letter.text.count("\n- ") == digest.NAMED + 1
    assert "nog 2" in letter.text
    assert DigestTold.objects.count() == digest.NAMED + 2


@pytest.mark.parametrize("off", [date(2023, 5, 14), date(2023, 5, 18), date(2023, 5, 29)])
def test_on_a_day_off_nobody_is_mailed(anna: User, off: date) -> None:
    wants(anna, Section.OVERDUE)
    make_task(anna, due_on=off - timedelta(days=5))
    assert send_digests(off) == 0
    assert send_digests(date(2023, 5, 30)) == 1


def test_a_closed_account_and_one_without_a_day_page_get_nothing(anna: User, fenna: User, charlie: User) -> None:
    assert [user.pk for user in readers()] == [anna.pk]
    wants(anna, Section.OVERDUE)
    late_tasks(anna, 3)
    anna.is_active = False
    anna.save()
    assert (list(readers()), send_digests(TODAY), send_digest(anna, on=TODAY)) == ([], 0, None)


def test_after_a_crash_there_is_no_half_digest(anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    wants(anna, Section.OVERDUE)
    late_tasks(anna, 1)

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("The power went out.")

    with monkeypatch.context() as patched:
        patched.setattr(digest, "compose", broken)
        with pytest.raises(RuntimeError):
            send_digest(anna, on=TODAY)
    assert (Letter.objects.count(), DigestTold.objects.count()) == (0, 0)
    assert send_digests(TODAY) == 1


def test_a_choice_is_kept_and_a_clash_is_told(anna: User) -> None:
    choice = choose_digest(kinds=["silent"], least=5, by=anna)
    again = choose_digest(kinds=["silent", "new"], least=2, by=anna, version=choice.version)
    assert (again.kinds, again.least, DigestChoice.objects.count()) == (["new", "silent"], 2, 1)
    with pytest.raises(Stale):
        choose_digest(kinds=[], least=1, by=anna, version=choice.version)


@pytest.mark.parametrize(("kinds", "least", "field"), [(["weather"], 1, "kinds"), ([], 0, "least"), ([], 51, "least")])
def test_a_wrong_choice_is_refused_at_its_field(anna: User, kinds: list[str], least: int, field: str) -> None:
    with pytest.raises(Refused) as refused:
        choose_digest(kinds=kinds, least=least, by=anna)
    assert (refused.value.field, DigestChoice.objects.count()) == (field, 0)
