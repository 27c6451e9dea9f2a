"""A panel that is all one colour, and what stands on it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kiosk.look.big_name import BigName
from kiosk.look.look import Look
from kiosk.look.palette import TONES, Paint, Tone

_CORNER = 16
_STEP = 6.0


class TonePanel(QWidget):
    """Fills itself with its tone's colour; ``rows`` is its layout.

    Where the height is short, the names given to ``shrink`` give way, and nothing else.
    """

    def __init__(self, look: Look, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = tone
        self._names: tuple[tuple[BigName, float, float], ...] = ()
        self.rows = QVBoxLayout(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        look.changed.connect(self.follow)

    @property
    def paint(self) -> Paint:
        """The colours in use."""
        return TONES[self._tone]

    def set_tone(self, tone: Tone) -> None:
        """Change colour at once."""
        self._tone = tone
        self.update()

    def shrink(self, *names: tuple[BigName, float, float]) -> None:
        """Let these names, each from its largest to its smallest size, give way."""
        self._names = names

    def minimumSizeHint(self) -> QSize:
        """Whatever the window leaves: names give way."""
        return QSize(self._look.px(320), self._look.px(200))

    def follow(self) -> None:
        """Take margins and sizes anew from the look."""
        px = self._look.px
        self.rows.setContentsMargins(px(28), px(24), px(28), px(24))
        self.rows.setSpacing(px(8))
        self.fit()

    def fit(self) -> None:
        """Make the names as large as the height allows, then take their second lines."""
        self.rows.setSpacing(self._look.px(8))
        if self.height() <= 0 or self.width() <= 0:
            return
        deepest = max((largest - smallest for _n, largest, smallest in self._names), default=0.0)
        shrunk = 0.0
        self._let(shrunk, 2)
        while self._too_high() and shrunk < deepest:
            shrunk += _STEP
            self._let(shrunk, 2)
        if self._too_high():
            self._let(shrunk, 1)
        if self._too_high():
            self.rows.setSpacing(self._look.px(2))
        self.rows.activate()  # in place before the next paint
        self.update()

    def _let(self, shrunk: float, lines: int) -> None:
        for name, largest, smallest in self._names:
            name.give_way(max(smallest, largest - shrunk), lines)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit again: hidden widgets have no sizes."""
        super().showEvent(event)
        self.follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.paint.fill))
        corner = self._look.px(_CORNER)
        painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
        painter.end()

    def _too_high(self) -> bool:
        self.rows.invalidate()
        needed = (
            self.rows.heightForWidth(self.width())
            if self.rows.hasHeightForWidth()
            else self.rows.sizeHint().height()
        )
        return needed > self.height()
