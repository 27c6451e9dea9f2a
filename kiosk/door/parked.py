"""Guests who wait to pay while others are let in."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.views import ParkedView
from kiosk.door.waiting_tag import WaitingTag
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.words import Words

_SHOWN = 2  # the rest is counted; each comes forward when those before are done


class ParkedStrip(QWidget):
    """All who wait, the latest first; hidden while nobody does. ``resumed`` says the nonce."""

    resumed = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._views: tuple[ParkedView, ...] = ()
        self._title = TextLabel(look, 15, ink="quiet", firm=True)
        self._title.say(words.gettext("Still to pay"))
        self._rest = TextLabel(look, 16, Weight.SEMIBOLD, "quiet", firm=True)
        self._rows = QHBoxLayout(self)
        self._guests = QHBoxLayout()
        self._rows.addWidget(self._title)
        self._rows.addLayout(self._guests)
        self._rows.addWidget(self._rest)
        self._rows.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self.show_parked(())
        self._follow()

    def show_parked(self, views: Sequence[ParkedView]) -> None:
        """Show these."""
        self._views = tuple(views)
        while (item := self._guests.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for place, view in enumerate(views[:_SHOWN]):
            keys = TOLD[DoorAction.RESUME].keys[0] if place == 0 else ""
            button = WaitingTag(self._look, view.name, view.amount, view.countries, keys)
            button.clicked.connect(lambda _checked=False, n=view.nonce: self.resumed.emit(n))
            self._guests.addWidget(button)
        rest = len(views) - _SHOWN
        self._rest.say(f"+{rest}" if rest > 0 else "")
        self.setVisible(bool(views))

    def resume_first(self) -> None:
        """Go on with the one who was parked last."""
        if self._views:
            self.resumed.emit(self._views[0].nonce)

    def minimumSizeHint(self) -> QSize:
        """Many who wait must not make the window wider."""
        return QSize(0, self._look.px(40))

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(40))
        self._rows.setContentsMargins(px(4), 0, 0, 0)
        self._rows.setSpacing(px(10))
        self._guests.setSpacing(px(8))
