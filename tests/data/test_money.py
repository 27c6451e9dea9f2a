import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.money import parse_minor


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("10", 1000),
        ("10.50", 1050),
        ("10,5", 1050),
        ("€ 10", 1000),
        ("10 EUR", 1000),
        ("10€", 1000),
        ("EUR 10,00", 1000),
        ("US$10", 1000),
        ("1.234,50", 123450),
        ("1,234.50", 123450),
        ("1.234", 123400),
        ("1.234.567", 123456700),
        ("1 200 ₽", 120000),
        ("1 200,50 руб.", 120050),
        ("CHF 1'200.–", 120000),
        ("12,-", 1200),
        ("12.", 1200),
        ("0.500", 50),
        ("12.3456", 1235),
        ("-5", -500),
        ("$-5.00", -500),
        ("0", 0),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, minor: int) -> None:
    assert parse_minor(text, "EUR") == minor


@pytest.mark.parametrize(
    "text", ["", "free", "Table 10", "10-15", "1e5", "2026-11-20", "10 EUR at the door", "1,2.3,4"]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert parse_minor(text, "EUR") is None


def test_the_currency_decides_how_many_minor_units_there_are() -> None:
    assert parse_minor("1200", "JPY") == 1200
    assert parse_minor("1.234", "KWD") == 1234
    assert parse_minor("1.5", "KWD") == 1500


@given(st.text(max_size=60))
def test_no_text_makes_it_fail(text: str) -> None:
    assert parse_minor(text, "EUR") is None or isinstance(parse_minor(text, "EUR"), int)


@given(st.integers(min_value=0, max_value=10**11))
def test_what_was_written_with_two_decimals_is_read_back(minor: int) -> None:
    assert parse_minor(f"{minor // 100}.{minor % 100:02}", "EUR") == minor
    assert parse_minor(f"{minor // 100:,}.{minor % 100:02}", "EUR") == minor
