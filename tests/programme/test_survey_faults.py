"""What can be wrong with a yearly survey."""

from dataclasses import replace

import pytest

from tests.programme.conftest import Copy

SURVEY = """surveys:
  - code: enquete
    name: {nl: Enquête, en: Survey}
    scan: energie
    opens_month: 1
    scores: [SCORE]
"""


def test_a_question_with_whole_numbers_may_become_a_figure(copy: Copy) -> None:
    copy.edit("results.yaml", "surveys: []\n", SURVEY.replace("SCORE", "besparing"))
    programme = copy.load()
    assert (programme.survey("enquete").scores, programme.survey_scans) == (("besparing",), {"energie"})
    assert programme.own_scans == ()


@pytest.mark.parametrize(
    ("score", "told"),
    [
        ("meter", "'meter' is not answered with a whole number. Name a question of kind number, without decimals."),
        ("besparin", "no such item 'besparin'. Known items: mensen, sector, meter, lezen, maatregelen, besparing"),
    ],
)
def test_another_question_may_not(copy: Copy, score: str, told: str) -> None:
    copy.edit("results.yaml", "surveys: []\n", SURVEY.replace("SCORE", score))
    (fault,) = copy.faults()
    text = str(replace(fault, line=None))
    assert text[: len(f"results.yaml surveys[0].scores[0]: {told}")] == f"results.yaml surveys[0].scores[0]: {told}"
