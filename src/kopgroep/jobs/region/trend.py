"""How many establishments there were, began and ended, year by year."""

from functools import cache

from .reference import CELL_YEAR, rows

GROWTH, BIRTHS = 0.035, 0.09
"""Yearly growth and start-ups, as a share of all, where no figures per labour-market region exist (ours)."""

FEWEST_ENDINGS = 0.02


@cache
def _regions() -> dict[str, dict[int, tuple[int, int]]]:
    found: dict[str, dict[int, tuple[int, int]]] = {}
    for row in rows("cbs_corop_trend.csv"):
        years = found.setdefault(row["corop_code"], {})
        years[int(row["jaar"])] = int(row["vestigingen"]), int(row["oprichtingen"])
    return found


@cache
def _region_of() -> dict[str, str]:
    return {row["gm_code"]: row["corop_code"] for row in rows("municipality_corop.csv")}


def index(municipality: str, year: int) -> float:
    """Establishments on 1 January of a year; `CELL_YEAR` is 1 (CBS 81578NED, per labour-market region)."""
    years = _regions().get(_region_of().get(municipality, ""), {})
    if year in years:
        return years[year][0] / years[CELL_YEAR][0]
    if not years:
        return float((1 + GROWTH) ** (year - CELL_YEAR))
    edge = min(years) if year < min(years) else max(years)
    return float(years[edge][0] / years[CELL_YEAR][0] * (1 + GROWTH) ** (year - edge))


def endings(municipality: str, year: int) -> float:
    """Share of the establishments of 1 January that end during the year.

    What CBS counts a year later is what there was, plus what began (83631NED), less what ended. The two
    tables do not count quite the same things, so the answer never falls below `FEWEST_ENDINGS`.
    """
    years = _regions().get(_region_of().get(municipality, ""), {})
    if year not in years or year + 1 not in years:
        return BIRTHS - GROWTH
    there, began = years[year]
    return max(FEWEST_ENDINGS, (there + began - years[year + 1][0]) / there)
