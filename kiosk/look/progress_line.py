"""How far something has come, in words and as a bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight


class ProgressLine(QWidget):
    """Words, a bar and a button to stop it. Hidden until ``begin``."""

    def __init__(self, look: Look, cancel: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = TextLabel(look, 17, Weight.MEDIUM)
        self.cancel = KeyButton(look, cancel, keys="Esc")
        self.bar = ProgressBar(look)
        self._rows, self._row = QVBoxLayout(), QHBoxLayout(self)
        self._rows.addStretch(1)
        self._rows.addWidget(self._words)
        self._rows.addWidget(self.bar)
        self._rows.addStretch(1)
        self._row.addLayout(self._rows, 1)
        self._row.addWidget(self.cancel)
        self._row.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._follow)
        self._follow()
        self.hide()

    def begin(self, words: str) -> None:
        """Show it, with nothing done yet."""
        self._words.say(words)
        self.bar.show_share(0.0)
        self.cancel.setEnabled(True)
        self.show()

    def show_progress(self, done: int, total: int) -> None:
        """So much of so much is done."""
        self.bar.show_share(done / total if total else 1.0)

    def _follow(self) -> None:
        self._rows.setSpacing(self._look.px(8))
        self._row.setSpacing(self._look.px(20))
        self.setMinimumHeight(self._look.px(60))


class ProgressBar(QWidget):
    """A thin bar of the accent colour."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self._follow()

    @property
    def share(self) -> float:
        """What is shown, 0 to 1."""
        return self._share

    def show_share(self, share: float) -> None:
        """Show this share, 0 to 1."""
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleName(f"{round(100 * self._share)} %")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(self.rect())
        corner = box.height() / 2
        painter.setBrush(self._look.colour("line"))
        painter.drawRoundedRect(box, corner, corner)
        if self._share:
            box.setWidth(max(box.height(), box.width() * self._share))
            painter.setBrush(self._look.colour("accent"))
            painter.drawRoundedRect(box, corner, corner)
        painter.end()

    def _follow(self) -> None:
        self.setFixedHeight(self._look.px(8))
