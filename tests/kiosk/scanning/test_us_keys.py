import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.scanning.us_keys import us_text
from tests.kiosk.scanning.wedge import x_key_code

# Everything that a US keyboard writes, and its virtual keys as macOS names them (kVK_ANSI_*).
ALL = "".join(chr(number) for number in range(0x20, 0x7F))
MAC = {"a": 0, "z": 6, "b": 11, "q": 12, "y": 16, "1": 18, "6": 22, "5": 23, "-": 27, "0": 29,
       "]": 30, "o": 31, "p": 35, "l": 37, "j": 38, "k": 40, ";": 41, "/": 44, "n": 45, "m": 46,
       ".": 47, " ": 49, "`": 50, "r": 15, "t": 17, "u": 32, "i": 34, "g": 5, "v": 9}  # fmt: skip


def _event(scan_code: int = 0, virtual_key: int = 0, *, shifted: bool = False) -> QKeyEvent:
    modifiers = Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier.NoModifier
    kind = QEvent.Type.KeyPress
    return QKeyEvent(kind, Qt.Key.Key_unknown, modifiers, scan_code, virtual_key, 0, "")


@pytest.mark.parametrize("platform", ["xcb", "wayland", "offscreen"])
def test_every_character_of_ascii_has_its_key_on_linux(platform: str) -> None:
    for character in ALL:
        code, shifted = x_key_code(character)
        assert us_text(_event(code, shifted=shifted), platform) == character


def test_windows_counts_the_same_keys_from_zero_and_marks_extended_ones() -> None:
    for character in ALL:
        code, shifted = x_key_code(character)
        assert us_text(_event(code - 8, shifted=shifted), "windows") == character
    assert us_text(_event(0x135), "windows") == "/"


def test_macos_names_keys_by_their_us_letters() -> None:
    for character, virtual_key in MAC.items():
        assert us_text(_event(virtual_key=virtual_key), "cocoa") == character
    assert us_text(_event(virtual_key=27, shifted=True), "cocoa") == "_"


def test_an_unknown_key_is_no_character() -> None:
    assert us_text(_event(0), "xcb") == ""
    assert us_text(_event(200), "windows") == ""
    assert us_text(_event(virtual_key=126), "cocoa") == ""
