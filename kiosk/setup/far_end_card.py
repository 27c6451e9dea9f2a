"""One far end on the page about syncing."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import AMBER
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class FarEndView:
    """What is shown of it: what it is called, how it goes, what staff should know or do."""

    key: str
    title: str
    state: str
    is_well: bool
    lines: tuple[str, ...] = ()
    codes: bool = False  # this laptop is the hub: others can be let in
    fetching: bool = False  # a first run goes on, and can be cancelled


class FarEndCard(QWidget):
    """Signals: removed: somebody wants it gone. codes_wanted: another laptop is to join."""

    removed = Signal()
    codes_wanted = Signal()

    def __init__(
        self, look: Look, words: Words, view: FarEndView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self.view = view
        _ = words.gettext
        title = TextLabel(look, 20, Weight.SEMIBOLD)
        title.say(view.title)
        state = TextLabel(look, 17, Weight.MEDIUM, wrap=True)
        state.say(view.state)
        self._texts, self._row = QVBoxLayout(), QHBoxLayout(self)
        self._texts.addWidget(title)
        self._texts.addWidget(state)
        for line in view.lines:
            label = TextLabel(look, 16, ink="quiet", wrap=True)
            label.say(line)
            self._texts.addWidget(label)
        icon = Icon.BELL if not view.is_well else Icon.DESK if view.codes else Icon.SYNC
        wanted = _("Cancel") if view.fetching else _("Remove…")
        self.remove = KeyButton(
            look, _("Close the hub…") if view.codes else wanted, rank=Rank.QUIET, height=40
        )
        self.remove.setAccessibleName(f"{self.remove.text()} {view.title}")
        self.remove.clicked.connect(self.removed)
        self._row.addWidget(IconView(look, icon, 28, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(self._texts, 1)
        self._row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        if view.codes:
            self.codes = KeyButton(look, _("Let laptops join…"), icon=Icon.SCAN, height=40)
            self.codes.clicked.connect(self.codes_wanted)
            self._texts.addWidget(self.codes, 0, Qt.AlignmentFlag.AlignLeft)
        look.changed.connect(self._follow)
        self._follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A surface of its own."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("surface"))
        corner = self._look.px(12)
        painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
        if not self.view.is_well:  # the colour of "look", beside a bell and words
            painter.setClipRect(0, 0, self._look.px(7), self.height())
            painter.setBrush(QColor(AMBER.fill))
            painter.drawRoundedRect(QRectF(self.rect()), corner, corner)
        painter.end()

    def _follow(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(20), px(14), px(12), px(14))
        self._row.setSpacing(px(14))
        self._texts.setSpacing(px(4))
