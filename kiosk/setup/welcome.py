"""What is seen when Pennant opens without an event."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.icons import Icon, paint_icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.message_strip import MessageStrip
from kiosk.look.page import Page
from kiosk.look.palette import Tone
from kiosk.words import Words

SHOWN = 5
ENDING = ".pennant"


class EventRow(QAbstractButton):
    """A recent event: its file's name, and the folder in quiet ink."""

    def __init__(self, look: Look, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._folder = str(path.parent)
        self.setText(path.stem)
        self.setAccessibleName(path.stem)
        self.setAccessibleDescription(self._folder)
        self.setToolTip(str(path))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        look.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """A row of the list."""
        return QSize(self._look.px(320), self._look.px(60))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        px, colour = self._look.px, self._look.colour
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(px(1), px(2), -px(1), -px(2))
        focused = self.hasFocus()
        painter.setPen(QPen(colour("accent"), px(2)) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(colour("chosen" if self.underMouse() or focused else "surface"))
        painter.drawRoundedRect(box, px(10), px(10))
        side = px(22)
        icon = QRectF(px(18), (self.height() - side) / 2, side, side)
        paint_icon(painter, Icon.OPEN_DOOR, icon, colour("accent"))
        left, width = px(56), self.width() - px(72)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        for text, size, weight, ink, top, share, elide in (
            (self.text(), 19, Weight.SEMIBOLD, "text", 0.08, 0.52, Qt.TextElideMode.ElideRight),
            (self._folder, 14, Weight.REGULAR, "quiet", 0.54, 0.36, Qt.TextElideMode.ElideMiddle),
        ):
            font = self._look.font(size, weight)
            painter.setFont(font)
            painter.setPen(colour(ink))
            place = QRectF(left, self.height() * top, width, self.height() * share)
            painter.drawText(place, align, QFontMetrics(font).elidedText(text, elide, width))
        painter.end()


class Welcome(Page):
    """New event, an event that is there, or a try.

    ``ask_file`` asks for an event file, by the system's dialog unless told otherwise.

    Signals:
        new_wanted, demo_wanted
        join_wanted: the event of another laptop, by its hub or ledger.
        open_wanted: the ``Path`` of an event file.
    """

    new_wanted = Signal()
    demo_wanted = Signal()
    join_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(
        self,
        look: Look,
        words: Words,
        recent: Sequence[str],
        folder: str = "",
        ask_file: Callable[[str], str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        _ = words.gettext
        super().__init__(look, words, Icon.OPEN_DOOR, "Pennant", column=960, parent=parent)
        self.back.hide()
        self._folder = folder
        self._ask_file = ask_file or self._ask_by_dialog
        title = TextLabel(look, 40, Weight.BOLD)
        title.say(_("Good evening"))
        below = TextLabel(look, 20, ink="quiet", wrap=True)
        below.say(_("Begin an event, or open the one of tonight."))
        self.new = KeyButton(
            look, _("New event…"), icon=Icon.PLUS, keys="Ctrl+N", rank=Rank.MAIN, height=56
        )
        self.open = KeyButton(look, _("Open…"), icon=Icon.OPEN_DOOR, keys="Ctrl+O", height=56)
        self.join = KeyButton(look, _("Join…"), icon=Icon.DESK, keys="Ctrl+J", height=56)
        self.demo = KeyButton(look, _("Try the demo"), icon=Icon.GIFT, keys="Ctrl+D", height=56)
        self.message = MessageStrip(look)
        self.recent = [EventRow(look, Path(path)) for path in recent[:SHOWN]]
        self._buttons, self._list = QHBoxLayout(), QVBoxLayout()
        for button in (self.new, self.open, self.join, self.demo):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.body.addStretch(2)
        self.body.addWidget(title)
        self.body.addWidget(below)
        self.body.addLayout(self._buttons)
        self.body.addWidget(self.message)
        if self.recent:
            latest = TextLabel(look, 16, Weight.MEDIUM, "quiet")
            latest.say(_("Latest events"))
            self.body.addWidget(latest)
        for row, path in zip(self.recent, recent, strict=False):
            row.clicked.connect(lambda _checked=False, p=path: self.open_wanted.emit(Path(p)))
            self._list.addWidget(row)
        self.body.addLayout(self._list)
        self.body.addStretch(3)
        self._connect()
        look.changed.connect(self._follow)
        self._follow()

    def tell(self, text: str) -> None:
        """Say why an event did not open."""
        self.message.say(Tone.NOTICE, text)

    def escape(self) -> None:
        """There is nowhere to go back to."""

    def event(self, event: QEvent) -> bool:
        """An event file dropped on the window is opened."""
        if isinstance(event, QDragEnterEvent) and _event_in(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            path = _event_in(event)
            if path is not None:
                event.acceptProposedAction()
                self.open_wanted.emit(path)
            return True
        return super().event(event)

    def _open(self) -> None:
        path = self._ask_file(self._folder)
        if path:
            self.open_wanted.emit(Path(path))

    def _ask_by_dialog(self, folder: str) -> str:
        _ = self._words.gettext
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Open an event"), folder, f"{_('Events')} (*{ENDING})"
        )
        return path

    def _connect(self) -> None:
        self.setAcceptDrops(True)
        for keys, button in (
            ("Ctrl+N", self.new),
            ("Ctrl+O", self.open),
            ("Ctrl+J", self.join),
            ("Ctrl+D", self.demo),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self._open)
        self.join.clicked.connect(self.join_wanted)
        self.demo.clicked.connect(self.demo_wanted)

    def _follow(self) -> None:
        self._buttons.setSpacing(self._look.px(12))
        self._list.setSpacing(self._look.px(4))
        self.body.setSpacing(self._look.px(16))


def _event_in(event: QDropEvent) -> Path | None:
    for url in event.mimeData().urls():
        path = Path(url.toLocalFile())
        if url.isLocalFile() and path.suffix == ENDING:
            return path
    return None
