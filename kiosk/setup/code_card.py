"""A code on the screen, to hold a scanner or a phone before it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.look.look import Look

PAPER = QColor("#FFFFFF")  # whatever the theme: scanners want dark on light
INK = QColor("#000000")


class CodeCard(QWidget):
    """``text`` as a QR code, ``side`` px large at the look's scale."""

    def __init__(self, look: Look, text: str, side: float, parent: QWidget | None = None) -> None:
        from badges.qr import QUIET_MODULES, qr_matrix  # not at the start: it takes 0.1 s to load

        super().__init__(parent)
        self._look = look
        self._side = side
        self._matrix = qr_matrix(text)
        self._modules = len(self._matrix) + 2 * QUIET_MODULES
        self._quiet = QUIET_MODULES
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A multiple of the modules, so that each has the same size."""
        side = max(1, self._look.px(self._side) // self._modules) * self._modules
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        module = self.width() / self._modules
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PAPER)
        painter.drawRoundedRect(QRectF(self.rect()), self._look.px(12), self._look.px(12))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(INK)
        for y, row in enumerate(self._matrix, self._quiet):
            for x, dark in enumerate(row, self._quiet):
                if dark:
                    painter.drawRect(QRectF(x * module, y * module, module, module))
        painter.end()
