"""Keys with the times at which they were pressed, as the system would send them."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

ENTER = Qt.Key.Key_Return


def press(widget: QWidget, key: Qt.Key, at_ms: int, text: str = "") -> None:
    """Press and release one key."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(widget, event)


def type_text(widget: QWidget, text: str, at_ms: int, gap_ms: int) -> int:
    """Type letter by letter; when the next key may come."""
    for letter in text:
        press(widget, Qt.Key(ord(letter.upper())), at_ms, letter)
        at_ms += gap_ms
    return at_ms


def scan(widget: QWidget, code: str, at_ms: int, end: Qt.Key = ENTER) -> int:
    """A code typed fast into one widget; in the program it would be read before it came there."""
    at_ms = type_text(widget, code, at_ms, 10)
    press(widget, end, at_ms, "\t" if end == Qt.Key.Key_Tab else "\r")
    return at_ms
