"""What happened twice (a guest, money, a badge), at the foot of the door until it is settled."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kiosk.door.actions import TOLD, DoorAction
from kiosk.door.double_view import DoubleView
from kiosk.door.double_words import double_title
from kiosk.door.waiting_tag import WaitingTag
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.seen import set_seen
from kiosk.words import Words


class DoubleStrip(QWidget):
    """The latest double, the others counted; hidden while there is none. ``opened``: its key."""

    opened = Signal(str)

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._views: tuple[DoubleView, ...] = ()
        self._title = TextLabel(look, 15, ink="quiet", firm=True)
        self._words = words
        self._title.say("")
        self._rest = TextLabel(look, 16, Weight.SEMIBOLD, "quiet", firm=True)
        self._rest.say("")
        self._tag = QHBoxLayout()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._title)
        self._row.addLayout(self._tag)
        self._row.addWidget(self._rest)
        self._row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self._follow)
        self._follow()
        self.hide()

    @property
    def views(self) -> tuple[DoubleView, ...]:
        """All that wait."""
        return self._views

    def show_doubles(self, views: Sequence[DoubleView]) -> None:
        """Show these, the latest first."""
        self._views = tuple(views)
        while (item := self._tag.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for view in views[:1]:
            keys = TOLD[DoorAction.DOUBLE].keys[0]
            tag = WaitingTag(self._look, view.name, view.short, view.countries, keys)
            tag.clicked.connect(self.open_first)
            self._tag.addWidget(tag)
        self._title.say(double_title(views[0], self._words) if views else "")
        rest = len(views) - 1
        self._rest.say(f"+{rest}" if rest > 0 else "")
        set_seen(self, bool(views))

    def open_first(self) -> None:
        """Look at the latest."""
        if self._views:
            self.opened.emit(self._views[0].key)

    def minimumSizeHint(self) -> QSize:
        """Long names of desks must not make the window wider."""
        return QSize(0, self._look.px(40))

    def _follow(self) -> None:
        px = self._look.px
        self.setFixedHeight(px(40))
        self._row.setContentsMargins(px(4), 0, 0, 0)
        self._row.setSpacing(px(10))
