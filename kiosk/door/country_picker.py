"""Choosing a guest's flag or two by typing the country."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.door.flag_pill import FlagPill
from kiosk.door.panel_edit import PanelEdit
from kiosk.door.views import CountryChoice
from kiosk.look.flow_layout import FlowLayout
from kiosk.look.look import Look
from kiosk.words import Words

SUGGESTIONS = 4
MOST_FLAGS = 3


class CountryEdit(PanelEdit):
    """The picker's own field; tells of the keys that choose and take back."""

    moved = Signal(int)
    erased = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose; Backspace in the empty field takes the last flag back."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() == Qt.Key.Key_Backspace and not self.text():
            self.erased.emit()
        else:
            super().keyPressEvent(event)


class CountryPicker(QWidget):
    """A field, the flags chosen and, below, at most four countries for what is typed.

    ``find`` gives the countries for a text, best first. Enter takes the marked one; in the empty
    field it is passed on as ``entered``, and Up and Down as ``moved``. None chosen is an answer
    too.
    """

    entered = Signal()
    moved = Signal(int)
    escaped = Signal()
    changed = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        find: Callable[[str], Sequence[CountryChoice]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._find = find
        self._chosen: list[CountryChoice] = []
        self._found: list[CountryChoice] = []
        self._marked = 0
        _ = words.gettext
        self.edit = CountryEdit(look, words, _("Country"), _("Type a country"))
        self.setFocusProxy(self.edit)
        self._pills, self._offers = QHBoxLayout(), FlowLayout()
        self._top, self._rows = QHBoxLayout(), QVBoxLayout(self)
        self._top.addWidget(self.edit, 1)
        self._top.addLayout(self._pills)
        self._rows.addLayout(self._top)
        self._rows.addLayout(self._offers)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self.edit.textEdited.connect(self._typed)
        self.edit.entered.connect(self._take_marked)
        self.edit.moved.connect(self._mark)
        self.edit.erased.connect(self._take_back)
        self.edit.escaped.connect(self.escaped)
        look.changed.connect(self._follow)
        self._follow()

    def choose(self, countries: Sequence[CountryChoice]) -> None:
        """Begin with these."""
        self._chosen = list(countries[:MOST_FLAGS])
        self.edit.clear()
        self._typed("")
        self._show_chosen()

    def countries(self) -> tuple[str, ...]:
        """The codes chosen. A text that stands for one country counts, also without Enter."""
        codes = [choice.code for choice in self._chosen]
        if self.edit.text().strip() and self._found and len(codes) < MOST_FLAGS:
            marked = self._found[self._marked].code
            codes += [marked] if marked not in codes else []
        return tuple(codes)

    def _typed(self, text: str) -> None:
        self._found = list(self._find(text))[:SUGGESTIONS] if text.strip() else []
        self._marked = 0
        self._show_offers()

    def _mark(self, step: int) -> None:
        if self._found:
            self._marked = (self._marked + step) % len(self._found)
            self._show_offers()
        else:
            self.moved.emit(step)

    def _take_marked(self) -> None:
        if not self.edit.text().strip():
            self.entered.emit()
        elif self._found:
            self._take(self._found[self._marked])

    def _take(self, choice: CountryChoice) -> None:
        if choice.code not in {chosen.code for chosen in self._chosen}:
            self._chosen = [*self._chosen, choice][-MOST_FLAGS:]
        self.edit.clear()
        self._typed("")
        self._show_chosen()
        self.changed.emit()

    def _take_back(self) -> None:
        if self._chosen:
            self._chosen.pop()
            self._show_chosen()
            self.changed.emit()

    def _drop(self, choice: CountryChoice) -> None:
        self._chosen = [chosen for chosen in self._chosen if chosen.code != choice.code]
        self._show_chosen()
        self.changed.emit()

    def _show_chosen(self) -> None:
        _empty(self._pills)
        for choice in self._chosen:
            pill = FlagPill(self._look, choice.code, choice.name, removable=True)
            name = self._words.gettext("Remove {country}").format(country=choice.name)
            pill.setAccessibleName(name)
            pill.clicked.connect(lambda _checked=False, c=choice: self._drop(c))
            self._pills.addWidget(pill)
        self._offers.invalidate()

    def _show_offers(self) -> None:
        _empty(self._offers)
        for place, choice in enumerate(self._found):
            pill = FlagPill(self._look, choice.code, choice.name, marked=place == self._marked)
            pill.clicked.connect(lambda _checked=False, c=choice: self._take(c))
            self._offers.addWidget(pill)
            pill.show()
        self.updateGeometry()

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setSpacing(px(8))
        self._top.setSpacing(px(8))
        self._pills.setSpacing(px(8))
        self._offers.setSpacing(px(8))


def _empty(layout: QHBoxLayout | FlowLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
