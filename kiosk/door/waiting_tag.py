"""Something that waits for staff at the foot of the door: amber, with flag, words and key."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.look.flag_strip import paint_flags
from kiosk.look.look import Look, Weight
from kiosk.look.palette import AMBER

_LONGEST = 18


class WaitingTag(QAbstractButton):
    """A guest and what waits; ``keys`` is shown on the one that the key takes."""

    def __init__(
        self,
        look: Look,
        name: str,
        what: str,
        countries: Sequence[str],
        keys: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._countries = tuple(countries)
        short = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        self.setText(f"{short} · {what}")
        self.setAccessibleName(f"{name}, {what}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as flag, words and key."""
        px = self._look.px
        words = QFontMetrics(self._font()).horizontalAdvance(self.text())
        key = QFontMetrics(self._key_font()).horizontalAdvance(self._keys) + px(36)
        flags = px(34) * sum(self._look.flags.has(code) for code in self._countries)
        return QSize(words + px(32) + flags + (key if self._keys else 0), px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Amber, for something waits."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(AMBER.ink)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(AMBER.fill))
        painter.drawRoundedRect(box, px(8), px(8))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, px(2)))
            painter.drawRoundedRect(box.adjusted(px(3), px(3), -px(3), -px(3)), px(6), px(6))
        height = px(18)
        corner = QPointF(px(16), (box.height() - height) / 2)
        flags = paint_flags(painter, self._look, self._countries, corner, height)
        x = px(16) + (flags + px(10) if flags else 0)
        width = QFontMetrics(self._key_font()).horizontalAdvance(self._keys) + px(12)
        words = QRectF(x, 0, box.width() - x - px(12), box.height())
        if self._keys:
            words.setRight(words.right() - width - px(10))
        painter.setPen(ink)
        painter.setFont(self._font())
        shown = QFontMetrics(self._font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(words.width()) + 1
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if self._keys:
            cap = QRectF(box.right() - px(12) - width, box.center().y() - px(11), width, px(22))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink, px(1)))
            painter.drawRoundedRect(cap, px(4), px(4))
            painter.setFont(self._key_font())
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)
        painter.end()

    def _font(self) -> QFont:
        return self._look.font(16, Weight.SEMIBOLD)

    def _key_font(self) -> QFont:
        return self._look.font(13, Weight.MEDIUM)
