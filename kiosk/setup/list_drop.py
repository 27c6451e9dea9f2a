"""Where a list may be dropped: the place that says so, and the whole window."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton, Rank
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.setup.list_source import source_in
from kiosk.words import Words


class ListDrop(QObject):
    """Lets a list be dropped anywhere on ``window``; ``dropped`` says the ``ListSource``."""

    dropped = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what holds a list, leave the rest."""
        if isinstance(event, QDragEnterEvent):
            if source_in(event.mimeData()) is not None:
                event.acceptProposedAction()
                return True
        elif isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            source = source_in(event.mimeData())
            if source is not None:
                event.acceptProposedAction()
                self.dropped.emit(source)
                return True
        return super().eventFilter(watched, event)


class DropPlace(QWidget):
    """Says how a list comes in: dropped, chosen, pasted."""

    def __init__(self, look: Look, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        _ = words.gettext
        self.choose = KeyButton(
            look, _("Choose a file…"), icon=Icon.PEOPLE, keys="Ctrl+O", rank=Rank.MAIN, height=56
        )
        self.paste = KeyButton(look, _("Paste"), icon=Icon.NOTE, keys="Ctrl+V", height=56)
        title = TextLabel(look, 30, Weight.SEMIBOLD)
        title.say(_("Drop the guest list here"))
        kinds = TextLabel(look, 17, ink="quiet", wrap=True)
        kinds.say(
            _(
                "CSV, Excel, OpenDocument or plain text; an export of pretix, Eventbrite, Luma, "
                "Meetup and others; or names copied from a mail, a web page, a spreadsheet."
            )
        )
        for label in (title, kinds):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        safe = TextLabel(look, 17, ink="quiet")
        safe.say(_("You will see everything before anything is written."))
        safe.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._kinds = kinds
        self._rows, self._buttons = QVBoxLayout(self), QHBoxLayout()
        icon = QHBoxLayout()
        icon.addStretch(1)
        icon.addWidget(IconView(look, Icon.PEOPLE, 72, "accent"))
        icon.addStretch(1)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.choose)
        self._buttons.addWidget(self.paste)
        self._buttons.addStretch(1)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(kinds)
        middle.addStretch(1)
        self._rows.addStretch(3)
        self._rows.addLayout(icon)
        self._rows.addWidget(title)
        self._rows.addLayout(middle)
        self._rows.addLayout(self._buttons)
        self._rows.addWidget(safe)
        self._rows.addStretch(4)
        look.changed.connect(self._follow)
        self._follow()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A dashed edge, as wherever things are dropped."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._look.px
        pen = QPen(self._look.colour("line"), px(2), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._look.colour("surface"))
        box = QRectF(self.rect()).adjusted(px(1), px(1), -px(1), -px(1))
        painter.drawRoundedRect(box, px(16), px(16))
        painter.end()

    def _follow(self) -> None:
        px = self._look.px
        self._rows.setContentsMargins(px(32), px(16), px(32), px(16))
        self._rows.setSpacing(px(18))
        self._buttons.setSpacing(px(12))
        self._kinds.setFixedWidth(px(680))
        self.update()
