"""How fast the day page is with much to do: ``.venv/bin/python -m benchmarks.day [--sizes 41000]``.

One adviser has all open cases, so that her own day is as long as that of the team. Per database and number of cases:
the page as p50 / p95 in milliseconds over 20 rounds (each the best of three), the ratio to 200 cases and to an empty
page,
the number of queries, and the most memory that one page takes beside what was there.
"""

from benchmarks import cases
from benchmarks.ground import run

PAGES = {
    "day, mine": "/werkplek/",
    "day, team": "/werkplek/?van=team",
    "all that is too late": "/werkplek/?deel=te-laat",
}


def measure(size: int) -> None:
    """The rows of the table."""
    cases.measure(size, PAGES)


if __name__ == "__main__":
    run("benchmarks.day", __doc__ or "", cases.HEAD, measure)
