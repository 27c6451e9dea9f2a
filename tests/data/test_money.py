import pytest

from data.money import parse_minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("10", 1000), ("10.50", 1050), ("10,5", 1050), ("1.234,50", 123450),
        ("1,234.50", 123450), ("1.234", 123400), ("1.234.567", 123456700), ("€ 10", 1000),
        ("10 EUR", 1000), ("1 200 ₽", 120000), ("CHF 1'200.50", 120050), ("Fr. 10.50.", 1050),
        ("10,-", 1000), ("0", 0), ("0.500", 50), ("٣", 300),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_people_write_it(text: str, minor: int) -> None:
    assert parse_minor(text, "EUR") == minor


@pytest.mark.parametrize("text", ["", "free", "-5", "€ -5", "5-10", "2 x 10", "²", "9" * 400])
def test_what_is_no_price_is_none(text: str) -> None:
    assert parse_minor(text, "EUR") is None


def test_a_currency_has_the_decimals_it_has() -> None:
    assert parse_minor("1000", "JPY") == 1000
    assert parse_minor("10.500", "KWD") == 10500
