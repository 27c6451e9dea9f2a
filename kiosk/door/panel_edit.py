"""A field inside a panel, which a scan must not fill."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from data.tickets import clean
from kiosk.door.actions import is_command
from kiosk.look.look import Look
from kiosk.scanner import Burst
from kiosk.words import Words

_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_LONGEST = 200


class PanelEdit(QLineEdit):
    """Fingers type into it as into any other; a scanner's burst passes through.

    When Enter or Tab ends a burst, the text from before it comes back and ``scanned`` says the
    code, so that the next scan wins also while a form is open. ``entered`` is a person's Enter.
    """

    scanned = Signal(str)
    entered = Signal()
    escaped = Signal()

    def __init__(
        self, look: Look, words: Words, name: str, hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._burst = Burst()
        self._before = ""
        self.setMaxLength(_LONGEST)
        self.setAccessibleName(name)
        self.setPlaceholderText(hint)
        look.changed.connect(self._follow)
        self._follow()

    def event(self, event: QEvent) -> bool:
        """Leave the door's commands to the door, and see Tab before it moves the focus."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                if is_command(event):
                    event.ignore()
                    return False
            elif event.type() == QEvent.Type.KeyPress and self._ends_scan(event):
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, and keep in mind what was there before a burst began."""
        if is_command(event):
            event.ignore()
            return
        key = Qt.Key(event.key())
        if key in _ENDS:
            self._burst.forget()
            self.entered.emit()
            return
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        before = self.text()
        if event.text() and self._burst.key(event.text(), event.timestamp()):
            self._before = before
        super().keyPressEvent(event)

    def _ends_scan(self, event: QKeyEvent) -> bool:
        if Qt.Key(event.key()) not in _ENDS or not self._burst.ends(event.timestamp()):
            return False
        code = clean(self._burst.text)
        self._burst.forget()
        self.setText(self._before)
        self.textEdited.emit(self._before)
        self.scanned.emit(code)
        return True

    def _follow(self) -> None:
        self.setFont(self._look.font(18))
        self.setStyleSheet(f"QLineEdit {{ font-size: {self._look.px(18)}px; }}")
