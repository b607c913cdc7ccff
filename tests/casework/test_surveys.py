"""A round of the yearly survey, from the list to the last day."""

import uuid
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from kopgroep.accounts.models import User
from kopgroep.base.errors import NotAllowed, Refused
from kopgroep.casework.actions import survey_clock
from kopgroep.casework.actions.contacts import record_contact
from kopgroep.casework.actions.survey_clock import run_surveys
from kopgroep.casework.actions.surveys import (
    open_survey,
    pause_survey,
    refuse_survey,
    resume_survey,
    take_answers,
)
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.casework.survey_links import UnknownLinkError, asked_by, refusal_url
from kopgroep.companies.actions import add_person
from kopgroep.companies.models import Company
from kopgroep.ledger.models import Entry
from kopgroep.post.models import Letter
from kopgroep.programme import current
from kopgroep.programme.kinds import EntryKind
from kopgroep.programme.results import YearlySurvey
from kopgroep.scans.actions.fillings import finish_filling, save_answers
from kopgroep.scans.models import Filling
from tests.factories import make_company, make_contact, make_journey
from tests.factories import spoken as call

TODAY = date(2024, 1, 8)
TEN, THIRTY = timedelta(days=10), timedelta(days=30)
State = SurveyAsk.State
Stand = Callable[[date], None]


@pytest.fixture
def asked() -> YearlySurvey:
    """The survey of the programme."""
    return current().surveys[0]


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch: pytest.MonkeyPatch, asked: YearlySurvey) -> None:
    """Two letters a day."""
    small = asked.model_copy(update={"batch": 2, "remind_after_days": (10,), "open_days": 30})
    monkeypatch.setitem(current().__dict__, "surveys", (small,))


def helped(name: str, by: User, *, email: str = "", **facts: Any) -> Company:
    """A company that was in a trajectory, with somebody who works there."""
    company = make_company(name, **facts)
    make_journey(company, by)
    if email:
        add_person(company, name="Bram Jansen", email=email, by=by)
    return company


def round_of(today_is: Stand, anna: User, marieke: User, *, companies: int = 3) -> Survey:
    """A round over 2023 that was opened on a day in January."""
    today_is(date(2023, 5, 15))
    for number in range(companies):
        helped(f"Bedrijf {number}", anna, email=f"bedrijf{number}@example.org")
    today_is(TODAY)
    return open_survey(current().surveys[0], 2023, by=marieke)


def states(survey: Survey) -> list[str]:
    return list(survey.asks.order_by("order").values_list("state", flat=True))


def answer(ask: SurveyAsk, **given: Any) -> Filling:
    """The company fills it in by its link."""
    ask.refresh_from_db()
    assert ask.filling is not None
    answers = {"tevredenheid": 8, "aanbevelen": 0, "bellen": "no"} | given
    saved = save_answers(ask.filling, {code: {"value": value} for code, value in answers.items()})
    assert saved.faults == {}
    return finish_filling(saved.filling, incomplete=True, then=take_answers)


def lines(kind: EntryKind) -> list[tuple[str, int, str]]:
    found = Entry.objects.standing().filter(kind=kind).order_by("pk")
    return list(found.values_list("outcome", "quantity", "theme"))


def test_a_round_asks_whom_it_can_and_says_why_it_does_not_ask_the_others(
    today_is: Stand, anna: User, marieke: User, asked: YearlySurvey
) -> None:
    today_is(date(2023, 5, 15))
    helped("Vrij", anna, email="vrij@example.org")
    helped("Van dezelfde", anna, email="VRIJ@example.org")
    helped("Zonder adres", anna)
    helped("Van ons", anna, email=anna.email)
    Company.objects.filter(pk=helped("Geen post", anna, email="geen@example.org").pk).update(non_mailing=True)
    Company.objects.filter(pk=helped("Gestopt", anna, email="weg@example.org").pk).update(ended_on=date(2023, 9, 1))
    make_contact(make_company("Alleen gesproken"), anna)
    today_is(TODAY)
    survey = open_survey(asked, 2023, by=marieke)
    found = {ask.company.name: (ask.state, ask.email) for ask in survey.asks.select_related("company")}
    one_of_both = {found.pop("Vrij"), found.pop("Van dezelfde")}
    assert {state for state, _email in one_of_both} == {State.WAITING, State.NO_ADDRESS}
    assert found == {
        "Zonder adres": (State.NO_ADDRESS, ""),
        "Van ons": (State.NO_ADDRESS, ""),
        "Geen post": (State.NOT_MAILED, ""),
        "Gestopt": (State.NOT_MAILED, ""),
    }
    assert open_survey(asked, 2023, by=marieke) == survey
    assert Survey.objects.count() == 1


def test_the_letter_goes_to_whom_we_spoke_last(today_is: Stand, anna: User, marieke: User) -> None:
    today_is(date(2023, 5, 15))
    company = helped("De Drift", anna, email="later@example.org")
    spoken = add_person(company, name="Sanne de Wit", email="sanne@example.org", by=anna)
    add_person(company, name="Nieuw", email="nieuw@example.org", by=anna)
    record_contact(company, call(), submission=uuid.uuid4(), by=anna, people=[spoken])
    today_is(TODAY)
    ask = open_survey(current().surveys[0], 2023, by=marieke).asks.get()
    assert (ask.name, ask.email, ask.theme) == ("Sanne de Wit", "sanne@example.org", "digitalisering")


def test_only_a_year_that_is_over_and_that_had_trajectories_is_asked_about(
    today_is: Stand, anna: User, marieke: User, asked: YearlySurvey
) -> None:
    today_is(date(2023, 5, 15))
    helped("De Drift", anna)
    for year in (2023, 2022, 2019):
        with pytest.raises(Refused):
            open_survey(asked, year, by=marieke)
    with pytest.raises(NotAllowed):
        open_survey(asked, 2022, by=anna)
    assert Survey.objects.count() == 0


def test_letters_leave_in_batches_and_nobody_gets_two(today_is: Stand, anna: User, marieke: User) -> None:
    survey = round_of(today_is, anna, marieke)
    assert [run_surveys(TODAY), run_surveys(TODAY)] == [2, 0]
    assert states(survey) == [State.SENT, State.SENT, State.WAITING]
    tomorrow = TODAY + timedelta(days=1)
    today_is(tomorrow)
    assert run_surveys(tomorrow) == 1
    assert Letter.objects.filter(kind="survey_ask").count() == 3
    assert len(set(Letter.objects.filter(kind="survey_ask").values_list("to", flat=True))) == 3
    assert lines(EntryKind.SURVEY_ASKED) == [("jaarlijkse-enquete", 1, "digitalisering")] * 3
    survey.refresh_from_db()
    assert survey.closes_on == tomorrow + THIRTY


def test_a_night_that_breaks_off_goes_on_where_it_stopped(
    today_is: Stand, anna: User, marieke: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = round_of(today_is, anna, marieke)
    write, written = survey_clock.write_asked, []

    def break_off(ask: SurveyAsk, **facts: Any) -> Entry:
        written.append(ask.pk)
        if len(written) == 2:
            raise OSError("the machine stops")
        return write(ask, **facts)

    monkeypatch.setattr(survey_clock, "write_asked", break_off)
    with pytest.raises(OSError, match="the machine stops"):
        run_surveys(TODAY)
    assert states(survey) == [State.SENT, State.WAITING, State.WAITING]
    monkeypatch.undo()
    run_surveys(TODAY)
    assert Letter.objects.filter(kind="survey_ask").count() == Filling.objects.count() == 3


def test_an_answer_counts_once_with_each_mark_and_stands_in_no_benchmark(
    today_is: Stand, anna: User, marieke: User
) -> None:
    survey = round_of(today_is, anna, marieke)
    run_surveys(TODAY)
    ask = survey.asks.order_by("order")[0]
    filling = answer(ask)
    assert not take_answers(filling)
    ask.refresh_from_db()
    assert (ask.state, ask.answered_on) == (State.ANSWERED, TODAY)
    assert lines(EntryKind.SURVEY_ANSWERED) == [("jaarlijkse-enquete", 1, "digitalisering")]
    assert lines(EntryKind.SURVEY_SCORED) == [
        ("tevredenheid", 8, "digitalisering"),
        ("aanbevelen", 0, "digitalisering"),
    ]
    assert Entry.objects.filter(kind=EntryKind.BENCHMARK_TAKEN).count() == 0
    assert list(Filling.objects.counting()) == []


def test_an_adviser_sees_neither_the_answers_nor_the_marks(today_is: Stand, anna: User, marieke: User) -> None:
    survey = round_of(today_is, anna, marieke)
    run_surveys(TODAY)
    answer(survey.asks.order_by("order")[0])
    marks = Entry.objects.filter(kind=EntryKind.SURVEY_SCORED)
    assert [Filling.objects.visible_to(who).count() for who in (anna, marieke)] == [0, 0]
    assert [marks.visible_to(who).count() for who in (anna, marieke)] == [0, 2]


def test_only_who_has_not_answered_is_reminded_and_once(today_is: Stand, anna: User, marieke: User) -> None:
    survey = round_of(today_is, anna, marieke, companies=2)
    run_surveys(TODAY)
    first, second = survey.asks.order_by("order")
    answer(first)
    today_is(TODAY + TEN - timedelta(days=1))
    assert run_surveys(TODAY + TEN - timedelta(days=1)) == 0
    today_is(TODAY + TEN)
    assert [run_surveys(TODAY + TEN), run_surveys(TODAY + TEN + TEN)] == [1, 0]
    assert [letter.to for letter in Letter.objects.filter(kind="survey_reminder")] == [second.email]
    assert states(survey) == [State.ANSWERED, State.REMINDED]


def test_a_letter_that_came_back_is_not_counted_as_asked_unless_there_is_an_answer(
    today_is: Stand, anna: User, marieke: User
) -> None:
    survey = round_of(today_is, anna, marieke, companies=1)
    run_surveys(TODAY)
    Letter.objects.filter(kind="survey_ask").update(state=Letter.State.FAILED, last_error="550 no such user")
    run_surveys(TODAY)
    assert states(survey) == [State.BOUNCED]
    assert lines(EntryKind.SURVEY_ASKED) == []
    answer(survey.asks.get())
    assert states(survey) == [State.ANSWERED]
    assert lines(EntryKind.SURVEY_ASKED) == [("jaarlijkse-enquete", 1, "digitalisering")]


def test_who_says_no_gets_nothing_more_also_not_in_a_later_round(
    today_is: Stand, anna: User, marieke: User, asked: YearlySurvey
) -> None:
    survey = round_of(today_is, anna, marieke, companies=1)
    run_surveys(TODAY)
    token = refusal_url(survey.asks.get()).rstrip("/").rpartition("/")[2]
    ask = refuse_survey(asked_by(token))
    assert refuse_survey(ask).state == State.REFUSED
    make_journey(ask.company, anna, theme="export")
    today_is(TODAY + TEN)
    assert run_surveys(TODAY + TEN) == 0
    today_is(date(2025, 1, 8))
    assert states(open_survey(asked, 2024, by=marieke)) == [State.NOT_MAILED]
    with pytest.raises(UnknownLinkError):
        asked_by(token + "x")


def test_an_answer_is_not_taken_back_by_saying_no(today_is: Stand, anna: User, marieke: User) -> None:
    survey = round_of(today_is, anna, marieke, companies=1)
    run_surveys(TODAY)
    answer(survey.asks.get())
    with pytest.raises(Refused):
        refuse_survey(survey.asks.get())
    assert states(survey) == [State.ANSWERED]


def test_after_the_last_day_the_round_closes_and_nothing_counts_any_more(
    today_is: Stand, anna: User, marieke: User
) -> None:
    survey = round_of(today_is, anna, marieke, companies=1)
    run_surveys(TODAY)
    last = TODAY + THIRTY
    today_is(last)
    run_surveys(last)
    assert Survey.objects.open().count() == 1
    today_is(last + timedelta(days=1))
    run_surveys(last + timedelta(days=1))
    assert Survey.objects.open().count() == 0
    assert states(survey) == [State.SILENT]
    answer(survey.asks.get())
    assert (states(survey), lines(EntryKind.SURVEY_SCORED)) == ([State.SILENT], [])


def test_a_company_that_may_not_be_mailed_any_more_is_passed_over(today_is: Stand, anna: User, marieke: User) -> None:
    survey = round_of(today_is, anna, marieke, companies=1)
    Company.objects.update(non_mailing=True)
    assert run_surveys(TODAY) == 0
    assert states(survey) == [State.NOT_MAILED]


def test_a_paused_round_writes_nothing_and_takes_answers(today_is: Stand, anna: User, marieke: User) -> None:
    survey = round_of(today_is, anna, marieke)
    run_surveys(TODAY)
    pause_survey(survey, by=marieke)
    today_is(TODAY + THIRTY + TEN)
    assert run_surveys(TODAY + THIRTY + TEN) == 0
    assert Survey.objects.open().count() == 1
    resume_survey(survey, by=marieke)
    # One letter, and a reminder to the two that had theirs.
    assert run_surveys(TODAY + THIRTY + TEN) == 3
    survey.refresh_from_db()
    assert survey.closes_on == TODAY + THIRTY + TEN + THIRTY
