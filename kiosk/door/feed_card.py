"""One of the latest arrivals: when, from where, who; and how to take it back."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kiosk.door.views import FeedView
from kiosk.look.flag_strip import FlagStrip
from kiosk.look.ground import paint_ground
from kiosk.look.hold_button import HOLD_MS, HoldButton
from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words

WIDTH = 288  # the least; a card takes its share of the row


class FeedCard(QWidget):
    """Shows a ``FeedView``. Undo is held for half a second, Redo and Reprint are pressed."""

    undone = Signal(str)
    redone = Signal(str)
    reprinted = Signal(str)

    def __init__(
        self,
        look: Look,
        words: Words,
        view: FeedView,
        *,
        hold_ms: int = HOLD_MS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._words = words
        self._view = view
        _ = words.gettext
        self._time = TextLabel(look, 15, Weight.MEDIUM, "quiet")
        self._flags = FlagStrip(look, 18)
        self._out = IconView(look, Icon.ARROW_OUT, 18, "quiet")
        self._name = TextLabel(look, 17, Weight.SEMIBOLD)
        self._party = TextLabel(look, 15, Weight.SEMIBOLD, "quiet")
        self.undo = HoldButton(look, _("Undo"), icon=Icon.UNDO, hold_ms=hold_ms, height=40)
        self.undo.setToolTip(_("Hold for half a second"))
        self.redo = KeyButton(look, _("Undone. Redo"), icon=Icon.REDO, rank=Rank.QUIET, height=40)
        self.reprint = KeyButton(look, _("Reprint"), icon=Icon.PRINTER, rank=Rank.QUIET, height=40)
        self._top, self._bottom, self._rows = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self._time, self._flags, self._out):
            self._top.addWidget(widget)
        self._top.addWidget(self._name, 1)
        self._top.addWidget(self._party)
        for button in (self.undo, self.redo, self.reprint):
            self._bottom.addWidget(button)
        self._bottom.addStretch(1)
        self._rows.addLayout(self._top)
        self._rows.addLayout(self._bottom)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.undo.held.connect(lambda: self.undone.emit(self._view.nonce))
        self.redo.clicked.connect(lambda: self.redone.emit(self._view.nonce))
        self.reprint.clicked.connect(lambda: self.reprinted.emit(self._view.nonce))
        look.changed.connect(self._follow)
        self.show_entry(view)
        self._follow()

    @property
    def view(self) -> FeedView:
        """What is shown."""
        return self._view

    def show_entry(self, view: FeedView) -> None:
        """Show this one, in the same place."""
        if view.nonce != self._view.nonce:
            self.undo.setDown(False)  # a press meant for the one before ends here
        self._view = view
        self._time.say(view.time)
        self._flags.show_flags(view.countries)
        self._out.setVisible(view.leaving)
        self._name.say(view.name)
        self._name.set_ink("quiet" if view.undone else "text")
        font = self._name.font()
        font.setStrikeOut(view.undone)
        self._name.setFont(font)
        self._party.say(view.party)
        self.undo.setVisible(not view.undone)
        self.redo.setVisible(view.undone)
        self.reprint.setVisible(view.printable and not view.undone)
        for button in (self.undo, self.redo, self.reprint):
            button.setAccessibleName(f"{button.text()}: {view.name}")
        self.setAccessibleName(f"{view.time} {view.name}")
        self.update()

    def sizeHint(self) -> QSize:
        """One size for all, so that none moves when another changes."""
        return QSize(self._look.px(WIDTH), self._look.px(88))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground."""
        paint_ground(self, self._look, 12)

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(88))
        self._rows.setContentsMargins(px(6), px(8), px(10), px(4))
        self._rows.setSpacing(0)
        self._top.setSpacing(px(10))
        self._top.setContentsMargins(px(10), 0, px(4), 0)
        self._bottom.setSpacing(px(4))
