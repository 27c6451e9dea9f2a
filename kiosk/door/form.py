"""A form inside the window: a title, labelled rows and two buttons."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words


class Form(QWidget):
    """Rows of a label and a widget. ``main`` does it (Enter), ``back`` leaves (Esc)."""

    def __init__(
        self, look: Look, words: Words, icon: Icon, title: str, main: str, keys: str = "Enter"
    ) -> None:
        super().__init__()
        self._look = look
        self.title = TextLabel(look, 24, Weight.BOLD)
        self.title.say(title)
        self.main = KeyButton(look, main, keys=keys, rank=Rank.MAIN)
        self.back = KeyButton(look, words.gettext("Back"), keys="Esc", rank=Rank.QUIET)
        self._head = QHBoxLayout()
        self._head.addWidget(IconView(look, icon, 28, "accent"))
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.back)
        self._head.addWidget(self.main)
        self._labels: list[TextLabel] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._rows = QVBoxLayout(self)
        self._rows.addLayout(self._head)
        self._rows.addLayout(self._grid)
        self._rows.addStretch(1)
        self.setAccessibleName(title)
        look.changed.connect(self._follow)
        self._follow()

    def add_row(self, label: str, widget: QWidget) -> None:
        """Add one more labelled row."""
        words = TextLabel(self._look, 16, ink="quiet")
        words.say(label)
        words.setBuddy(widget)
        self._labels.append(words)
        row = self._grid.rowCount()
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(widget, row, 1)
        self._follow()

    def add_above(self, widget: QWidget) -> None:
        """Add something as wide as the form, between the title and the rows."""
        self._rows.insertWidget(self._rows.indexOf(self._grid), widget)

    def add_below(self, widget: QWidget) -> None:
        """Add something as wide as the form, below the rows."""
        self._rows.insertWidget(self._rows.indexOf(self._grid) + 1, widget)

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setContentsMargins(px(16), px(4), 0, 0)
        self._rows.setSpacing(px(12))
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(8))
        self._head.setSpacing(px(12))
        for label in self._labels:
            label.setMinimumHeight(px(48))
