"""One flag or several, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.look.flag_pixmap import ASPECT
from kiosk.look.look import Look
from kiosk.look.seen import set_seen

_GAP = 6


def paint_flags(
    painter: QPainter, look: Look, countries: Sequence[str], corner: QPointF, height: int
) -> float:
    """Draw the flags from the upper left ``corner`` on; the width they took, in pixels."""
    ratio = painter.device().devicePixelRatio()
    x = corner.x()
    for flag in _flags(look, countries, height, ratio):
        painter.drawPixmap(QPointF(x, corner.y()), flag)
        x += flag.width() / ratio + look.px(_GAP)
    return max(0.0, x - corner.x() - look.px(_GAP))


def _flags(look: Look, countries: Sequence[str], height: int, ratio: float) -> list[QPixmap]:
    found = (look.flags.flag(code, height, ratio) for code in countries)
    return [flag for flag in found if flag is not None]


class FlagStrip(QWidget):
    """The flags of some countries, ``height`` px high at 1280 × 720. Their names stand beside."""

    def __init__(self, look: Look, height: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._height = height
        self._countries: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def show_flags(self, countries: tuple[str, ...]) -> None:
        """Show these flags; nothing where there is none."""
        self._countries = countries
        set_seen(self, any(self._look.flags.has(code) for code in countries))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the flags that exist."""
        height = self._look.px(self._height)
        number = sum(self._look.flags.has(code) for code in self._countries)
        gaps = max(0, number - 1) * self._look.px(_GAP)
        return QSize(number * round(height * ASPECT) + gaps, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them."""
        painter = QPainter(self)
        paint_flags(
            painter, self._look, self._countries, QPointF(0, 0), self._look.px(self._height)
        )
        painter.end()
