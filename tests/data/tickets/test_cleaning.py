import pytest

from data.tickets import clean


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("abc234", "abc234"),
        ("\\000026abc234", "abc234"),
        ("\\000001abc", "abc"),
        ("\x02abc\x1d234\x03\r\n", "abc234"),
        ("\ufeff abc \u200b", "abc"),
        ("a\\000026b", "a\\000026b"),
        ("Zoya Vinogradova", "Zoya Vinogradova"),
        ("\x00\t\r", ""),
    ],
)
def test_what_a_scanner_puts_round_a_code_is_cleaned_away(typed: str, code: str) -> None:
    assert clean(typed) == code
