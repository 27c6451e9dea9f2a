"""An icon as a widget."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.look.icons import Icon, paint_icon
from kiosk.look.look import Look


class IconView(QWidget):
    """One icon of ``size`` px at 1280 × 720; ``ink`` is a palette role or ``#RRGGBB``.

    It never stands without a word beside it, so it has no name of its own for screen readers.
    """

    def __init__(
        self,
        look: Look,
        icon: Icon,
        size: float,
        ink: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._size = size
        self._ink = ink
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_icon(self, icon: Icon, ink: str) -> None:
        """Show another icon, or the same in another ink."""
        self._icon, self._ink = icon, ink
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._look.px(self._size), self._look.px(self._size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        colour = QColor(self._ink) if self._ink.startswith("#") else self._look.colour(self._ink)
        painter = QPainter(self)
        side = min(self.width(), self.height())
        paint_icon(painter, self._icon, QRectF(0, 0, side, side), colour)
        painter.end()
