"""A button that shows the key which does the same."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kiosk.look.icons import Icon, paint_icon
from kiosk.look.look import Look, Weight
from kiosk.look.palette import Paint


class Rank(StrEnum):
    """How much a button wants to be pressed."""

    MAIN = "main"
    PLAIN = "plain"
    QUIET = "quiet"  # no edge until touched


_ARROWS = {"Up": "↑", "Down": "↓"}


class KeyButton(QAbstractButton):
    """Icon, word and keycap. Painted in the ink of whatever it stands on.

    It takes the focus by Tab only, never by a click, so that the next scan is typed into the
    field; and only Space presses it, so that a scanner's Enter does not.
    """

    def __init__(
        self,
        look: Look,
        label: str,
        *,
        icon: Icon | None = None,
        keys: str = "",
        rank: Rank = Rank.PLAIN,
        height: float = 48,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._rank = rank
        self._height = height
        self._paint: Paint | None = None
        self._keys = ""
        self._hint: tuple[object, QSize] | None = None
        self.setText(label)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_keys(keys)
        look.changed.connect(self.updateGeometry)

    @property
    def keys(self) -> str:
        """The key that does the same, as this system writes it."""
        return self._keys

    def set_keys(self, keys: str) -> None:
        """Show another key; portable text such as ``Ctrl+Z``."""
        self._keys = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        arrow = _ARROWS.get(keys.rpartition("+")[2])
        if arrow is not None and "+" in self._keys:
            self._keys = f"{self._keys.rpartition('+')[0]}+{arrow}"
        self.setAccessibleName(f"{self.text()} ({self._keys})" if self._keys else self.text())
        self.updateGeometry()

    def set_label(self, label: str) -> None:
        """Say something else."""
        self.setText(label)
        self.setAccessibleName(f"{label} ({self._keys})" if self._keys else label)
        self.updateGeometry()

    def fit_label(self, form: str, name: str, width: float) -> None:
        """Say ``form`` with as much of ``name`` in its place as leaves the button ``width`` px
        wide at 1280 × 720; whoever cannot see it is told all.
        """
        self.set_label(form.format(name=""))
        room = self._look.px(width) - self.sizeHint().width()
        letters = QFontMetrics(self._label_font())
        self.set_label(
            form.format(name=letters.elidedText(name, Qt.TextElideMode.ElideRight, room))
        )
        said = form.format(name=name)
        self.setAccessibleName(f"{said} ({self._keys})" if self._keys else said)

    def stand_on(self, paint: Paint | None) -> None:
        """Be painted for a coloured panel; None for the window's own background."""
        self._paint = paint
        self.update()

    def sizeHint(self) -> QSize:
        """Room for all three parts."""
        px = self._look.px
        # Layouts ask many times over, and measuring letters is slow.
        made_of = (self.text(), self._keys, px(1_000))
        if self._hint is None or self._hint[0] != made_of:
            self._hint = made_of, self._measure()
        return self._hint[1]

    def _measure(self) -> QSize:
        px = self._look.px
        width = 2 * self._margin() + QFontMetrics(self._label_font()).horizontalAdvance(self.text())
        if self._icon is not None:
            width += self._icon_side() + (px(8) if self.text() else 0)
        if self._keys:
            width += px(12) + self._cap_width()
        return QSize(max(width, px(48)), px(self._height))

    def minimumSizeHint(self) -> QSize:
        """A button is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon, word, keycap and, with the focus, a ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink, edge = self._colours()
        px = self._look.px
        line = px(1.5)
        box = QRectF(self.rect()).adjusted(line, line, -line, -line)
        corner = px(8)
        painter.setBrush(fill)
        painter.setPen(QPen(edge, line) if edge.alpha() else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, corner, corner)
        self.paint_progress(painter, box, corner, ink)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ink if self._paint else self._look.colour("accent"), px(2.5)))
            painter.drawRoundedRect(box, corner, corner)
        self._paint_content(painter, ink)
        painter.end()

    def paint_progress(self, painter: QPainter, box: QRectF, corner: float, ink: QColor) -> None:
        """Draw how far a held press has come; nothing for a plain button."""

    def _paint_content(self, painter: QPainter, ink: QColor) -> None:
        px = self._look.px
        content = self.sizeHint().width() - 2 * self._margin()
        spare = self.width() - self.sizeHint().width()
        # A wide button reads like a row: word at the left, key at the right.
        x = float(self._margin()) if spare > px(48) else (self.width() - content) / 2
        middle = self.height() / 2
        if self._icon is not None:
            side = self._icon_side()
            paint_icon(painter, self._icon, QRectF(x, middle - side / 2, side, side), ink)
            x += side + px(8)
        font = self._label_font()
        width = QFontMetrics(font).horizontalAdvance(self.text())
        painter.setFont(font)
        painter.setPen(ink)
        painter.drawText(
            QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
        )
        if self._keys:
            x += width + px(12) + (spare if spare > px(48) else 0)
            cap = QRectF(x, middle - px(11), self._cap_width(), px(22))
            edge = QColor(ink)
            edge.setAlphaF(0.55)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(edge, px(1)))
            painter.drawRoundedRect(cap, px(4), px(4))
            painter.setFont(self._cap_font())
            painter.setPen(ink)
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._keys)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        none = QColor(0, 0, 0, 0)
        pressed = self.isDown() or self.underMouse()
        if self._paint is not None:
            ink, ground = QColor(self._paint.ink), QColor(self._paint.fill)
            if self._rank is Rank.MAIN:
                return ink, ground, none
            fill = QColor(ink)
            fill.setAlphaF(0.18 if pressed else 0.0)
            edge = QColor(ink)
            edge.setAlphaF(0.7)
            return fill, ink, none if self._rank is Rank.QUIET else edge
        colour = self._look.colour
        if not self.isEnabled():
            return none, colour("quiet"), colour("line")
        if self._rank is Rank.MAIN:
            return colour("accent"), colour("on_accent"), none
        if self._rank is Rank.QUIET:
            return colour("raised") if pressed else none, colour("quiet"), none
        return colour("raised"), colour("text"), colour("accent") if pressed else none

    def _label_font(self) -> QFont:
        size = 16 if self._height >= 44 else 14
        return self._look.font(size, Weight.MEDIUM if self._rank is Rank.QUIET else Weight.SEMIBOLD)

    def _cap_font(self) -> QFont:
        return self._look.font(13, Weight.MEDIUM)

    def _cap_width(self) -> int:
        wide = QFontMetrics(self._cap_font()).horizontalAdvance(self._keys)
        return wide + self._look.px(12)

    def _icon_side(self) -> int:
        return self._look.px(20 if self._height >= 44 else 16)

    def _margin(self) -> int:
        return self._look.px(16 if self._rank is not Rank.QUIET else 10)
