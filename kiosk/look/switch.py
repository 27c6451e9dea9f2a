"""On or off."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.look.look import Look, Weight


class Switch(QAbstractButton):
    """A sentence that is so or not; ``toggled`` says which. Space turns it."""

    def __init__(
        self, look: Look, label: str, *, on: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.setText(label)
        self.setAccessibleName(label)
        self.setCheckable(True)
        self.setChecked(on)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As high as a finger needs."""
        px = self._look.px
        width = QFontMetrics(self._font()).horizontalAdvance(self.text())
        return QSize(px(46 + 12) + width + px(4), px(48))

    def minimumSizeHint(self) -> QSize:
        """A sentence is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the track, the knob and the sentence."""
        px = self._look.px
        colour = self._look.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        track = QRectF(px(2), self.height() / 2 - px(13), px(46), px(26))
        on = self.isChecked()
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), px(2)))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            around = px(1.5)
            ring = track.adjusted(-around, -around, around, around)
            painter.drawRoundedRect(ring, ring.height() / 2, ring.height() / 2)
        painter.setPen(QPen(colour("accent" if on else "quiet"), px(1.5)))
        painter.setBrush(colour("accent" if on else "surface"))
        inner = track.adjusted(px(2), px(2), -px(2), -px(2))
        painter.drawRoundedRect(inner, inner.height() / 2, inner.height() / 2)
        knob = inner.height() / 2 - px(3.5)
        x = inner.right() - inner.height() / 2 if on else inner.left() + inner.height() / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("on_accent" if on else "quiet"))
        painter.drawEllipse(QPointF(x, inner.center().y()), knob, knob)
        painter.setFont(self._font())
        painter.setPen(colour("text"))
        place = QRectF(px(60), 0, self.width() - px(60), self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _font(self) -> QFont:
        return self._look.font(17, Weight.MEDIUM)
