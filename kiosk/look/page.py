"""A whole page in the window: its title, a way back, one main button, and what it is about."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen
from kiosk.look.style import stylesheet
from kiosk.words import Words

T = TypeVar("T")
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Page(QWidget):
    """``body`` is for what the page shows. ``main`` does it (by ``keys``), ``back`` leaves (Esc).

    ``column`` keeps the body in a column of so many px in the middle, scrolled where the window
    is low.

    Signals:
        left: Back or Esc.
    """

    left = Signal()

    def __init__(
        self,
        look: Look,
        words: Words,
        icon: Icon,
        title: str,
        main: str = "",
        *,
        keys: str = "Enter",
        column: float = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._column = column
        self._by_enter = keys == "Enter"
        self.title = TextLabel(look, 24, Weight.BOLD)
        self.title.say(title)
        self.back = KeyButton(look, words.gettext("Back"), keys="Esc", rank=Rank.QUIET)
        self.main = KeyButton(look, main, keys=keys, rank=Rank.MAIN)
        set_seen(self.main, bool(main))
        self.head = QHBoxLayout()
        self.head.addWidget(IconView(look, icon, 28, "accent"))
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.back)
        self.head.addWidget(self.main)
        self.body = QVBoxLayout()
        self._frame = QVBoxLayout(self)
        self._frame.addLayout(self.head)
        if column:
            self._frame.addWidget(self._scrolled(), 1)
        else:
            self._frame.addLayout(self.body, 1)
        self.back.clicked.connect(self.escape)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        look.changed.connect(self._follow_look)
        self._follow_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter for the main button, Esc to leave."""
        key = Qt.Key(event.key())
        if key in _ENTERS:
            if self._by_enter:
                self.press_main()
        elif key == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the keys, unless something on the page has them."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.setFocus()

    def escape(self) -> None:
        """What Esc does; pages with something to stop first say otherwise."""
        self.left.emit()

    def if_here(self, then: Callable[[T], object]) -> Callable[[T], None]:
        """``then``, unless the page is gone when the answer comes."""

        def heard(answer: T) -> None:
            if isValid(self):
                then(answer)

        return heard

    def press_main(self) -> None:
        """Press the main button, where it can be pressed."""
        if self.main.isEnabled() and not self.main.isHidden():
            self.main.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.colour("background"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Scale everything."""
        super().resizeEvent(event)
        self._look.fit(event.size())

    def _scrolled(self) -> QWidget:
        inner = QWidget()
        self._inner = inner
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(inner)
        middle.addStretch(1)
        inner.setLayout(self.body)
        inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        whole = QWidget()
        whole.setLayout(middle)
        area = QScrollArea()
        area.setWidget(whole)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (area.viewport(), whole):
            part.setAutoFillBackground(False)
        middle.setContentsMargins(0, 0, 0, 0)
        return area

    def _follow_look(self) -> None:
        px = self._look.px
        self.setStyleSheet(stylesheet(self._look))
        self._frame.setContentsMargins(px(24), px(16), px(24), px(16))
        self._frame.setSpacing(px(16))
        self.head.setSpacing(px(12))
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(px(12))
        if self._column:
            self._inner.setFixedWidth(px(self._column))
