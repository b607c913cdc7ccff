"""Rare companies get coarser facts until there are five of them."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from kopgroep.programme import current
from kopgroep.reporting.evaluation.coarsening import BOTH_GROUPS, FEWEST, FINEST, NOTHING, SIZE_GROUP, Facts, levels_of

SIZES = [size.code for size in current().sizes]
PLACES = [place.code for place in current().area][:3]
facts = st.builds(
    Facts, st.sampled_from(PLACES), st.sampled_from(["2008-C", "2008-G", "2008-F", ""]), st.sampled_from([*SIZES, ""])
)


@settings(max_examples=40, deadline=None)
@given(st.lists(facts, max_size=60))
def test_every_cell_has_five_or_says_nothing(companies: list[Facts]) -> None:
    levels = levels_of(enumerate(companies))
    assert sorted(levels) == list(range(len(companies)))
    told = Counter(company.at(levels[pk]) for pk, company in enumerate(companies))
    assert [cell for cell, n in told.items() if n < FEWEST and cell.level != NOTHING] == []


def test_enough_of_a_kind_stay_as_they_are() -> None:
    assert set(levels_of((n, Facts(PLACES[0], "2008-C", "2-4")) for n in range(5)).values()) == {FINEST}


def test_sizes_of_one_group_are_told_together() -> None:
    first, second = current().benchmark.size_groups[0].sizes[:2]
    mixed = [Facts(PLACES[0], "2008-C", first)] * 3 + [Facts(PLACES[0], "2008-C", second)] * 2
    assert set(levels_of(enumerate(mixed)).values()) == {SIZE_GROUP}
    group = current().benchmark.size_groups[0].code
    assert mixed[0].at(SIZE_GROUP) == Facts(PLACES[0], "2008-C", f"group:{group}", SIZE_GROUP)
    assert mixed[0].at(BOTH_GROUPS).sector.startswith("group:")


def test_one_alone_tells_nothing() -> None:
    alone = Facts(PLACES[0], "2008-C", "100+")
    assert alone.at(levels_of([(1, alone)])[1]) == Facts(level=NOTHING)
