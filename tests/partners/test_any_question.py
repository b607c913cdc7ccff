"""Whatever is asked, by whomever: what excludes a partner excludes it, and every reason can be said."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.companies.sectors import sector_titles
from kopgroep.partners.choosing import Wanted, choose, left_out
from kopgroep.partners.reasons import EXCLUDES
from kopgroep.programme import current

PROGRAMME = current()
ON = date(2023, 5, 15)
WORDS = st.sampled_from(
    ["subsidie", "exportplan", "lenng", "hackers", "terras", "3D-printer", "zzp'er", "de", "\x00", "€"]
)
TEXTS = st.lists(WORDS | st.text(max_size=6), max_size=8).map(" ".join)


def some(codes: list[str]) -> st.SearchStrategy[frozenset[str]]:
    """A few of these codes."""
    return st.frozensets(st.sampled_from(codes), max_size=3)


def one_of(codes: list[str]) -> st.SearchStrategy[str]:
    """One of these codes, or nothing."""
    return st.sampled_from(["", *codes])


WANTED = st.builds(
    Wanted,
    text=TEXTS,
    themes=some([theme.code for theme in PROGRAMME.themes]),
    needs=some([need.code for need in PROGRAMME.needs]),
    municipality=one_of([place.code for place in PROGRAMME.area]),
    sector=one_of(list(sector_titles())),
    size=one_of([size.code for size in PROGRAMME.sizes]),
    phase=one_of([phase.code for phase in PROGRAMME.ladder.phases]),
    audience=some(["pre_start", "starter", "established"]),
    without=some([partner.code for partner in PROGRAMME.partners]),
    language=st.sampled_from(["nl", "en"]),
)
PAUSES = st.dictionaries(
    st.sampled_from([p.code for p in PROGRAMME.partners]), st.dates(date(2023, 5, 1), date(2023, 6, 30))
)


@settings(deadline=None)
@given(wanted=WANTED, pauses=PAUSES)
def test_what_excludes_a_partner_excludes_it_and_the_rest_is_in_order(wanted: Wanted, pauses: dict[str, date]) -> None:
    found = choose(wanted, pauses=pauses, on=ON)
    codes = [one.partner.code for one in found]
    assert len(codes) == len(set(codes))
    assert not wanted.without & set(codes)
    assert [(one.is_paused, -round(one.score, 2)) for one in found] == sorted(
        (one.is_paused, -round(one.score, 2)) for one in found
    )
    assert {one.partner.code for one in found if one.is_paused} == {
        code for code in codes if code in pauses and pauses[code] > ON
    }
    for one in found:
        for service in (one.service, *one.also):
            assert service.partner == one.partner.code
            assert not wanted.municipality or not service.area or wanted.municipality in service.area
            assert not wanted.audience or not service.audience or wanted.audience & set(service.audience)


@settings(deadline=None)
@given(wanted=WANTED)
def test_who_is_left_out_is_not_proposed_and_it_is_said_why(wanted: Wanted) -> None:
    out = left_out(wanted, on=ON)
    proposed = {one.partner.code for one in choose(wanted, on=ON)}
    assert not proposed & {one.partner.code for one in out}
    assert [one.partner.code for one in out if not {reason.fact for reason in one.reasons} & EXCLUDES] == []


@settings(deadline=None)
@given(wanted=WANTED, pauses=PAUSES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_reason_can_be_said(language: str, wanted: Wanted, pauses: dict[str, date]) -> None:
    with override(language):
        reasons = [reason for one in choose(wanted, pauses=pauses, on=ON) for reason in one.reasons]
        reasons += [reason for one in left_out(wanted, on=ON) for reason in one.reasons]
        assert [reason for reason in reasons if not str(reason).strip() or "%" in str(reason)] == []
