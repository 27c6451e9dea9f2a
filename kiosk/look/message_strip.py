"""A sentence or two across the page, on the colour of what it says."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.look.icon_view import IconView
from kiosk.look.icons import Icon
from kiosk.look.key_button import KeyButton
from kiosk.look.label import TextLabel
from kiosk.look.look import Look, Weight
from kiosk.look.palette import TONES, Tone
from kiosk.look.seen import set_seen

_ICONS = {
    Tone.ADMITTED: Icon.TICK,
    Tone.PAY: Icon.COIN,
    Tone.NOTICE: Icon.BELL,
    Tone.REFUSED: Icon.STOP,
    Tone.EXIT: Icon.ARROW_OUT,
    Tone.INFO: Icon.INFO,
}


class MessageStrip(QWidget):
    """Hidden until there is something to say; ``buttons`` stand at its end."""

    def __init__(self, look: Look, *buttons: KeyButton, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tone = Tone.INFO
        self._buttons = buttons
        self._icon = IconView(look, Icon.INFO, 26)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._icon)
        self._text = TextLabel(look, 17, Weight.MEDIUM, wrap=True)
        self._row.addWidget(self._text, 1)
        for button in buttons:
            self._row.addWidget(button)
        look.changed.connect(self._follow)
        self._follow()
        self.hide()

    def say(self, tone: Tone, text: str, *shown: KeyButton) -> None:
        """Say this, with these of its buttons; an empty text hides the strip."""
        self._tone = tone
        paint = TONES[tone]
        self._text.set_ink(paint.ink)
        self._text.say(text)
        self._icon.show_icon(_ICONS[tone], paint.ink)
        for button in self._buttons:
            button.stand_on(paint)
            set_seen(button, button in shown)
        self.setAccessibleName(text)
        set_seen(self, bool(text))
        self.update()

    def text(self) -> str:
        """What is said."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill it with its colour."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(TONES[self._tone].fill))
        painter.drawRoundedRect(QRectF(self.rect()), self._look.px(12), self._look.px(12))
        painter.end()

    def _follow(self) -> None:
        px = self._look.px
        self._row.setContentsMargins(px(20), px(10), px(12), px(10))
        self._row.setSpacing(px(14))
        self.setMinimumHeight(px(60))
