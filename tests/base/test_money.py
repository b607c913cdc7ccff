import pytest

from kopgroep.base.money import amount, euros, percent, percent_in_column


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("cents", "dutch", "english"),
    [
        (311_886_100, "€ 3.118.861", "€3,118,861"),
        (1_250, "€ 12,50", "€12.50"),
        (0, "€ 0", "€0"),
        (-5, "−€ 0,05", "−€0.05"),
        (-120_000, "−€ 1.200", "−€1,200"),
    ],
)
def test_euros_from_cents(cents: int, dutch: str, english: str) -> None:
    assert plain(euros(cents)) == dutch
    assert euros(cents, "en") == english


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [
        (0.625, "62,5%", "62.5%"),
        (0.53, "53%", "53%"),
        (0.9996, "100%", "100%"),
        (0.0005, "0,1%", "0.1%"),
        (0, "0%", "0%"),
        (10, "1.000%", "1,000%"),
    ],
)
def test_percent_has_one_decimal_at_most(share: float, dutch: str, english: str) -> None:
    assert percent(share) == dutch
    assert percent(share, "en") == english


@pytest.mark.parametrize(
    ("share", "dutch", "english"),
    [(0.625, "62,5%", "62.5%"), (0.53, "53,0%", "53.0%"), (0, "0,0%", "0.0%"), (12.5, "1.250,0%", "1,250.0%")],
)
def test_percent_in_a_column_always_has_one_decimal(share: float, dutch: str, english: str) -> None:
    assert percent_in_column(share) == dutch
    assert percent_in_column(share, "en") == english


def test_amount_marks_the_thousands() -> None:
    assert amount(41_000) == "41.000"
    assert amount(20.44, decimals=1) == "20,4"
    assert amount(-1_093, "en") == "−1,093"
