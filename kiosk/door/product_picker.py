"""Choosing one product among the few that an event has."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from kiosk.door.flag_pill import FlagPill
from kiosk.door.views import ProductChoice
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.look import Look
from kiosk.words import Words


class ProductPicker(QWidget):
    """All products side by side; Left and Right choose, Enter is passed on as ``entered``."""

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
        self._show_choice()

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
        self._show_choice()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Stop showing it."""
        super().focusOutEvent(event)
        self._show_choice()

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._pills):
            self._row = row
            self._show_choice()
            self.changed.emit()

    def _show_choice(self) -> None:
        for place, pill in enumerate(self._pills):
            pill.mark(place == self._row, focused=self.hasFocus())
        self.setAccessibleDescription(self.product())

    def _follow(self) -> None:
        self._flow.setSpacing(self._look.px(8))
        self._flow.setContentsMargins(0, 0, 0, 0)
