"""A scanner and a person at one keyboard: keys as the system hands them to a window."""

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow

from data.tickets.keyboards import type_on
from kiosk.scanning.us_keys import us_text

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
_PRESS, _ANY = QEvent.Type.KeyPress, Qt.Key.Key_unknown


@cache
def x_key_code(character: str) -> tuple[int, bool]:
    """The X11 key code that a scanner sends for a character, and whether with Shift."""
    return next(
        (code, modifiers == SHIFT)
        for code in range(8, 256)
        for modifiers in (NONE, SHIFT)
        if us_text(QKeyEvent(_PRESS, _ANY, modifiers, code, 0, 0, ""), "xcb") == character
    )


@dataclass
class Keyboard:
    """Types into whatever window has it, at times that the test says."""

    window: QWindow
    at_ms: int = 1_000
    layout: str = ""  # the laptop's; empty: US
    caps_lock: bool = False

    def letter(self, character: str, gap_ms: int, *, repeats: bool = False) -> None:
        """One key that writes something on a US keyboard, and the pause behind it."""
        if ord(character) < 0x20:  # GS and such: Ctrl with a key
            self.key(Qt.Key(ord(character) + 0x40), character, 0, CTRL)
            self.at_ms += gap_ms
            return
        code, shifted = x_key_code(character)
        text = type_on(character, self.layout) if self.layout else character
        text = text.swapcase() if self.caps_lock else text
        self.key(Qt.Key(ord(text[0].upper())), text, code, SHIFT if shifted else NONE, repeats)
        self.at_ms += gap_ms

    def text(self, text: str, gap_ms: int) -> None:
        """Several of them."""
        for character in text:
            self.letter(character, gap_ms)

    def scan(self, code: str, gap_ms: int, ending: Qt.Key | None = ENTER) -> None:
        """A code and what the scanner sends behind it."""
        self.text(code, gap_ms)
        if ending is not None:
            self.key(ending, "\t" if ending == TAB else "\r", 23 if ending == TAB else 36)
        self.at_ms += 400

    def key(
        self,
        key: Qt.Key,
        text: str = "",
        code: int = 0,
        modifiers: Qt.KeyboardModifier = NONE,
        repeats: bool = False,
    ) -> None:
        """Press and release."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, code, 0, 0, text, repeats)
            event.setTimestamp(self.at_ms)
            QCoreApplication.sendEvent(self.window, event)
