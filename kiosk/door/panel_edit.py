"""A field inside a panel or a page."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kiosk.door.actions import is_command
from kiosk.look.look import Look
from kiosk.words import Words

_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_LONGEST = 200


class PanelEdit(QLineEdit):
    """``entered`` is Enter, ``escaped`` Escape. Scans are read before they come here."""

    entered = Signal()
    escaped = Signal()

    def __init__(
        self, look: Look, words: Words, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        look.changed.connect(self._follow)
        self._follow()

    def event(self, event: QEvent) -> bool:
        """Leave the door's commands to the door."""
        overrides = event.type() == QEvent.Type.ShortcutOverride
        if overrides and isinstance(event, QKeyEvent) and is_command(event):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; Enter and Escape are the panel's."""
        if is_command(event):
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in _ENTERS:
            self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)

    def _follow(self) -> None:
        self.setFont(self._look.font(18))
        self.setStyleSheet(f"QLineEdit {{ font-size: {self._look.px(18)}px; }}")
