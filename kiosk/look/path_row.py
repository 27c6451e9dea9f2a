"""Where a file or folder goes, in one line."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look


class PathRow(QWidget):
    """The path, and a button at its right that asks for another.

    Signals:
        asked: another place is wanted.
    """

    asked = Signal()

    def __init__(self, look: Look, button: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = TextLabel(look, 17)
        self.button = KeyButton(look, button, height=44)
        self.button.clicked.connect(self.asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._path, 1)
        row.addWidget(self.button)

    def say(self, path: Path) -> None:
        """Show this path; its tooltip has the whole of it."""
        self._path.say(str(path))
        self._path.setToolTip(str(path))
