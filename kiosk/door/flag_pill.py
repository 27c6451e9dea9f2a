"""A country or another choice as a small button."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.look.flag_strip import paint_flags
from kiosk.look.icons import Icon, paint_icon
from kiosk.look.look import Look, Weight

_LONGEST = 22


class FlagPill(QAbstractButton):
    """Flag and words; ``marked`` is what Enter takes, ``removable`` shows a cross."""

    def __init__(
        self,
        look: Look,
        code: str,
        words: str,
        *,
        marked: bool = False,
        removable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._code = code
        self._marked = marked
        self._removable = removable
        self._focused = False
        self.setText(words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…")
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def mark(self, marked: bool, *, focused: bool = False) -> None:
        """Mark it as the one that is taken, and as the one that the arrows move."""
        self._marked, self._focused = marked, marked and focused
        self.update()

    def sizeHint(self) -> QSize:
        """As high as a finger needs."""
        px = self._look.px
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + px(28)
        width += px(38) if self._has_flag() else 0
        width += px(24) if self._removable else 0
        return QSize(width, px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = px(3 if self._focused else 1.5)
        box = QRectF(self.rect()).adjusted(line, line, -line, -line)
        strong = self._marked or self.underMouse()
        painter.setPen(QPen(self._look.colour("accent" if self._marked else "line"), line))
        painter.setBrush(self._look.colour("chosen" if strong else "surface"))
        painter.drawRoundedRect(box, px(8), px(8))
        x = float(px(14))
        if self._has_flag():
            height = px(21)
            corner = QPointF(x, (self.height() - height) / 2)
            paint_flags(painter, self._look, (self._code,), corner, height)
            x += px(38)
        painter.setFont(self._font())
        painter.setPen(self._look.colour("text"))
        place = QRectF(x, 0, self.width() - x, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._removable:
            side = px(14)
            cross = QRectF(self.width() - px(14) - side, (self.height() - side) / 2, side, side)
            paint_icon(painter, Icon.CROSS, cross, self._look.colour("quiet"))
        painter.end()

    def _has_flag(self) -> bool:
        return self._look.flags.has(self._code)

    def _font(self) -> QFont:
        return self._look.font(16, Weight.MEDIUM)
