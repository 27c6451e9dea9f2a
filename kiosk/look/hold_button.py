"""A button that acts only after it has been held, for what should not happen by a slip."""

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QWidget

from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.look import Look

HOLD_MS = 500
_FRAME_MS = 16


class HoldButton(KeyButton):
    """Emits ``held`` after ``hold_ms`` of uninterrupted press, by pointer or by Space."""

    held = Signal()

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        icon: Icon | None = None,
        hold_ms: int = HOLD_MS,
        height: float = 48,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, label, icon=icon, rank=Rank.QUIET, height=height, parent=parent)
        self._hold_ms = hold_ms
        self._since = QElapsedTimer()
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._go_on)
        self.pressed.connect(self._begin)
        self.released.connect(self._stop)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space held down repeats itself; only its first press begins."""
        if event.key() == Qt.Key.Key_Space and event.isAutoRepeat():
            return
        super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """A repeated Space is still held."""
        if event.key() == Qt.Key.Key_Space and event.isAutoRepeat():
            return
        super().keyReleaseEvent(event)

    def paint_progress(self, painter: QPainter, box: QRectF, corner: float, ink: QColor) -> None:
        """A ground that fills from the left while the press lasts."""
        if not self._frames.isActive():
            return
        done = min(1.0, self._since.elapsed() / self._hold_ms)
        ground = self._look.colour("accent")
        ground.setAlphaF(0.45)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        filled = QRectF(box)
        filled.setWidth(box.width() * done)
        painter.drawRoundedRect(filled, corner, corner)

    def _begin(self) -> None:
        self._since.start()
        self._frames.start()

    def _stop(self) -> None:
        self._frames.stop()
        self.update()

    def _go_on(self) -> None:
        self.update()
        if not self.isDown():
            self._stop()
        elif self._since.hasExpired(self._hold_ms):
            self._stop()
            self.setDown(False)
            self.held.emit()
