"""The matches, what the keys do there, and what to do when there is none."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.matches import MatchList
from kiosk.door.views import MatchView
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words


class Found(QWidget):
    """The list with a line of keys below; without a match, the way on to a walk-in."""

    acted = Signal(object)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        _ = words.gettext
        self.matches = MatchList(look, words)
        self._nobody = TextLabel(look, 22, Weight.SEMIBOLD)
        self._nobody.say(_("Nobody of that name"))
        self._try = TextLabel(look, 16, ink="quiet", wrap=True)
        self._try.say(_("Try a shorter part of it, or the surname alone."))
        told = TOLD[DoorAction.WALK_IN]
        self._walk_in = KeyButton(
            look, _("Add as walk-in"), icon=told.icon, keys=told.keys[0], rank=Rank.MAIN
        )
        self._walk_in.clicked.connect(lambda: self.acted.emit(DoorAction.WALK_IN))
        self._keys = TextLabel(look, 14, ink="quiet")
        self._keys.say(_("↑ ↓ choose     Enter check in     Ctrl+E edit     Esc clear"))
        self._none = QWidget()
        self._none_rows = QVBoxLayout(self._none)
        self._none_rows.addStretch(2)
        self._none_rows.addWidget(self._nobody)
        self._none_rows.addWidget(self._try)
        line = QHBoxLayout()
        line.addWidget(self._walk_in)
        line.addStretch(1)
        self._none_rows.addLayout(line)
        self._none_rows.addStretch(3)
        self._rows = QVBoxLayout(self)
        self._rows.addWidget(self.matches, 1)
        self._rows.addWidget(self._none, 1)
        self._rows.addWidget(self._keys)
        look.changed.connect(self._follow)
        self.show_matches("", ())
        self._follow()

    def show_matches(self, query: str, views: Sequence[MatchView]) -> None:
        """Show what was found for ``query``."""
        self.matches.show_matches(query, views)
        self.matches.setVisible(bool(views))
        self._keys.setVisible(bool(views))
        self._none.setVisible(not views)

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(px(4))
        self._none_rows.setContentsMargins(px(24), 0, px(24), 0)
        self._none_rows.setSpacing(px(12))
        self._keys.setContentsMargins(px(16), 0, 0, 0)
