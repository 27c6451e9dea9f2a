from kiosk.scanner import Burst


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
