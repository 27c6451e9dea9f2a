"""Choosing one of several by a button that opens a menu."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QWidget

from kiosk.look.look import Look, Weight
from kiosk.look.style import stylesheet

_OPENERS = (Qt.Key.Key_Space, Qt.Key.Key_F4)


class ChoiceButton(QAbstractButton):
    """Shows what is chosen; Up and Down choose the next, Space opens all.

    ``chosen`` says the key of what the user chose. ``lead`` stands before it in quiet ink;
    ``strong`` is for a choice that means something here, against the many that don't.
    """

    chosen = Signal(str)

    def __init__(
        self,
        look: Look,
        name: str,
        *,
        lead: str = "",
        height: float = 40,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._name = name
        self._lead = lead
        self._height = height
        self._choices: tuple[tuple[str, str], ...] = ()
        self._key = ""
        self._strong = True
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)
        look.changed.connect(self.updateGeometry)

    @property
    def key(self) -> str:
        """What is chosen."""
        return self._key

    def offer(self, choices: Sequence[tuple[str, str]], key: str, *, strong: bool = True) -> None:
        """Offer these pairs of key and words, ``key`` chosen."""
        self._choices = tuple(choices)
        self._strong = strong
        self.show_key(key)

    def show_key(self, key: str) -> None:
        """Show this as chosen."""
        self._key = key
        self.setText(dict(self._choices).get(key, ""))
        self.setAccessibleName(f"{self._name}: {self.text()}")
        self.setToolTip(self.text())
        self.updateGeometry()
        self.update()

    def open(self) -> None:
        """Show all choices below the button."""
        menu = QMenu(self)
        menu.setStyleSheet(stylesheet(self._look))
        menu.setFont(self._look.font(16))
        menu.setMinimumWidth(self.width())
        for key, words in self._choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(key == self._key)
            action.triggered.connect(lambda _checked=False, k=key: self._take(k))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + self._look.px(4))))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, open, or leave the key to the page."""
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key in _OPENERS:
            self.open()
        else:
            event.ignore()

    def sizeHint(self) -> QSize:
        """Room for what is chosen."""
        px = self._look.px
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + px(48)
        if self._lead:
            width += QFontMetrics(self._lead_font()).horizontalAdvance(self._lead) + px(8)
        return QSize(width, px(self._height))

    def minimumSizeHint(self) -> QSize:
        """It may be cut: the menu says all."""
        return QSize(self._look.px(72), self._look.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is chosen and a small arrow."""
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._look.colour
        line = px(2.5 if self.hasFocus() else 1.5)
        box = QRectF(self.rect()).adjusted(line / 2, line / 2, -line / 2, -line / 2)
        painter.setPen(QPen(colour("accent" if self.hasFocus() else "line"), line))
        painter.setBrush(colour("raised" if self.underMouse() else "surface"))
        painter.drawRoundedRect(box, px(8), px(8))
        x = px(12)
        if self._lead:
            painter.setFont(self._lead_font())
            painter.setPen(colour("quiet"))
            wide = QFontMetrics(self._lead_font()).horizontalAdvance(self._lead)
            painter.drawText(
                QRectF(x, 0, wide + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, self._lead
            )
            x += wide + px(8)
        font = self._font()
        painter.setFont(font)
        room = self.width() - x - px(32)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(colour("text" if self._strong else "quiet"))
        painter.drawText(QRectF(x, 0, room + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, text)
        painter.setPen(QPen(colour("quiet"), px(1.5)))
        middle = QPointF(self.width() - px(18), self.height() / 2 + px(2))
        side = px(4)
        painter.drawPolyline(
            [middle + QPointF(-side, -side), middle, middle + QPointF(side, -side)]
        )
        painter.end()

    def _step(self, by: int) -> None:
        keys = [key for key, _ in self._choices]
        place = keys.index(self._key) + by if self._key in keys else 0
        if 0 <= place < len(keys):
            self._take(keys[place])

    def _take(self, key: str) -> None:
        if key != self._key:
            self.show_key(key)
            self.chosen.emit(key)

    def _font(self) -> QFont:
        return self._look.font(15, Weight.SEMIBOLD if self._strong else Weight.REGULAR)

    def _lead_font(self) -> QFont:
        return self._look.font(14)
