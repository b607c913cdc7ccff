"""The address of what lies behind a number, and what an address asks for."""

from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.utils.translation import override

from kopgroep.accounts.models import User
from kopgroep.base.errors import Refused
from kopgroep.programme import Dimension, UnknownCodeError, current
from kopgroep.reporting.lineage import address, asked, known
from kopgroep.reporting.models import Closing
from kopgroep.reporting.view import Cut, View
from tests.factories import TODAY

INTAKES = "digitalisering-intakes"


@pytest.fixture(autouse=True)
def _monday(today_is: Callable[[date], None]) -> None:
    today_is(TODAY)


def query(whole: str) -> dict[str, str]:
    """The query of an address."""
    return dict(parse_qsl(urlsplit(whole).query))


def closed(quarter: str, until: date, by: User, other: User | None) -> Closing:
    """A quarter, proposed and with ``other`` closed too."""
    at = f"{until}T12:00:00Z"
    return Closing.objects.create(
        quarter=quarter,
        until=until,
        proposed_by=by,
        proposed_at=at,
        closed_by=other,
        closed_at=at if other else None,
        last_line=41,
        lines=40,
        doubles={"3": 2},
    )


@pytest.mark.parametrize("code", [INTAKES, "bereik"])
def test_an_address_says_the_whole_question(code: str, settings: object) -> None:
    settings.BASE_URL = "https://kopgroep.example/"  # type: ignore[attr-defined]  # the fixture of pytest-django
    found = address(
        code, until=date(2023, 3, 31), cell="personeel", cut=Cut(municipality="GM0106", funder="Provincie A")
    )
    assert found == (
        f"https://kopgroep.example/werkplek/monitor/{code}/regels/"
        "?tot=2023-03-31&cel=personeel&gemeente=GM0106&financier=Provincie+A"
    )


@pytest.mark.parametrize("dimension", list(Dimension))
def test_an_address_comes_back_as_it_was(dimension: Dimension) -> None:
    cut = Cut().but(dimension, known(dimension)[-1])
    found = asked(INTAKES, query(address(INTAKES, until=date(2023, 3, 31), cut=cut)))
    assert (found.item, found.view.on, found.view.cut) == (current().indicator(INTAKES), date(2023, 3, 31), cut)


def test_without_a_day_it_is_today() -> None:
    assert asked("bereik", {}).view == View(TODAY)


def test_a_closed_quarter_is_seen_as_it_was_known(marieke: User, olga: User) -> None:
    closing = closed("2023Q1", date(2023, 3, 31), marieke, olga)
    found = asked(INTAKES, query(address(INTAKES, until=closing.until, quarter="2023Q1")))
    assert (found.closing, found.view.on, found.view.last_line, found.view.merged) == (
        closing,
        date(2023, 3, 31),
        41,
        {3: 2},
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"tot": "gisteren"}, "“gisteren” is no date. Write it as 2023-06-30."),
        ({"tot": "9999-12-31"}, "There are no figures of that day. Choose one from Jan. 1, 2021 to Dec. 31, 2024."),
        ({"tot": "2020-12-31"}, "There are no figures of that day. Choose one from Jan. 1, 2021 to Dec. 31, 2024."),
        ({"gemeente": "GM9999"}, "“GM9999” is no gemeente that we know. Choose another one."),
        ({"ervaring": "oud"}, "“oud” is no ervaring that we know. Choose another one."),
        ({"kwartaal": "lente"}, "“lente” is no quarter. Write it as 2023Q1."),
        ({"kwartaal": "2023Q1"}, "2023Q1 is not closed yet: its figures may still change."),
    ],
)
def test_a_wrong_word_is_answered_with_a_sentence(words: dict[str, str], sentence: str, marieke: User) -> None:
    closed("2023Q1", date(2023, 3, 31), marieke, None)
    with override("en"), pytest.raises(Refused, match=r".") as refused:
        asked(INTAKES, words)
    assert refused.value.message == sentence


def test_an_unknown_figure_is_unknown() -> None:
    with pytest.raises(UnknownCodeError):
        asked("bestaat-niet", {})
