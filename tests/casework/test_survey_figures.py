"""What a round of the survey shows, and what it keeps to itself."""

from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.casework.actions.survey_clock import run_surveys
from kopgroep.casework.actions.surveys import open_survey, refuse_survey, take_answers
from kopgroep.casework.models import Survey, SurveyAsk
from kopgroep.casework.survey_figures import Part, answers, by_batch, by_size, by_theme, fillings_of, mark, response
from kopgroep.companies.actions import add_person
from kopgroep.companies.merging import merge_companies
from kopgroep.companies.models import Company
from kopgroep.programme import current
from kopgroep.scans.actions.fillings import finish_filling, save_answers
from tests.factories import make_company, make_journey

TODAY = date(2024, 1, 8)


@pytest.fixture
def survey(today_is: Callable[[date], None], anna: User, marieke: User) -> Survey:
    """A round of 14 companies: 11 for digitalisering, 3 for export, all asked."""
    today_is(date(2023, 5, 15))
    for number in range(14):
        company = make_company(f"Bedrijf {number}", size_class="10-19" if number < 10 else "1")
        make_journey(company, anna, theme="export" if number > 10 else "digitalisering")
        add_person(company, name="Bram Jansen", email=f"bedrijf{number}@example.org", by=anna)
    today_is(TODAY)
    opened = open_survey(current().surveys[0], 2023, by=marieke)
    run_surveys(TODAY)
    return opened


def give(survey: Survey, *marks: int) -> None:
    """So many companies answer, those for digitalisering first."""
    asks = survey.asks.filter(state=SurveyAsk.State.SENT).order_by("company")
    for ask, each in zip(asks, marks, strict=False):
        given = {
            "tevredenheid": each,
            "aanbevelen": each,
            "op-tijd": "ja" if each > 7 else "nee",
            "regels": ["milieu", "personeel"],
        }
        assert ask.filling is not None
        saved = save_answers(ask.filling, {code: {"value": value} for code, value in given.items()})
        assert saved.faults == {}
        finish_filling(saved.filling, incomplete=True, then=take_answers)


def test_nine_answers_show_no_mark_and_ten_do(survey: Survey) -> None:
    item = current().scan("jaarlijkse-enquete").items["tevredenheid"]
    give(survey, 7, 8, 9, 7, 8, 9, 7, 8, 9)
    nine = mark(survey, item)
    assert (nine.n, nine.mean, nine.given) == (9, None, ())
    assert answers(current().scan("jaarlijkse-enquete"), fillings_of(survey)) == []
    give(survey, 6)
    ten = mark(survey, item)
    assert (ten.n, ten.mean) == (10, 7.8)
    # Student's t with nine degrees of freedom is 2.262; the deviation of these marks is 1.0328.
    assert (round(ten.low or 0, 2), round(ten.high or 0, 2)) == (7.06, 8.54)
    assert [(str(band), band.times) for band in ten.given] == [("1–5", 0), ("6–7", 4), ("8–10", 6)]
    told = {
        one.item.code: (one.n, dict(one.given))
        for one in answers(current().scan("jaarlijkse-enquete"), fillings_of(survey))
    }
    assert told["op-tijd"] == (10, {"nee": 4, "deels": 0, "ja": 6})
    assert (told["regels"][0], told["regels"][1]["milieu"], told["regels"][1]["geen"]) == (10, 10, 0)


def test_the_response_is_of_those_that_a_letter_reached(survey: Survey) -> None:
    give(survey, 8, 8, 8)
    first, second = survey.asks.filter(state=SurveyAsk.State.SENT).order_by("company")[:2]
    refuse_survey(first)
    SurveyAsk.objects.filter(pk=second.pk).update(state=SurveyAsk.State.BOUNCED)
    assert response(survey) == Part("", 3, 13)
    assert by_theme(survey) == [Part("digitalisering", 3, 10), Part("", 0, 3)]
    assert by_batch(survey) == [(TODAY, Part("", 3, 13))]
    assert [(part.answered, part.asked) for part in by_size(survey)] == [(3, 13)]


def told(survey: Survey) -> list[tuple[str, int]]:
    bands = mark(survey, current().scan("jaarlijkse-enquete").items["tevredenheid"]).given
    return [(str(band), band.times) for band in bands]


def test_marks_that_at_least_three_gave_stand_by_themselves(survey: Survey) -> None:
    give(survey, *[7] * 3, *[8] * 4, *[9] * 3)
    assert told(survey) == [*((str(each), 0) for each in range(1, 7)), ("7", 3), ("8", 4), ("9", 3), ("10", 0)]


def test_one_low_mark_is_not_a_group_by_itself(survey: Survey) -> None:
    give(survey, 3, *[6] * 4, *[8] * 6)
    assert told(survey) == [("1–7", 5), ("8–10", 6)]


def test_one_mark_apart_from_all_others_shows_no_groups(survey: Survey) -> None:
    give(survey, 3, *[9] * 2, *[6] * 8)
    assert told(survey) == []


def test_company_that_was_asked_under_two_names_counts_once(survey: Survey, marieke: User) -> None:
    give(survey, 2, *[8] * 11)
    Company.objects.update(kvk_number=None)  # two numbers are two companies
    asks = list(survey.asks.order_by("company").select_related("company"))
    # The one that stays was silent, its double answered; two others both answered.
    merge_companies(asks[13].company, asks[0].company, reason="Zelfde bedrijf", by=marieke)
    merge_companies(asks[11].company, asks[1].company, reason="Zelfde bedrijf", by=marieke)
    assert response(survey) == Part("", 11, 12)
    assert sum(part.asked for part in by_size(survey)) == sum(part.asked for part in by_theme(survey)) == 12
    assert by_batch(survey) == [(TODAY, Part("", 11, 12))]
    found = mark(survey, current().scan("jaarlijkse-enquete").items["tevredenheid"])
    assert (found.n, len(fillings_of(survey))) == (11, 11)
