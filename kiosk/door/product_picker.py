"""Choosing one product among the few that an event has."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.door.flag_pill import FlagPill
from kiosk.door.views import ProductChoice
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.look import Look
from kiosk.words import Words


class ProductPicker(QWidget):
    """All products side by side; Left and Right choose, Enter is passed on as ``entered``.

    Other plain keys are passed on as ``typed_elsewhere``, since they are meant for the field.
    """

    entered = Signal()
    escaped = Signal()
    changed = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._choices: tuple[ProductChoice, ...] = ()
        self._pills: list[FlagPill] = []
        self._row = 0
        self._flow = FlowLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.gettext("Product"))
        look.changed.connect(self._follow)
        self._follow()

    def offer(self, choices: Sequence[ProductChoice], chosen: str) -> None:
        """Offer these and begin with ``chosen``, in any case."""
        for pill in self._pills:
            self._flow.removeWidget(pill)
            pill.hide()
            pill.deleteLater()
        self._choices = tuple(choices)
        self._pills = []
        names = [choice.name.casefold() for choice in choices]
        self._row = names.index(chosen.casefold()) if chosen.casefold() in names else 0
        for row, choice in enumerate(choices):
            pill = FlagPill(self._look, "", choice.words or choice.name, marked=row == self._row)
            pill.clicked.connect(lambda _checked=False, r=row: self._choose(r))
            self._pills.append(pill)
            self._flow.addWidget(pill)
            pill.show()
        self._say()

    def product(self) -> str:
        """The name of the chosen one; empty where there is none to choose."""
        return self._choices[self._row].name if self._choices else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose, or pass on."""
        match event.key():
            case Qt.Key.Key_Left:
                self._choose(max(0, self._row - 1))
            case Qt.Key.Key_Right:
                self._choose(min(len(self._choices) - 1, self._row + 1))
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case Qt.Key.Key_Escape:
                self.escaped.emit()
            case _:
                super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing it."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line under the row while the arrows choose in it."""
        if not self.hasFocus():
            return
        px = self._look.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.colour("accent"), px(2)))
        if 0 <= self._row < len(self._pills):
            box = QRectF(self._pills[self._row].geometry())
            painter.drawRoundedRect(box.adjusted(-px(3), -px(3), px(3), px(3)), px(11), px(11))
        painter.end()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._pills):
            self._row = row
            for place, pill in enumerate(self._pills):
                pill.mark(place == row)
            self._say()
            self.update()
            self.changed.emit()

    def _say(self) -> None:
        self.setAccessibleDescription(self.product())

    def _follow(self) -> None:
        edge = self._look.px(4)
        self._flow.setSpacing(self._look.px(8))
        self._flow.setContentsMargins(edge, edge, edge, edge)
