"""The way through a scan: which pages there are, and how far somebody is."""

from collections.abc import Callable
from datetime import date

import pytest

from kopgroep.accounts.models import User
from kopgroep.programme.scans import Scan
from kopgroep.scans.walking import Walk, walk
from tests.factories import ENERGY, TODAY, energy_scan, make_company, make_filling


@pytest.fixture
def way(anna: User, today_is: Callable[[date], None]) -> Callable[..., Walk]:
    """The way through the small scan with these answers."""
    today_is(TODAY)
    return lambda **given: walk(make_filling(make_company(), anna, scan=energy_scan(), finished=False, **given))


def told(found: Walk) -> list[tuple[str, int, int, str]]:
    """Each page with how many of its questions were answered."""
    return [(part.code, part.answered, len(part.items), part.state) for part in found.parts]


def test_untouched_scan_asks_only_what_is_known_to_be_asked(way: Callable[..., Walk]) -> None:
    found = way()
    assert told(found) == [("bedrijf", 0, 2, "new"), ("meten", 0, 1, "new"), ("doen", 0, 2, "new")]
    assert (found.answered, found.total, found.left, found.is_begun) == (0, 5, 5, False)


@pytest.mark.parametrize(("answer", "asked"), [("yes", 2), ("no", 1)])
def test_answer_brings_up_a_question(way: Callable[..., Walk], answer: str, asked: int) -> None:
    found = way(meter={"value": answer})
    part = found.part("meten")
    assert part is not None
    assert (len(part.items), part.answered) == (asked, 1)


def test_pages_lead_to_each_other_and_to_the_first_open_question(way: Callable[..., Walk]) -> None:
    found = way(mensen=ENERGY["mensen"], sector=ENERGY["sector"])
    first, second, third = found.parts
    assert [found.before(first), found.after(first), found.before(third), found.after(third)] == [
        None,
        second,
        second,
        None,
    ]
    assert found.first_open() == second
    assert found.part("onzin") is None


def test_finished_way_has_nothing_open(way: Callable[..., Walk]) -> None:
    found = way(**ENERGY)
    assert (found.left, found.first_open(), {part.state for part in found.parts}) == (0, None, {"done"})


def test_page_of_which_every_question_is_routed_past_is_not_there(anna: User, today_is: Callable[[date], None]) -> None:
    today_is(TODAY)
    data = energy_scan().model_dump()
    data["sections"][2]["items"] = (
        {**data["sections"][2]["items"][0], "when": [{"item": "meter", "one_of": ["yes"]}]},
    )
    changed = Scan.model_validate({**data, "scales": data["scales"][:1], "headline": ["meten"], "advice": []})
    for answer, pages in (("no", ["bedrijf", "meten"]), ("yes", ["bedrijf", "meten", "doen"])):
        filling = make_filling(make_company(), anna, scan=changed, finished=False, meter={"value": answer})
        assert [part.code for part in walk(filling).parts] == pages
