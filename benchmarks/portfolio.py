"""How fast a portfolio is: ``.venv/bin/python -m benchmarks.portfolio [--sizes 41000]``.

One adviser manages as many companies as there are open cases. What is measured is said in ``benchmarks.day``.
"""

from benchmarks import cases
from benchmarks.ground import run

PAGES = {
    "portfolio": "/werkplek/portefeuille/",
    "portfolio, too late, by hours": "/werkplek/portefeuille/?alleen=te-laat&op=-uren",
}


def measure(size: int) -> None:
    """The rows of the table."""
    cases.measure(size, PAGES)


if __name__ == "__main__":
    run("benchmarks.portfolio", __doc__ or "", cases.HEAD, measure)
