"""The latest arrivals, newest first, in a row that keeps still under the pointer."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QEnterEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from kiosk.door.feed_card import WIDTH, FeedCard
from kiosk.door.views import FeedView
from kiosk.look.hold_button import HOLD_MS
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words

MOST = 12  # as many as the widest window can show


class Feed(QWidget):
    """Shows as many of the latest arrivals as fit.

    While the pointer is on it, or a button of it has the focus, cards keep their places: what is
    shown is brought up to date, newcomers wait and are counted, and come when the pointer leaves
    or, after the focus, with the next arrival.
    """

    undone = Signal(str)
    redone = Signal(str)
    reprinted = Signal(str)

    def __init__(
        self, look: Look, words: Words, *, hold_ms: int = HOLD_MS, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._hold_ms = hold_ms
        self._views: tuple[FeedView, ...] = ()
        self._cards: list[FeedCard] = []
        self._pointed_at = False
        self._rows = QHBoxLayout(self)
        self._empty = TextLabel(look, 16, ink="quiet")
        self._empty.say(words.gettext("The latest arrivals appear here."))
        self._waiting = TextLabel(look, 15, Weight.SEMIBOLD, "accent", parent=self)
        self._waiting.say("")
        self._rows.addWidget(self._empty, 1)
        self.setAccessibleName(words.gettext("Latest arrivals"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self._follow()

    def show_feed(self, views: Sequence[FeedView]) -> None:
        """Show these, newest first."""
        self._views = tuple(views[:MOST])
        if self._keeps_still():
            self._refresh_in_place()
        else:
            self._place()

    def shown(self) -> list[FeedView]:
        """What stands there now, from the left."""
        return [card.view for card in self._cards]

    def cards(self) -> list[FeedCard]:
        """The cards, from the left."""
        return list(self._cards)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Keep still."""
        self._pointed_at = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Catch up."""
        self._pointed_at = False
        self._place()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit."""
        super().resizeEvent(event)
        self._place()

    def _keeps_still(self) -> bool:
        focus = QApplication.focusWidget()
        return self._pointed_at or (focus is not None and self.isAncestorOf(focus))

    def _refresh_in_place(self) -> None:
        known = {view.nonce: view for view in self._views}
        for card in self._cards:
            if card.view.nonce in known:
                card.show_entry(known[card.view.nonce])
        shown = {card.view.nonce for card in self._cards}
        first_known = next(
            (place for place, view in enumerate(self._views) if view.nonce in shown),
            len(self._views),
        )
        self._waiting.say(f"+{first_known}" if first_known and shown else "")

    def _place(self) -> None:
        self._waiting.say("")
        views = self._views[: self._room()]
        self._empty.setVisible(not views)
        while len(self._cards) > len(views):
            card = self._cards.pop()
            card.hide()
            card.deleteLater()
        for place, view in enumerate(views):
            if place < len(self._cards):
                self._cards[place].show_entry(view)
            else:
                self._add(view)
        self._spread()

    def _add(self, view: FeedView) -> None:
        card = FeedCard(self._look, self._words, view, hold_ms=self._hold_ms, parent=self)
        card.undone.connect(self.undone)
        card.redone.connect(self.redone)
        card.reprinted.connect(self.reprinted)
        self._cards.append(card)
        card.show()

    def _spread(self) -> None:
        """Give the cards equal shares of the row, also where fewer than fit are there."""
        gap, room = self._look.px(8), self._room()
        width = (self.width() + gap) / room
        for place, card in enumerate(self._cards):
            left, right = round(place * width), round((place + 1) * width) - gap
            card.setGeometry(left, 0, right - left, self.height())
        self._waiting.adjustSize()
        self._waiting.raise_()

    def _room(self) -> int:
        px = self._look.px
        return max(1, (self.width() + px(8)) // (px(WIDTH) + px(8)))

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(88))
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(8))
        self._place()
