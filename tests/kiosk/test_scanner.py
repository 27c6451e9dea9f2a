import pytest

from kiosk.scanner import Burst, clean_scan


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
    assert clean_scan(typed) == code


def test_fast_keys_ended_at_once_are_a_scan() -> None:
    burst = Burst()
    for place, letter in enumerate("abc234"):
        burst.key(letter, 1000 + 20 * place)
    assert burst.ends(1120)
    assert burst.text == "abc234"


def test_fingers_are_no_scan_nor_is_an_enter_after_a_pause() -> None:
    slow, late = Burst(), Burst()
    for place, letter in enumerate("abc234"):
        slow.key(letter, 1000 + 100 * place)
        late.key(letter, 1000 + 10 * place)
    assert not slow.ends(1510)
    assert not late.ends(1400)


def test_a_short_roll_of_fingers_is_no_scan() -> None:
    burst = Burst()
    for place, letter in enumerate("the"):
        burst.key(letter, 1000 + 10 * place)
    assert not burst.ends(1030)
