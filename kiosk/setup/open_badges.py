"""Badges that are not settled: who waits, why, and what to do about each."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.flag_strip import FlagStrip
from kiosk.look.ground import paint_ground
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen
from kiosk.words import Words

MOST = 60  # rows; a desk with more writes by hand


@dataclass(frozen=True, slots=True)
class OpenBadgeView:
    """One badge. ``can_print``: it would not be printed without being told to."""

    print_id: str
    name: str
    why: str  # "since 20:14", "may have come out"
    countries: tuple[str, ...] = ()
    can_print: bool = False
    can_settle: bool = True


class OpenBadgeRow(QWidget):
    """One badge and its buttons."""

    printed = Signal(str)
    by_hand = Signal(str)
    dropped = Signal(str)

    def __init__(
        self, look: Look, words: Words, view: OpenBadgeView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.view = view
        _ = words.gettext
        self._flags = FlagStrip(look, 18)
        self._name = TextLabel(look, 18, Weight.SEMIBOLD)
        self._why = TextLabel(look, 15, ink="quiet")
        self.print = KeyButton(look, _("Print"), rank=Rank.QUIET, height=40)
        self.hand = KeyButton(look, _("By hand"), rank=Rank.QUIET, height=40)
        self.drop = KeyButton(look, _("Drop"), rank=Rank.QUIET, height=40)
        self._row, self._text = QHBoxLayout(self), QVBoxLayout()
        self._text.addStretch(1)
        self._text.addWidget(self._name)
        self._text.addWidget(self._why)
        self._text.addStretch(1)
        self._row.addWidget(self._flags)
        self._row.addLayout(self._text, 1)
        for button in (self.print, self.hand, self.drop):
            self._row.addWidget(button)
        self.print.clicked.connect(lambda: self.printed.emit(self.view.print_id))
        self.hand.clicked.connect(lambda: self.by_hand.emit(self.view.print_id))
        self.drop.clicked.connect(lambda: self.dropped.emit(self.view.print_id))
        look.changed.connect(self._follow)
        self.show_badge(view)
        self._follow()

    def show_badge(self, view: OpenBadgeView) -> None:
        """Show this one."""
        self.view = view
        self._flags.show_flags(view.countries)
        self._name.say(view.name)
        self._why.say(view.why)
        set_seen(self.print, view.can_print)
        for button in (self.hand, self.drop):
            set_seen(button, view.can_settle)
        for button in (self.print, self.hand, self.drop):
            button.setAccessibleName(f"{button.text()}: {view.name}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground."""
        paint_ground(self, self._look, 10)

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(64))
        self._row.setContentsMargins(px(16), 0, px(8), 0)
        self._row.setSpacing(px(8))
        self._text.setSpacing(0)


class OpenBadges(QWidget):
    """The rows, first come first.

    Signals:
        printed, by_hand, dropped(str): what is to become of the badge of that id.
    """

    printed = Signal(str)
    by_hand = Signal(str)
    dropped = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self.rows: list[OpenBadgeRow] = []
        self._more = TextLabel(look, 15, ink="quiet")
        self._list = QVBoxLayout()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._list)
        whole.addWidget(self._more)
        look.changed.connect(self._follow)
        self._follow()

    def show_badges(self, views: Sequence[OpenBadgeView]) -> None:
        """Show these; a row keeps its place as long as its badge is there."""
        shown = views[:MOST]
        while len(self.rows) > len(shown):
            row = self.rows.pop()
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, view in enumerate(shown):
            if place == len(self.rows):
                self._add(view)
            elif self.rows[place].view != view:
                self.rows[place].show_badge(view)
        rest = len(views) - len(shown)
        self._more.say(self._words.gettext("and {number} more").format(number=rest) if rest else "")

    def _add(self, view: OpenBadgeView) -> None:
        row = OpenBadgeRow(self._look, self._words, view, self)
        row.printed.connect(self.printed)
        row.by_hand.connect(self.by_hand)
        row.dropped.connect(self.dropped)
        self.rows.append(row)
        self._list.addWidget(row)
        row.show()

    def _follow(self) -> None:
        self._list.setSpacing(self._look.px(6))
