"""A line or a paragraph of text that follows the look."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen


class TextLabel(QLabel):
    """Plain text of one size and weight; ``ink`` is a palette role or a colour of its own.

    ``wrap`` lets it take several lines; otherwise it stays on one and ends in "…" where it has to,
    unless it is ``firm``: then others give way.
    An empty text hides it.
    """

    def __init__(
        self,
        look: Look,
        size: float,
        weight: Weight = Weight.REGULAR,
        ink: str = "text",
        *,
        wrap: bool = False,
        firm: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._size = size
        self._weight = weight
        self._ink = ink
        self._firm = firm
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self._follow()

    def say(self, text: str) -> None:
        """Show this text; nothing for an empty one."""
        self.setText(text)
        set_seen(self, bool(text))

    def set_ink(self, ink: str) -> None:
        """Write in another colour: a palette role, or ``#RRGGBB``."""
        self._ink = ink
        self.update()

    def set_size(self, size: float) -> None:
        """Write larger or smaller."""
        if size != self._size:
            self._size = size
            self._follow()

    def minimumSizeHint(self) -> QSize:
        """A single line may shrink to almost nothing, for it can be shortened."""
        hint = super().minimumSizeHint()
        if self.wordWrap() or self._firm:
            return hint
        return QSize(min(hint.width(), self._look.px(24)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, shortened by "…" where the line is too short for it."""
        painter = QPainter(self)
        painter.setFont(self.font())
        own = self._ink.startswith("#")
        painter.setPen(QColor(self._ink) if own else self._look.colour(self._ink))
        room = self.contentsRect()
        if self.wordWrap():
            flags = int(self.alignment()) | int(Qt.TextFlag.TextWordWrap)
            painter.drawText(room, flags, self.text())
        else:
            text = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, room.width()
            )
            painter.drawText(room, self.alignment(), text)
        painter.end()

    def _follow(self) -> None:
        self.setFont(self._look.font(self._size, self._weight))
        self.updateGeometry()
        self.update()
