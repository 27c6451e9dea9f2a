"""Printing during the evening: how the printers are, who waits, and every way out of it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.flow_layout import FlowLayout
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.page import Page
from kiosk.look.row import Row
from kiosk.look.seen import set_seen
from kiosk.setup.open_badges import OpenBadges, OpenBadgeView
from kiosk.setup.printer_card import PrinterCard, PrinterView
from kiosk.words import Words


class PrinterPanel(Page):
    """The page; it shows what it is told and does nothing by itself.

    Signals (beside those of ``Page``):
        paused, resumed(str): the printer of that name.
        rolled(str): a new roll was put into the printer of that setting.
        moved(str, str): the badges of one printer go to another, by settings.
        go_on_wanted: print whatever waits.
        printed, by_hand, dropped(tuple): what is to become of the badges of those ids.
        setup_wanted: printers and labels are to be set up.
    """

    paused = Signal(str)
    resumed = Signal(str)
    rolled = Signal(str)
    moved = Signal(str, str)
    go_on_wanted = Signal()
    printed = Signal(object)
    by_hand = Signal(object)
    dropped = Signal(object)
    setup_wanted = Signal()

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        _ = words.gettext
        super().__init__(look, words, Icon.PRINTER, _("Printing"), column=1200, parent=parent)
        self.cards: list[PrinterCard] = []
        self.badges = OpenBadges(look, words)
        self._views: tuple[OpenBadgeView, ...] = ()
        self._title = TextLabel(look, 20, Weight.SEMIBOLD)
        self._about = TextLabel(look, 16, ink="quiet", wrap=True)
        self.print_all = KeyButton(look, _("Print all"), icon=Icon.PRINTER, keys="Ctrl+P")
        self.hand_all = KeyButton(look, _("All written by hand"), keys="Ctrl+B")
        self.drop_all = KeyButton(look, _("Drop all"), keys="Ctrl+D")
        self.setup = KeyButton(look, _("Set up printers and labels…"))
        self._cards, self._left, self._right = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        self._both = QHBoxLayout()
        self._left.addLayout(self._cards)
        setup = Row(look, self.setup)
        setup.addStretch(1)
        self._left.addLayout(setup)
        self._left.addStretch(1)
        self._right.addWidget(self._title)
        self._right.addWidget(self._about)
        self._buttons = FlowLayout()
        for button in (self.print_all, self.hand_all, self.drop_all):
            self._buttons.addWidget(button)
        self._right.addLayout(self._buttons)
        self._right.addWidget(self.badges)
        self._right.addStretch(1)
        self._both.addLayout(self._left, 46)
        self._both.addLayout(self._right, 54)
        self.body.addLayout(self._both)
        self._connect()
        look.changed.connect(self._follow)
        self._follow()

    def show_printing(
        self, printers: Sequence[PrinterView], badges: Sequence[OpenBadgeView]
    ) -> None:
        """Show how it is now."""
        while len(self.cards) > len(printers):
            card = self.cards.pop()
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, view in enumerate(printers):
            if place == len(self.cards):
                self._add(view)
            else:
                self.cards[place].show_printer(view)
        self._views = tuple(badges)
        self.badges.show_badges(badges)
        number = len(badges)
        _ = self._words.gettext
        text = self._words.ngettext(
            "{number} badge is not done", "{number} badges are not done", number
        )
        self._title.say(text.format(number=number) if number else _("No badge waits"))
        older = sum(view.can_print for view in badges)
        said = self._words.ngettext(
            "{number} older one is held back: new guests are printed first.",
            "{number} older ones are held back: new guests are printed first.",
            older,
        )
        nothing = _("Every badge asked for was printed or sent.")
        self._about.say(said.format(number=older) if older else "" if number else nothing)
        for button in (self.print_all, self.hand_all, self.drop_all):
            set_seen(button, bool(number))

    def _add(self, view: PrinterView) -> None:
        card = PrinterCard(self._look, self._words, view, self)
        card.paused.connect(self.paused)
        card.resumed.connect(self.resumed)
        card.rolled.connect(self.rolled)
        card.moved.connect(self.moved)
        self.cards.append(card)
        self._cards.addWidget(card)
        card.show()

    def _all(self) -> tuple[str, ...]:
        return tuple(view.print_id for view in self._views if view.can_settle)

    def _connect(self) -> None:
        self.badges.printed.connect(lambda one: self.printed.emit((one,)))
        self.badges.by_hand.connect(lambda one: self.by_hand.emit((one,)))
        self.badges.dropped.connect(lambda one: self.dropped.emit((one,)))
        self.print_all.clicked.connect(self.go_on_wanted)
        self.hand_all.clicked.connect(lambda: self.by_hand.emit(self._all()))
        self.drop_all.clicked.connect(lambda: self.dropped.emit(self._all()))
        self.setup.clicked.connect(self.setup_wanted)
        for keys, button in (
            ("Ctrl+P", self.print_all), ("Ctrl+B", self.hand_all), ("Ctrl+D", self.drop_all),
        ):  # fmt: skip
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(button.click)

    def _follow(self) -> None:
        px = self._look.px
        self._both.setSpacing(px(32))
        self._cards.setSpacing(px(12))
        self._left.setSpacing(px(12))
        self._right.setSpacing(px(10))
        self._buttons.setSpacing(px(8))
