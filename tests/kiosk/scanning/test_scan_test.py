import pytest

from data.layouts import LAYOUTS
from data.tickets import Wrapping
from data.tickets.keyboards import type_on
from kiosk.scanning.key_reader import Ending, KeyScan, Timing
from kiosk.scanning.scan_test import TEST_CODE, examine, without_wrapping


@pytest.mark.parametrize("layout", [name for name in LAYOUTS if name not in ("ar", "uk")])
def test_the_layout_is_named(layout: str) -> None:
    found = examine(KeyScan(type_on(TEST_CODE, layout), TEST_CODE, Ending.ENTER, 8))
    assert found.layout is not None
    told = type_on(TEST_CODE, found.layout) if found.layout else TEST_CODE
    assert told == type_on(TEST_CODE, layout)  # Italian and Spanish write it alike
    assert found.is_whole
    assert not found.caps_lock


def test_caps_lock_and_the_right_layout_are_told() -> None:
    assert examine(KeyScan(TEST_CODE, TEST_CODE, Ending.TAB, 8)).layout == ""
    locked = examine(KeyScan(TEST_CODE.swapcase(), TEST_CODE, Ending.TAB, 8))
    assert (locked.layout, locked.caps_lock) == ("", True)


def test_what_the_scanner_puts_round_a_code_is_found_and_taken_away() -> None:
    scan = KeyScan(f"##{TEST_CODE}$", f"##{TEST_CODE}$", Ending.PAUSE, 8)
    found = examine(scan)
    assert found.wrapping == Wrapping("##", "$")
    assert found.ending is Ending.PAUSE
    assert without_wrapping(scan, found.wrapping).us == TEST_CODE


@pytest.mark.parametrize(("slowest", "gap"), [(2, 30), (24, 36), (60, 90), (150, 100)])
def test_the_threshold_leaves_room_above_the_slowest_key(slowest: int, gap: int) -> None:
    found = examine(KeyScan(TEST_CODE, TEST_CODE, Ending.ENTER, slowest))
    assert found.timing.gap_ms == gap
    assert found.timing.pause_ms >= Timing().pause_ms
    assert found.is_too_slow == (slowest > 100)


def test_an_unknown_layout_is_read_by_its_keys_and_a_torn_code_is_told() -> None:
    assert examine(KeyScan("ᠠᠡ", TEST_CODE, Ending.ENTER, 8)).is_whole
    torn = examine(KeyScan(TEST_CODE[:-4], TEST_CODE[:-4], Ending.ENTER, 8))
    assert (torn.is_whole, torn.layout, torn.wrapping) == (False, None, Wrapping())
